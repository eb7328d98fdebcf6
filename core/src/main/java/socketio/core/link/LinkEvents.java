package socketio.core.link;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import socketio.BaseClient.PingHandler;
import socketio.BaseClient.UpgradeHandler;
import socketio.DisconnectReason;
import socketio.Subscription;
import socketio.TransportKind;
import socketio.core.handlers.Registrations;
import socketio.core.runtime.ClientContext;

/**
 * Processes what the links of a client report besides packets: updates the upgrade memory and
 * notifies the application's handlers and the observation. Confined to the loop, except for the
 * registration of handlers.
 */
public final class LinkEvents {
  /** With a ping every few seconds, no working handler falls this far behind. */
  private static final int MAX_WAITING_PINGS = 100;

  private final ClientContext context;
  private final UpgradeMemory memory = new UpgradeMemory();
  private final Registrations<UpgradeHandler> upgradeHandlers = new Registrations<>();
  private final Registrations<PingHandler> pingHandlers = new Registrations<>();
  private final AtomicInteger waitingPings = new AtomicInteger();

  public LinkEvents(ClientContext context) {
    this.context = context;
  }

  /** Any thread. */
  public Subscription onUpgrade(UpgradeHandler handler) {
    return upgradeHandlers.add(handler);
  }

  /** Any thread. */
  public Subscription onPing(PingHandler handler) {
    return pingHandlers.add(handler);
  }

  UpgradeMemory memory() {
    return memory;
  }

  void opened(TransportKind transport, Duration handshake) {
    memory.opened(transport);
    context.observation().opened(transport, handshake);
  }

  void upgraded(TransportKind transport) {
    memory.upgraded(transport);
    context.observation().upgraded(transport);
    upgradeHandlers.call(context, handler -> handler.handle(transport, null));
  }

  void upgradeFailed(TransportKind transport, Throwable cause) {
    context.observation().upgradeFailed(transport, cause);
    upgradeHandlers.call(context, handler -> handler.handle(transport, cause));
  }

  /** Unlike events, pings apply no back-pressure: if too many wait, further ones are skipped. */
  void pinged() {
    if (!pingHandlers.isEmpty() && waitingPings.get() < MAX_WAITING_PINGS) {
      waitingPings.incrementAndGet();
      context
          .lane()
          .execute(
              () -> {
                waitingPings.decrementAndGet();
                pingHandlers.callAll(context.errors(), PingHandler::handle);
              });
    }
  }

  /**
   * A link has ended.
   *
   * @param wasOpen whether its handshake had succeeded
   */
  void ended(
      boolean wasOpen,
      TransportKind transport,
      DisconnectReason reason,
      @Nullable Throwable cause) {
    if (wasOpen) {
      context.observation().closed(transport, reason, cause);
      return;
    }
    memory.failed();
    context.observation().openFailed(transport, reason, cause);
  }
}

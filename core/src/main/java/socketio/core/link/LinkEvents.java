package socketio.core.link;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import socketio.DisconnectReason;
import socketio.PingHandler;
import socketio.Subscription;
import socketio.TransportKind;
import socketio.UpgradeHandler;
import socketio.core.handlers.Registrations;
import socketio.core.runtime.ClientContext;

/**
 * What the links of a client report beside packets: remembers it, and tells the application's
 * handlers and observer. Confined to the loop but for the registration of handlers.
 */
public final class LinkEvents {
  /** With one every few seconds, more than any handler leaves waiting. */
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

  /** Pings hold no server back, as events do: where very many wait for their turn, no more do. */
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
   * @param wasOpen whether it had been open
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

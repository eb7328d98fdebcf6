package socketio.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import socketio.DisconnectReason;
import socketio.PingHandler;
import socketio.Subscription;
import socketio.TransportKind;
import socketio.UpgradeHandler;

/**
 * What the links of a client report beside packets: remembers it, and tells the application's
 * handlers and observer. Confined to the loop but for the registration of handlers.
 */
final class LinkNews {
  /** With one every few seconds, more than any handler leaves waiting. */
  private static final int MAX_WAITING_PINGS = 100;

  private final Core core;
  private final UpgradeMemory memory = new UpgradeMemory();
  private final Registrations<UpgradeHandler> upgradeHandlers = new Registrations<>();
  private final Registrations<PingHandler> pingHandlers = new Registrations<>();
  private final AtomicInteger waitingPings = new AtomicInteger();

  LinkNews(Core core) {
    this.core = core;
  }

  /** Any thread. */
  Subscription onUpgrade(UpgradeHandler handler) {
    return upgradeHandlers.add(handler);
  }

  /** Any thread. */
  Subscription onPing(PingHandler handler) {
    return pingHandlers.add(handler);
  }

  UpgradeMemory memory() {
    return memory;
  }

  void opened(TransportKind transport, Duration handshake) {
    memory.opened(transport);
    core.observation().opened(transport, handshake);
  }

  void upgraded(TransportKind transport) {
    memory.upgraded(transport);
    core.observation().upgraded(transport);
    upgradeHandlers.tell(core, handler -> handler.handle(transport, null));
  }

  void upgradeFailed(TransportKind transport, Throwable cause) {
    core.observation().upgradeFailed(transport, cause);
    upgradeHandlers.tell(core, handler -> handler.handle(transport, cause));
  }

  /** Pings hold no server back, as events do: where very many wait for their turn, no more do. */
  void pinged() {
    if (!pingHandlers.isEmpty() && waitingPings.get() < MAX_WAITING_PINGS) {
      waitingPings.incrementAndGet();
      core.lane()
          .execute(
              () -> {
                waitingPings.decrementAndGet();
                pingHandlers.each(core.errors(), PingHandler::handle);
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
      core.observation().closed(transport, reason, cause);
      return;
    }
    memory.failed();
    core.observation().openFailed(transport, reason, cause);
  }
}

package socketio.internal;

import java.time.Duration;
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
  private final Core core;
  private final UpgradeMemory memory = new UpgradeMemory();
  private final Registrations<UpgradeHandler> upgradeHandlers = new Registrations<>();
  private final Registrations<PingHandler> pingHandlers = new Registrations<>();

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

  void pinged() {
    pingHandlers.tell(core, PingHandler::handle);
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
    if (reason != DisconnectReason.CLIENT_DISCONNECT) {
      core.observation().openFailed(transport, cause);
    }
  }
}

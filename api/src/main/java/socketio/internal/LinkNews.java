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
  private final HandlerTable.Registrations<UpgradeHandler> upgradeHandlers =
      new HandlerTable.Registrations<>();
  private final HandlerTable.Registrations<PingHandler> pingHandlers =
      new HandlerTable.Registrations<>();

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
    tell(upgradeHandlers, handler -> handler.handle(transport, null));
  }

  void upgradeFailed(TransportKind transport, Throwable cause) {
    core.observation().upgradeFailed(transport, cause);
    tell(upgradeHandlers, handler -> handler.handle(transport, cause));
  }

  void pinged() {
    tell(pingHandlers, PingHandler::handle);
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

  private <H> void tell(HandlerTable.Registrations<H> registrations, Call<H> call) {
    if (registrations.isEmpty()) {
      return;
    }
    core.lane()
        .execute(
            () -> {
              for (var registration : registrations.all()) {
                try {
                  call.on(registration.handler());
                } catch (Throwable e) {
                  core.errors().report(e);
                }
              }
            });
  }

  /** Calls a handler. */
  private interface Call<H> {
    void on(H handler) throws Exception;
  }
}

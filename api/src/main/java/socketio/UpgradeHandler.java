package socketio;

import org.jspecify.annotations.Nullable;

/**
 * Hears whether a transport could take a connection over. Runs where an {@link EventHandler} runs.
 */
@FunctionalInterface
public interface UpgradeHandler {
  /**
   * A transport was tried. Where it failed, the connection goes on by the transport that it has.
   *
   * @param transport the transport that was tried
   * @param cause null if it carries the connection now; otherwise why it does not
   * @throws Exception anything; it goes to the client's {@code onError}
   */
  void handle(TransportKind transport, @Nullable Throwable cause) throws Exception;
}

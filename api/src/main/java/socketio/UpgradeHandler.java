package socketio;

import org.jspecify.annotations.Nullable;

/** Called with the outcome of a transport upgrade. Runs where an {@link EventHandler} runs. */
@FunctionalInterface
public interface UpgradeHandler {
  /**
   * Called when a transport has been tried. If it failed, the connection continues on its current
   * transport.
   *
   * @param transport the transport that was tried
   * @param cause null if it now carries the connection; otherwise why it does not
   * @throws Exception any exception; it is reported to the client's {@code onError}
   */
  void handle(TransportKind transport, @Nullable Throwable cause) throws Exception;
}

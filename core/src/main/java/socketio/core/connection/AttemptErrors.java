package socketio.core.connection;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.EncodingException;
import socketio.core.link.EngineLink;

/** The errors of attempts to connect, and of namespaces that are not joined. */
final class AttemptErrors {
  private AttemptErrors() {}

  /** Returns the error of suppliers that failed. */
  static ConnectionException prepare(@Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return ConnectionException.builder(
            Phase.PREPARE,
            cause == null || cause.getMessage() == null
                ? "a supplier of the connect options failed"
                : cause.getMessage())
        .cause(cause)
        .build();
  }

  /** Returns the error of a link that ended before a namespace was joined. */
  static ConnectionException ended(
      EngineLink link, DisconnectReason reason, @Nullable Throwable cause) {
    boolean open = link.engineId() != null;
    if (cause instanceof ConnectionException error && !open) {
      return error;
    }
    String why = cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
    var joining =
        ConnectionException.builder(
                Phase.NAMESPACE,
                String.format(
                    "the connection ended (%s) before the server confirmed a namespace%s",
                    reason, why))
            .transport(link.transport())
            .cause(cause);
    if (cause instanceof ConnectionException error) {
      joining
          .httpStatus(error.httpStatus())
          .body(error.body())
          .serverMessage(error.serverMessage())
          .retryAfter(error.retryAfter());
    }
    return joining.build();
  }

  /** Returns the error of a server that answered for no namespace in time. */
  static ConnectionException timedOut(
      @Nullable EngineLink link, Collection<String> namespaces, Duration timeout) {
    boolean open = link != null && link.isOpen();
    return ConnectionException.builder(
            open ? Phase.NAMESPACE : Phase.HANDSHAKE,
            open
                ? noAnswer(String.join(", ", namespaces), timeout)
                : "no connection within " + timeout)
        .transport(link == null ? null : link.transport())
        .namespace(open && namespaces.size() == 1 ? namespaces.iterator().next() : null)
        .build();
  }

  static ConnectionException unencodable(String namespace, EncodingException cause) {
    return join(
            namespace,
            String.format(
                "the auth payload of namespace %s cannot be encoded: %s",
                namespace, cause.getMessage()))
        .cause(cause)
        .build();
  }

  /** Returns the error of a namespace that the server disconnected. */
  static DisconnectedException byServer(String namespace, @Nullable Throwable cause) {
    return new DisconnectedException(
        String.format(
            "the server disconnected namespace %s; call connect to join it again", namespace),
        DisconnectReason.SERVER_DISCONNECT,
        cause);
  }

  /** Returns the error of one namespace. */
  static ConnectionException.Builder join(String namespace, String message) {
    return ConnectionException.builder(Phase.NAMESPACE, message).namespace(namespace);
  }

  /** Returns an error that names the transport of its link. */
  static ConnectionException over(@Nullable EngineLink link, ConnectionException error) {
    return link == null ? error : error.toBuilder().transport(link.transport()).build();
  }

  static String noAnswer(String namespaces, Duration timeout) {
    return String.format(
        "the server did not answer CONNECT of namespace %s within %s", namespaces, timeout);
  }
}

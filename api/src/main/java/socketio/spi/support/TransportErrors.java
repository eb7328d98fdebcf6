package socketio.spi.support;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions that transports have in common. Their messages hold no secrets.
 *
 * @since 1.0
 */
public final class TransportErrors {
  private TransportErrors() {}

  /**
   * The transport was closed.
   *
   * @return an exception that says so
   */
  public static IOException closed() {
    return new IOException("The transport has been closed; create a new one");
  }

  /**
   * A request took too long.
   *
   * @param request the request as text, from its {@code toString}
   * @param timeout how long it was allowed to take
   * @param cause the library's exception, or null
   * @return an exception that names both
   */
  public static InterruptedIOException timeout(
      String request, Duration timeout, @Nullable Throwable cause) {
    InterruptedIOException failure =
        new InterruptedIOException(
            request
                + " was not answered within "
                + timeout
                + "; check that the server is reachable, or raise the timeout");
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  /**
   * The body of a response has more bytes than it may.
   *
   * @param limit the most bytes
   * @return an exception that names the limit
   */
  public static IOException responseTooLarge(long limit) {
    return new IOException(
        "The response is larger than "
            + limit
            + " bytes; raise the maximum message size if it is meant to be");
  }

  /**
   * A message on a channel has more bytes than it may.
   *
   * @param limit the most bytes
   * @return an exception that names the limit
   */
  public static IOException messageTooLarge(long limit) {
    return new IOException(
        "The server sent a message of more than "
            + limit
            + " bytes; raise the maximum message size if it is meant to");
  }

  /**
   * Finds the exception that a future, or a callback which may not throw it, has wrapped.
   *
   * @param problem any exception
   * @return the innermost one that is no {@link CompletionException} or {@link
   *     UncheckedIOException}, or the last of those
   */
  public static Throwable unwrap(Throwable problem) {
    Throwable cause = problem.getCause();
    boolean wrapper =
        problem instanceof CompletionException || problem instanceof UncheckedIOException;
    return wrapper && cause != null ? unwrap(cause) : problem;
  }
}

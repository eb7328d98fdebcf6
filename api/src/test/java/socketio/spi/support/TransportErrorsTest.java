package socketio.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class TransportErrorsTest {
  @Test
  void messagesNameWhatWasExceeded() {
    var cause = new IOException("the library's own");
    IOException timeout = TransportErrors.timeout("GET http://h/", Duration.ofMillis(300), cause);
    assertEquals(
        "GET http://h/ was not answered within PT0.3S; check that the server is reachable, or"
            + " raise the timeout",
        timeout.getMessage());
    assertSame(cause, timeout.getCause());
    assertTrue(
        TransportErrors.responseTooLarge(17)
            .toString()
            .contains("17 bytes; raise the maximum message size if it is meant to be"));
    assertTrue(
        TransportErrors.messageTooLarge(17)
            .toString()
            .contains("17 bytes; raise the maximum message size if it is meant to"));
    assertTrue(
        TransportErrors.closed()
            .toString()
            .contains("The transport has been closed; create a new one"));
  }

  @Test
  void wrappersAreRemoved() {
    var cause = new IOException("what happened");
    var wrapped = new CompletionException(new UncheckedIOException(cause));

    assertSame(cause, TransportErrors.unwrap(wrapped));
    assertSame(cause, TransportErrors.unwrap(cause));
    var empty = new CompletionException("nothing inside", null);
    assertSame(empty, TransportErrors.unwrap(empty));
  }
}

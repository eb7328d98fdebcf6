package socketio.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static socketio.core.doubles.Harness.failure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.Reconnection;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;

/** Texts about connections that end: what waits for the namespace fails with them. */
class EndTextsTest {
  private static void assertText(
      String expected, Class<? extends Throwable> type, CompletableFuture<?> future) {
    assertEquals(expected, failure(type, future).getMessage());
  }

  @Test
  void aConnectionThatIsLost() {
    try (var h = new Harness(builder -> builder.reconnection(Reconnection.none()))) {
      FakeEngine engine = h.connect();
      CompletableFuture<Args> event = h.client.awaitEvent("news", Duration.ofSeconds(1));
      CompletableFuture<Void> joined = h.client.namespace("/chat").connect();
      engine.lose(DisconnectReason.TRANSPORT_CLOSE);

      assertText(
          "the connection was lost (TRANSPORT_CLOSE) before the server confirmed namespace /chat;"
              + " call connect to connect again",
          ConnectionException.class,
          joined);
      String lost = "the connection was lost (TRANSPORT_CLOSE); call connect to connect again";
      assertText(
          "namespace / is not connected, and will not be until connect is called: " + lost,
          DisconnectedException.class,
          event);
    }
  }
}

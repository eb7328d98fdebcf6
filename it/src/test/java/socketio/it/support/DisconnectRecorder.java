package socketio.it.support;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import socketio.Client;
import socketio.ClientState;
import socketio.DisconnectReason;

/** Records how the connections of a client end. */
public final class DisconnectRecorder {
  private final BlockingQueue<DisconnectReason> reasons = new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> causes = new LinkedBlockingQueue<>();

  private DisconnectRecorder() {}

  /** Starts to record. */
  public static DisconnectRecorder of(Client client) {
    var disconnects = new DisconnectRecorder();
    client.onStateChange(
        (from, to, cause) -> {
          if (from == ClientState.CONNECTED && cause != null) {
            disconnects.causes.add(cause);
          }
        });
    client.onDisconnect(disconnects.reasons::add);
    return disconnects;
  }

  /** Waits for the next end and checks its reason and message; there must be no other. */
  public void assertNext(DisconnectReason reason, String... words) throws InterruptedException {
    assertEquals(reason, reasons.poll(30, SECONDS));
    Throwable cause = causes.poll(30, SECONDS);
    assertNotNull(cause, "nothing says why");
    @Nullable String message = cause.getMessage();
    for (String word : words) {
      assertTrue(message != null && message.contains(word), () -> word + " in: " + message);
    }
    assertNoMore();
  }

  public void assertNoMore() {
    assertEquals(List.of(), List.copyOf(reasons));
  }
}

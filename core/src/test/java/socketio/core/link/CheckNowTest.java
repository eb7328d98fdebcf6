package socketio.core.link;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;

/** checkNow() in every state. */
class CheckNowTest {
  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  @Test
  void connectsNowDuringTheBackOff() {
    h.watchState();
    h.connect().lose(DisconnectReason.PING_TIMEOUT);
    h.advance(ofMillis(10));
    h.takeLog();
    h.client.blocking().checkNow();
    assertEquals(2, h.engines.count());
    assertEquals(List.of("WAITING>CONNECTING"), h.takeLog());

    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    assertEquals(ofSeconds(2), h.loop.nextTimer(), "the attempt counts");
    h.advance(ofSeconds(2));
    assertEquals(3, h.engines.count());
  }

  @Test
  void asksTheEngineWhileConnectedOrConnecting() {
    var unused = h.client.connect(Harness.OPTIONS);
    FakeEngine engine = h.engine();
    h.client.checkNow();
    engine.open().confirm("/");
    h.client.checkNow();

    assertEquals(2, engine.checks());
    assertEquals(ClientState.CONNECTED, h.client.state());
  }

  @Test
  void doesNothingWhileIdleOrClosed() {
    h.watchState();
    h.client.checkNow();
    FakeEngine engine = h.connect();
    h.client.blocking().disconnect();
    h.takeLog();
    h.client.checkNow();
    h.client.close();
    h.client.checkNow();

    assertEquals(0, engine.checks());
    assertEquals(1, h.engines.count());
    assertEquals(List.of("IDLE>CLOSED"), h.takeLog());
    assertEquals(0, h.loop.timers());
  }
}

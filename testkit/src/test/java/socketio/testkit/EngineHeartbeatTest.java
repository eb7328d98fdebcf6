package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.DisconnectReason;

/** Engine.IO protocol: Heartbeat. */
class EngineHeartbeatTest {
  private final FakeEngineServer server =
      FakeEngineServer.builder()
          .pingInterval(Duration.ofMillis(60))
          .pingTimeout(Duration.ofMillis(400))
          .start();
  private final RawClient client = new RawClient(server.url(), "/engine.io/");

  @AfterEach
  void close() {
    server.close();
  }

  /** "At a given interval […] the server sends a ping packet", on polling. */
  @Test
  void pingsByPolling() throws Exception {
    String query = client.openPolling();
    for (int i = 0; i < 3; i++) {
      assertEquals("2", client.get(query).body());
      assertEquals("ok", client.post(query, "3").body());
    }
    assertTrue(server.takeSocket().connected());
  }

  /** The same on WebSocket. */
  @Test
  void pingsByWebSocket() throws Exception {
    RawWebSocket raw = client.webSocket("EIO=4&transport=websocket");
    raw.take();
    for (int i = 0; i < 3; i++) {
      assertEquals("2", raw.take());
      raw.send("3");
    }
    assertTrue(server.takeSocket().connected());
  }

  /** "the client has a few seconds (the pingTimeout value) to send a pong packet back". */
  @Test
  void givesUpAPollingClientThatDoesNotAnswer() throws Exception {
    String query = client.openPolling();
    assertEquals("2", client.get(query).body());
    assertEquals(DisconnectReason.PING_TIMEOUT, server.takeSocket().takeDisconnect());
    assertEquals(400, client.get(query).statusCode());
  }

  /** The pending poll of a client that timed out is answered. */
  @Test
  void endsThePendingPollOfAClientThatIsGivenUp() throws Exception {
    String query = client.openPolling();
    assertEquals("2", client.get(query).body());
    assertEquals("1", client.get(query).body());
    assertEquals(DisconnectReason.PING_TIMEOUT, server.takeSocket().takeDisconnect());
  }

  /** "it SHOULD consider that the connection is closed", on WebSocket. */
  @Test
  void givesUpAWebSocketClientThatDoesNotAnswer() throws Exception {
    RawWebSocket raw = client.webSocket("EIO=4&transport=websocket");
    raw.take();
    assertEquals("2", raw.take());
    assertEquals(1000, raw.takeClose());
    assertEquals(DisconnectReason.PING_TIMEOUT, server.takeSocket().takeDisconnect());
  }

  /** The heartbeat continues through an upgrade. */
  @Test
  void pingsByTheNewTransportAfterAnUpgrade() throws Exception {
    String query = client.openPolling();
    RawWebSocket raw = client.webSocket(query.replace("polling", "websocket"));
    raw.send("2probe").send("5");
    assertEquals("3probe", raw.take());
    for (int i = 0; i < 3; i++) {
      assertEquals("2", raw.take());
      raw.send("3");
    }
  }
}

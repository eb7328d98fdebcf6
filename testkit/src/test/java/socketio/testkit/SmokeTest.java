package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.Args;

class SmokeTest {
  @RegisterExtension final FakeServer server = FakeServer.create();

  @Test
  void talksByWebSocket() throws Exception {
    server.onCall("sum", (socket, args) -> Args.of(3, new byte[] {1}));
    var raw = new RawClient(server.url(), "/socket.io/").webSocket("EIO=4&transport=websocket");
    assertTrue(raw.take().startsWith("0{"));
    raw.send("40{\"token\":\"x\"}");
    assertTrue(raw.take().startsWith("40{\"sid\""));
    FakeSocket socket = server.takeSocket();
    assertEquals(Map.of("token", "x"), socket.auth());
    raw.send("421[\"sum\",1,2]");
    assertEquals("461-1[3,{\"_placeholder\":true,\"num\":0}]", raw.take());
    assertArrayEquals(new byte[] {1}, raw.takeBinary());
    raw.send("42[\"hi\"]");
    assertEquals("hi", socket.takeEvent("hi").name());
    server.assertExhausted();
  }

  @Test
  void talksByPolling() throws Exception {
    var raw = new RawClient(server.url(), "/socket.io/");
    String query = raw.openPolling();
    assertEquals("ok", raw.post(query, "40").body());
    assertTrue(raw.get(query).body().startsWith("40{\"sid\""));
    server.takeSocket().emit("news", 1);
    assertEquals("42[\"news\",1]", raw.get(query).body());
  }
}

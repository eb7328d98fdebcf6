package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.DisconnectReason;

/** Socket.IO protocol: Sample session, request by request. */
class SampleSessionTest {
  @RegisterExtension final FakeServer server = FakeServer.create();

  @Test
  void runsAsInTheProtocol() throws Exception {
    server.namespace("/admin").onCall("tellme", (socket, args) -> new byte[] {7});
    var http = new RawClient(server.url(), "/socket.io/");

    // Request n°1 (open packet)
    HttpResponse<String> open = http.get("EIO=4&transport=polling&t=N8hyd6w");
    assertEquals("text/plain; charset=UTF-8", open.headers().firstValue("Content-Type").orElse(""));
    assertTrue(open.body().startsWith("0{\"sid\":\""));
    String sid = RawClient.sid(open.body());
    String query = "EIO=4&transport=polling&t=N8hyd7H&sid=" + sid;

    // Request n°2 (namespace connection request)
    assertEquals("ok", http.post(query, "40").body());

    // Request n°3 (namespace connection approval)
    FakeSocket socket = server.takeSocket();
    assertEquals("40{\"sid\":\"" + socket.id() + "\"}", http.get(query).body());

    // Request n°4: socket.emit('hey', 'Jude') is executed on the server
    socket.emit("hey", "Jude");
    assertEquals("42[\"hey\",\"Jude\"]", http.get(query).body());

    // Request n°5 (message out): two events in one payload
    assertEquals("ok", http.post(query, "42[\"hello\"]\u001e42[\"world\"]").body());
    assertEquals("hello", socket.takeEvent().name());
    assertEquals("world", socket.takeEvent().name());

    // Request n°6 (WebSocket upgrade)
    RawWebSocket webSocket = http.webSocket("EIO=4&transport=websocket&sid=" + sid);
    webSocket.send("2probe");
    assertEquals("3probe", webSocket.take());
    webSocket.send("5").send("42[\"hello\"]").send("42[\"world\"]");
    assertEquals("hello", socket.takeEvent().name());
    assertEquals("world", socket.takeEvent().name());
    webSocket.send("40/admin,");
    String admin = webSocket.take();
    assertEquals("40/admin,{\"sid\":\"" + server.takeSocket("/admin").id() + "\"}", admin);
    webSocket.send("42/admin,1[\"tellme\"]");
    assertEquals("461-/admin,1[{\"_placeholder\":true,\"num\":0}]", webSocket.take());
    assertArrayEquals(new byte[] {7}, webSocket.takeBinary());
    webSocket.send("1");
    assertEquals(DisconnectReason.TRANSPORT_CLOSE, socket.takeDisconnect());
    server.assertExhausted();
  }
}

package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.DisconnectReason;
import socketio.spi.Frame;

/** Engine.IO protocol: the close packet, "Used to indicate that a transport can be closed". */
class EngineCloseTest {
  private final FakeEngineServer server = FakeEngineServer.builder().start();
  private final RawClient client = new RawClient(server.url(), "/engine.io/");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void endsAPollingSessionThatTheClientCloses() throws Exception {
    String query = client.openPolling();
    assertEquals("ok", client.post(query, "1").body());
    assertEquals(DisconnectReason.TRANSPORT_CLOSE, server.takeSocket().takeDisconnect());
    assertEquals(400, client.get(query).statusCode());
    server.assertExhausted();
  }

  @Test
  void endsThePendingPollOfASessionThatTheClientCloses() throws Exception {
    String query = client.openPolling();
    FakeEngineSocket socket = server.takeSocket();
    try (RawSocket raw = new RawSocket(server.port())) {
      String get = "GET /engine.io/?" + query + " HTTP/1.1\r\nHost: a\r\n\r\n";
      socket.send("first");
      raw.send(get + get); // the second one is read when the first has been answered, and waits
      assertTrue(raw.readResponse().endsWith("\r\n4first"));
      client.post(query, "1");
      assertTrue(raw.readResponse().endsWith("\r\n6"));
    }
    assertEquals(400, client.get(query).statusCode());
  }

  @Test
  void readsWhatComesBeforeTheClosePacket() throws Exception {
    String query = client.openPolling();
    assertEquals("ok", client.post(query, "4last words\u001e1\u001e4too late").body());
    FakeEngineSocket socket = server.takeSocket();
    assertEquals(new Frame.Text("last words"), socket.takeMessage());
    assertEquals(DisconnectReason.TRANSPORT_CLOSE, socket.takeDisconnect());
  }

  @Test
  void endsAWebSocketSessionThatTheClientCloses() throws Exception {
    RawWebSocket raw = client.webSocket("EIO=4&transport=websocket");
    raw.take();
    raw.send("1");
    assertEquals(1000, raw.takeClose());
    assertEquals(DisconnectReason.TRANSPORT_CLOSE, server.takeSocket().takeDisconnect());
  }

  @Test
  void tellsAPendingPollThatTheServerCloses() throws Exception {
    String query = client.openPolling();
    CompletableFuture<HttpResponse<String>> poll = client.send("GET", query, null);
    FakeEngineSocket socket = server.takeSocket();
    socket.close();
    assertEquals("1", RawClient.await(poll).body());
    assertEquals(DisconnectReason.SERVER_DISCONNECT, socket.takeDisconnect());
    assertEquals(400, client.get(query).statusCode());
  }

  @Test
  void tellsALaterPollThatTheServerHasClosed() throws Exception {
    String query = client.openPolling();
    FakeEngineSocket socket = server.takeSocket();
    socket.send("last words");
    socket.close();
    assertEquals("4last words\u001e1", client.get(query).body());
    assertEquals(400, client.get(query).statusCode());
  }

  @Test
  void tellsAWebSocketThatTheServerCloses() throws Exception {
    RawWebSocket raw = client.webSocket("EIO=4&transport=websocket");
    raw.take();
    FakeEngineSocket socket = server.takeSocket();
    socket.send("last words");
    socket.close();
    assertEquals("4last words", raw.take());
    assertEquals("1", raw.take());
    assertEquals(1000, raw.takeClose());
    assertEquals(DisconnectReason.SERVER_DISCONNECT, socket.takeDisconnect());
  }

  @Test
  void endsEveryConnectionWhenItIsClosed() throws Exception {
    RawWebSocket raw = client.webSocket("EIO=4&transport=websocket");
    raw.take();
    server.close();
    assertEquals(1006, raw.takeClose());
  }
}

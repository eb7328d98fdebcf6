package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Frame;

/** Engine.IO protocol: WebSocket, and its packet encoding. */
class EngineWebSocketTest {
  private final FakeEngineServer server = FakeEngineServer.builder().maxPayload(100_000).start();
  private final RawClient client = new RawClient(server.url(), "/engine.io/");

  @AfterEach
  void close() {
    server.close();
  }

  private RawWebSocket open() throws Exception {
    RawWebSocket raw = client.webSocket("EIO=4&transport=websocket");
    assertTrue(raw.take().startsWith("0{"));
    return raw;
  }

  /** Packet encoding, WebSocket: {@code 4hello}. */
  @Test
  void exchangesTextAsMessagePackets() throws Exception {
    RawWebSocket raw = open();
    FakeEngineSocket socket = server.takeSocket();
    assertEquals(TransportKind.WEBSOCKET, socket.transport());
    raw.send("4hello");
    assertEquals(new Frame.Text("hello"), socket.takeMessage());
    socket.send("hello");
    assertEquals("4hello", raw.take());
  }

  /** Packet encoding, WebSocket: "Binary payloads are sent as is, without modification." */
  @Test
  void exchangesBinaryAsItIs() throws Exception {
    RawWebSocket raw = open();
    FakeEngineSocket socket = server.takeSocket();
    raw.send(new byte[] {1, 2, 3, 4});
    assertEquals(new Frame.Binary(new byte[] {1, 2, 3, 4}), socket.takeMessage());
    socket.send(new byte[] {1, 2, 3, 4});
    assertArrayEquals(new byte[] {1, 2, 3, 4}, raw.takeBinary());
  }

  /** WebSocket: "Each packet (read or write) is sent its own WebSocket frame." */
  @Test
  void sendsEachPacketInItsOwnFrame() throws Exception {
    server.onConnect(
        socket -> {
          socket.send("a");
          socket.send("b");
        });
    RawWebSocket raw = open();
    assertEquals("4a", raw.take());
    assertEquals("4b", raw.take());
  }

  /** The same when reading: a payload separator has no meaning here. */
  @Test
  void readsOnePacketOfAFrame() throws Exception {
    open().send("4a\u001e4b");
    assertEquals(new Frame.Text("a\u001e4b"), server.takeSocket().takeMessage());
  }

  /** RFC 6455, 5.4: a message may come in fragments. */
  @Test
  void readsAFragmentedMessage() throws Exception {
    try (RawSocket raw = upgraded()) {
      raw.send(masked(0x01, "4he"));
      raw.send(masked(0x80, "llo"));
      assertEquals(new Frame.Text("hello"), server.takeSocket().takeMessage());
    }
  }

  /** RFC 6455, 5.5.2: a WebSocket ping, which is not the protocol's, gets its pong. */
  @Test
  void answersAWebSocketPing() throws Exception {
    try (RawSocket raw = upgraded()) {
      server.takeSocket();
      raw.send(masked(0x89, "x"));
      raw.send(masked(0x88, "\u0003\u00e8")); // close
      byte[] rest = raw.readToEnd();
      int end = rest.length;
      assertTrue(contains(rest, (byte) 0x8a, (byte) 1, (byte) 'x'), "a pong among " + end);
    }
  }

  private static boolean contains(byte[] all, byte... wanted) {
    for (int i = 0; i + wanted.length <= all.length; i++) {
      if (java.util.Arrays.equals(all, i, i + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  private RawSocket upgraded() throws Exception {
    return RawSocket.webSocket(server.port(), "/engine.io/?EIO=4&transport=websocket");
  }

  /** A client's frame with a mask of zeros. */
  private static byte[] masked(int head, String payload) {
    byte[] frame = new byte[6 + payload.length()];
    frame[0] = (byte) head;
    frame[1] = (byte) (0x80 | payload.length());
    for (int i = 0; i < payload.length(); i++) {
      frame[6 + i] = (byte) payload.charAt(i);
    }
    return frame;
  }

  /** Packet types: each text begins with one of the seven. */
  @ParameterizedTest
  @ValueSource(strings = {"abc", "", "7", "-4", "\u001e"})
  void closesOnAPacketOfNoKnownType(String packet) throws Exception {
    RawWebSocket raw = open();
    raw.send(packet);
    assertEquals(1000, raw.takeClose());
    assertEquals(DisconnectReason.PARSE_ERROR, server.takeSocket().takeDisconnect());
  }

  /** Heartbeat: pings come from the server. */
  @Test
  void closesOnAPingFromTheClient() throws Exception {
    RawWebSocket raw = open();
    raw.send("2");
    assertEquals(1000, raw.takeClose());
  }

  @Test
  void refusesAMessageLargerThanMaxPayload() throws Exception {
    RawWebSocket raw = open();
    FakeEngineSocket socket = server.takeSocket();
    raw.send("4" + "x".repeat(99_999));
    assertEquals(99_999, ((Frame.Text) socket.takeMessage()).data().length());
    raw.send("4" + "x".repeat(100_000));
    assertEquals(1009, raw.takeClose());
    assertEquals(DisconnectReason.TRANSPORT_ERROR, socket.takeDisconnect());
  }

  @Test
  void noticesThatTheConnectionBreaks() throws Exception {
    RawWebSocket raw = open();
    raw.abort();
    assertEquals(DisconnectReason.TRANSPORT_ERROR, server.takeSocket().takeDisconnect());
  }

  @Test
  void noticesThatTheWebSocketIsClosed() throws Exception {
    RawWebSocket raw = open();
    raw.close(1000);
    assertEquals(DisconnectReason.TRANSPORT_CLOSE, server.takeSocket().takeDisconnect());
  }
}

package socketio.it.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.testkit.contract.RawWebSocket.BINARY;
import static socketio.testkit.contract.RawWebSocket.FINAL;
import static socketio.testkit.contract.RawWebSocket.TEXT;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.it.support.DisconnectRecorder;
import socketio.it.support.Heap;
import socketio.it.support.RawIoServer;
import socketio.it.support.RawWebSocketPeer;
import socketio.testkit.contract.RawWebSocket;

/**
 * WebSocket messages at and beyond the client's maximum: a message that fits is delivered, a larger
 * one ends the connection once, with a clear message, and the client reconnects.
 */
@ParameterizedClass
@MethodSource("socketio.it.support.Setup#libraries")
@Timeout(60)
class SizeCapTest {
  private static final int CAP = 100_000;

  private final Client client;
  private final DisconnectRecorder disconnects;
  private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

  SizeCapTest(String library) {
    client =
        Client.builder()
            .transport(library)
            .maxMessageSize(CAP)
            .reconnection(Reconnection.defaults().delay(Duration.ofMillis(10)).jitter(0))
            .build();
    disconnects = DisconnectRecorder.of(client);
    client.on(
        "text", String.class, text -> received.add(requireNonNull(text).getBytes(UTF_8).length));
    client.on("bytes", byte[].class, bytes -> received.add(requireNonNull(bytes).length));
    client.on("fine", args -> received.add("fine"));
  }

  @AfterEach
  void close() {
    client.close();
  }

  /** A message of a server. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Message(String name, int opcode, byte[] payload, int fragmentBytes) {
    void write(RawWebSocket to) throws IOException {
      int kind = opcode;
      for (int from = 0; from < payload.length; from += fragmentBytes) {
        int end = Math.min(payload.length, from + fragmentBytes);
        int last = end == payload.length ? FINAL : 0;
        to.writeRaw(RawWebSocket.frame(last | kind, Arrays.copyOfRange(payload, from, end)));
        kind = 0;
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** An event whose packet has so many bytes. */
  private static byte[] event(String letter, int bytes) {
    String start = "42[\"text\",\"";
    String end = "\"]";
    int size = letter.getBytes(UTF_8).length;
    int letters = (bytes - start.length() - end.length()) / size;
    int rest = bytes - start.length() - end.length() - letters * size;
    return (start + "a".repeat(rest) + letter.repeat(letters) + end).getBytes(UTF_8);
  }

  static Stream<Message> messages(int bytes) {
    return Stream.of(
        new Message("text", TEXT, event("a", bytes), bytes),
        new Message("text of wide letters", TEXT, event("€", bytes), bytes),
        new Message("text in fragments", TEXT, event("a", bytes), 4096),
        new Message("text in fragments that split letters", TEXT, event("€", bytes), 1000),
        new Message("attachment", BINARY, new byte[bytes], bytes),
        new Message("attachment in fragments", BINARY, new byte[bytes], 4096));
  }

  static Stream<Message> largest() {
    return messages(CAP);
  }

  static Stream<Message> tooLarge() {
    return messages(CAP + 1);
  }

  /** Sends a message, after what announces it as an attachment where it is one. */
  private static void send(RawWebSocketPeer peer, Message message) throws IOException {
    if (message.opcode == BINARY) {
      peer.send("451-[\"bytes\",{\"_placeholder\":true,\"num\":0}]");
    }
    message.write(peer.webSocket());
  }

  private void connect(RawIoServer server) throws InterruptedException {
    client.connect(ConnectOptions.to(server.url()).transports(TransportKind.WEBSOCKET));
  }

  @ParameterizedTest
  @MethodSource("largest")
  void whatIsAsLargeAsAllowedIsDelivered(Message message) throws Exception {
    try (var server =
        RawIoServer.webSocket(
            (peer, session) -> {
              send(peer, message);
              peer.send("42[\"fine\"]");
            })) {
      connect(server);

      int around = message.opcode == BINARY ? 0 : "42[\"text\",\"\"]".length();
      assertEquals(CAP - around, received.poll(30, SECONDS));
      assertEquals("fine", received.poll(30, SECONDS));
      disconnects.assertNoMore();
    }
  }

  /** Misbehaves on the first connection only. */
  private static RawIoServer serverThatErrsOnce(RawIoServer.Script<RawWebSocketPeer> error)
      throws IOException {
    return RawIoServer.webSocket(
        (peer, session) -> {
          if (session == 1) {
            error.run(peer);
          } else {
            peer.send("42[\"fine\"]");
          }
        });
  }

  private void assertEndsOnceAndComesBack() throws InterruptedException {
    disconnects.assertNext(
        DisconnectReason.TRANSPORT_ERROR, "100000 bytes", "maximum message size");
    assertEquals("fine", received.poll(30, SECONDS));
    disconnects.assertNoMore();
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void oneByteMoreEndsTheConnection(Message message) throws Exception {
    try (var server = serverThatErrsOnce(peer -> send(peer, message))) {
      connect(server);

      assertEndsOnceAndComesBack();
    }
  }

  @Test
  void tenThousandTinyFragmentsAreOneMessage() throws Exception {
    byte[] payload = event("a", 10_000);
    try (var server =
        RawIoServer.webSocket(
            (peer, session) -> send(peer, new Message("tiny", TEXT, payload, 1)))) {
      connect(server);

      assertEquals(10_000 - "42[\"text\",\"\"]".length(), received.poll(30, SECONDS));
      disconnects.assertNoMore();
    }
  }

  /** Empty fragments add nothing to the size and must not add to what is held either. */
  @ParameterizedTest
  @MethodSource("endless")
  void fragmentsWithoutEndEndTheConnection(int bytes) throws Exception {
    var written = new AtomicLong();
    var heap = new Heap();
    try (var server =
        serverThatErrsOnce(
            peer -> {
              peer.webSocket().writeRaw(RawWebSocket.frame(TEXT, new byte[1]));
              byte[] more = RawWebSocket.frame(0, new byte[bytes]);
              while (true) {
                peer.webSocket().writeRaw(more);
                written.addAndGet(more.length);
              }
            })) {
      connect(server);

      assertEndsOnceAndComesBack();

      assertTrue(written.get() < 32 << 20, () -> written + " bytes were read");
      heap.assertGrownByAtMost(16 << 20);
    }
  }

  static Stream<Integer> endless() {
    return Stream.of(1, 1000);
  }

  static Stream<Long> announcements() {
    return Stream.of(CAP + 1L, 1L << 31, 1L << 32, 1L << 62);
  }

  @ParameterizedTest
  @MethodSource("announcements")
  void anAnnouncedLengthEndsTheConnectionBeforeTheMessageComes(long length) throws Exception {
    try (var server =
        serverThatErrsOnce(
            peer -> {
              peer.webSocket().writeRaw(RawWebSocket.header(FINAL | BINARY, length));
              peer.webSocket().writeRaw(new byte[1]);
            })) {
      connect(server);

      assertEndsOnceAndComesBack();
    }
  }
}

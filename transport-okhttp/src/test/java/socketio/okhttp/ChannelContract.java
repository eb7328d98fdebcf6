package socketio.okhttp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.okhttp.RawWebSocket.RawFrame;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

/** What {@link Transport#connect} promises, apart from flow control. */
@Timeout(60)
abstract class ChannelContract extends TransportFixture {
  private final Recorder recorder = new Recorder();

  /** Echoes messages and answers a close frame. */
  private static void echo(Socket socket) throws IOException {
    RawWebSocket peer = RawWebSocket.accept(socket);
    while (true) {
      RawFrame frame = peer.read(Integer.MAX_VALUE);
      peer.writeRaw(RawWebSocket.frame(RawWebSocket.FINAL | frame.opcode(), frame.payload()));
      if (frame.opcode() == RawWebSocket.CLOSE) {
        return;
      }
    }
  }

  private static Frame text(String data) {
    return new Frame.Text(data);
  }

  private Recorder.Failed connectAndFail(Transport.Request request) throws Exception {
    transport.connect(request, recorder);
    return recorder.next(Recorder.Failed.class);
  }

  private static void assertMentions(String text, Throwable failure) {
    assertTrue(failure.toString().contains(text), failure.toString());
  }

  @Test
  void framesOfBothKindsPassBothWaysInOrder() throws Exception {
    try (var server = new RawServer(ChannelContract::echo)) {
      Channel channel = transport.connect(get(server.uri()), recorder);
      var frames =
          List.of(
              text("2probe"),
              text(""),
              text("grüß \uD83D\uDE00"),
              new Frame.Binary(new byte[] {0, -1, 2}),
              new Frame.Binary(new byte[0]),
              text("x".repeat(70_000)));
      channel.send(frames); // before it is open

      assertEquals(101, recorder.next(Recorder.Opened.class).handshake().status());
      for (Frame frame : frames) {
        assertEquals(frame, recorder.skipTo(Frame.class));
      }
      channel.close(1000, "bye");
      assertEquals(new Recorder.Closed(1000, "bye"), recorder.skipTo(Recorder.Closed.class));
      recorder.assertRulesKept();
    }
  }

  @Test
  void handshakeSendsTheHeadersOfTheRequestAndReportsThoseOfTheResponse() throws Exception {
    var head = new CompletableFuture<List<String>>();
    try (var server =
        new RawServer(
            socket -> {
              head.complete(RawWebSocket.readHead(RawWebSocket.input(socket)));
              write(socket, "HTTP/1.1 403 Forbidden\r\nX-Why: because\r\n\r\nno");
            })) {
      var headers = Map.of("X-Two", List.of("a", "b"), "User-Agent", List.of("me"));
      Recorder.Failed failed = connectAndFail(get(server.uri(), headers));

      List<String> lines = head.get(10, SECONDS);
      assertTrue(lines.containsAll(List.of("X-Two: a", "X-Two: b", "User-Agent: me")));
      assertNotNull(failed.response());
      assertEquals(403, failed.response().status());
      assertEquals("because", failed.response().header("x-why"));
      assertEquals("no", new String(failed.response().body(), UTF_8));
      recorder.assertRulesKept();
    }
  }

  private static void write(Socket socket, String response) throws IOException {
    socket.getOutputStream().write(response.getBytes(ISO_8859_1));
    socket.shutdownOutput();
    socket.getInputStream().readAllBytes();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 307, 400, 401, 404, 429, 500, 503})
  void everyOtherStatusRefusesTheHandshake(int status) throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(
                  socket,
                  "HTTP/1.1 "
                      + status
                      + " Some Reason\r\nConnection: close\r\nLocation: /\r\n"
                      + (status == 204 ? "\r\n" : "Content-Length: 4\r\n\r\nbody"));
            })) {
      Recorder.Failed failed = connectAndFail(get(server.uri()));

      assertNotNull(failed.response());
      assertEquals(status, failed.response().status());
      assertEquals(status == 204 ? "" : "body", new String(failed.response().body(), UTF_8));
      assertEquals(1, server.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 10000", "Connection: close", "Content-Length: 10001"})
  void ofTheBodyOfARefusalFourKibibytesAreKept(String header) throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(socket, "HTTP/1.1 400 Bad\r\n" + header + "\r\n\r\n" + "y".repeat(10_000));
            })) {
      Recorder.Failed failed = connectAndFail(get(server.uri()));

      assertNotNull(failed.response());
      assertEquals("y".repeat(4096), new String(failed.response().body(), UTF_8));
    }
  }

  @Test
  void truncatedBodyOfARefusalIsReportedAsFarAsItCame() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(socket, "HTTP/1.1 400 Bad\r\nContent-Length: 50\r\n\r\npartial");
            })) {
      Recorder.Failed failed = connectAndFail(get(server.uri()));

      assertNotNull(failed.response());
      assertEquals("partial", new String(failed.response().body(), UTF_8));
    }
  }

  @Test
  void upgradeThatProvesNothingIsRefusedWithItsStatus() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              var head = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n";
              write(socket, head + "Upgrade: websocket\r\nSec-WebSocket-Accept: wrong\r\n\r\n");
            })) {
      Recorder.Failed failed = connectAndFail(get(server.uri()));

      assertNotNull(failed.response());
      assertEquals(101, failed.response().status());
      assertEquals(0, failed.response().body().length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 10", "garbage\r\n\r\n", "HTTP/1.1 101 Switching\r\nUp"})
  void truncatedHandshakesFailWithoutAResponse(String response) throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(socket, response);
            })) {
      assertNull(connectAndFail(get(server.uri())).response());
      recorder.assertRulesKept();
    }
  }

  @Test
  void timeoutBoundsTheOpening() throws Exception {
    try (var silent = new RawServer(socket -> socket.getInputStream().readAllBytes())) {
      Recorder.Failed failed = connectAndFail(get(silent.uri(), Duration.ofMillis(300)));

      assertMentions("PT0.3S", failed.cause());
    }
  }

  @Test
  void timeoutDoesNotBoundWhatFollowsTheOpening() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              socket.setSoTimeout(1500);
              assertThrows(SocketTimeoutException.class, peer::readToEnd);
              peer.writeText("late");
              peer.readToEnd();
            })) {
      transport.connect(get(server.uri(), Duration.ofSeconds(1)), recorder);

      recorder.next(Recorder.Opened.class);
      assertEquals("late", recorder.nextText());
    }
  }

  @Test
  void headersThatHttpForbidsFailByTheListener() throws Exception {
    var headers = Map.of("X-Token", List.of("s3cret\n"));
    Throwable cause = connectAndFail(get(URI.create("http://127.0.0.1:1/"), headers)).cause();

    assertMentions("X-Token", cause);
    assertFalse(cause.toString().contains("s3cret"), cause.toString());
  }

  @Test
  void headerThatBelongsToTheLibraryFailsByTheListener() throws Exception {
    var headers = Map.of("Sec-WebSocket-Extensions", List.of("x"));

    assertNull(connectAndFail(get(URI.create("http://127.0.0.1:1/"), headers)).response());
  }

  @Test
  void closeOfThePeerIsAnsweredAndEndsTheChannel() throws Exception {
    var answer = new CompletableFuture<RawFrame>();
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeText("last");
              peer.writeClose(4001);
              answer.complete(peer.read(125));
              peer.readToEnd();
            })) {
      Channel channel = transport.connect(get(server.uri()), recorder);

      recorder.next(Recorder.Opened.class);
      assertEquals("last", recorder.nextText());
      assertEquals(4001, recorder.next(Recorder.Closed.class).code());
      assertEquals(RawWebSocket.CLOSE, answer.get(10, SECONDS).opcode());
      channel.send(List.of(text("too late")));
      channel.reading(false);
      channel.close(1000, "");
      channel.abort();
      assertEquals(0, channel.queuedBytes());
      recorder.assertRulesKept();
    }
  }

  @Test
  void closeWithoutACodeIsReportedAs1005() throws Exception { // RFC 6455, 7.1.5
    var answer = new CompletableFuture<RawFrame>();
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeRaw(RawWebSocket.header(RawWebSocket.FINAL | RawWebSocket.CLOSE, 0));
              answer.complete(peer.read(125));
            })) {
      transport.connect(get(server.uri()), recorder);

      assertEquals(1005, recorder.skipTo(Recorder.Closed.class).code());
      assertEquals(RawWebSocket.CLOSE, answer.get(10, SECONDS).opcode());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, -1})
  void closeWithACodeThatMayNotBeSentClosesAllTheSame(int code) throws Exception {
    try (var server = new RawServer(ChannelContract::echo)) {
      Channel channel = transport.connect(get(server.uri()), recorder);
      recorder.next(Recorder.Opened.class);

      channel.close(code, "\uD83D\uDE00".repeat(50));

      Recorder.Closed closed = recorder.next(Recorder.Closed.class);
      assertEquals(1000, closed.code());
      assertEquals("\uD83D\uDE00".repeat(30), closed.reason()); // 123 bytes (RFC 6455, 5.5)
    }
  }

  @Test
  void closeIsSentAfterWhatWasQueued() throws Exception {
    var frames = new CompletableFuture<List<Integer>>();
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              var opcodes = new ArrayList<Integer>();
              while (!opcodes.contains(RawWebSocket.CLOSE)) {
                opcodes.add(peer.read(0).opcode());
              }
              frames.complete(opcodes);
              peer.writeClose(1000);
            })) {
      Channel channel = transport.connect(get(server.uri()), recorder);
      for (int i = 0; i < 40; i++) {
        channel.send(List.of(new Frame.Binary(new byte[1 << 20])));
      }
      channel.close(1000, "");
      channel.send(List.of(text("too late")));

      List<Integer> opcodes = frames.get(20, SECONDS);
      assertEquals(41, opcodes.size());
      assertEquals(1000, recorder.skipTo(Recorder.Closed.class).code());
    }
  }

  @Test
  void peerThatNeverAnswersTheCloseIsDroppedSoon() throws Exception {
    var gone = new CountDownLatch(1);
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.accept(socket).readToEnd();
              gone.countDown();
            })) {
      Channel channel = transport.connect(get(server.uri()), recorder);
      recorder.next(Recorder.Opened.class);
      long before = System.nanoTime();

      channel.close(1000, "");
      channel.close(1000, "");

      recorder.next(Recorder.Failed.class);
      assertTrue(System.nanoTime() - before < SECONDS.toNanos(6));
      assertTrue(gone.await(10, SECONDS));
      recorder.assertRulesKept();
    }
  }

  @Test
  void peerThatReadsNothingCannotHoldUpTheClose() throws Exception {
    var end = new CountDownLatch(1);
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.accept(socket);
              end.await();
            })) {
      Channel channel = transport.connect(get(server.uri()), recorder);
      recorder.next(Recorder.Opened.class);
      for (int i = 0; i < 32; i++) {
        channel.send(List.of(new Frame.Binary(new byte[1 << 20])));
      }

      channel.close(1000, "");

      recorder.next(Recorder.Failed.class);
      assertEquals(0, channel.queuedBytes());
      end.countDown();
    }
  }

  @Test
  void abortDropsTheConnection() throws Exception {
    var gone = new CountDownLatch(1);
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.accept(socket).readToEnd();
              gone.countDown();
            })) {
      Channel channel = transport.connect(get(server.uri()), recorder);
      recorder.next(Recorder.Opened.class);

      channel.abort();
      channel.abort();

      assertMentions("aborted", recorder.next(Recorder.Failed.class).cause());
      assertTrue(gone.await(10, SECONDS));
      recorder.assertRulesKept();
    }
  }

  @Test
  void abortWhileOpeningEndsTheChannel() throws Exception {
    var asked = new CountDownLatch(1);
    try (var silent =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              asked.countDown();
              socket.getInputStream().readAllBytes();
            })) {
      Channel channel = transport.connect(get(silent.uri()), recorder);
      assertTrue(asked.await(10, SECONDS));

      channel.abort();

      recorder.next(Recorder.Failed.class);
      recorder.assertRulesKept();
    }
  }

  @Test
  void closeWhileOpeningEndsTheChannel() throws Exception {
    try (var silent = new RawServer(socket -> socket.getInputStream().readAllBytes())) {
      Channel channel = transport.connect(get(silent.uri()), recorder);

      channel.close(1000, "");

      recorder.next(Recorder.Failed.class);
      recorder.assertRulesKept();
    }
  }

  @Test
  void abortFromWithinACallbackEndsTheChannelAfterThatCallback() throws Exception {
    var channel = new CompletableFuture<Channel>();
    var listener =
        new Recorder() {
          @Override
          public void onFrame(Frame frame) {
            channel.join().abort();
            super.onFrame(frame);
          }
        };
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeText("first");
              peer.writeText("second");
              peer.readToEnd();
            })) {
      channel.complete(transport.connect(get(server.uri()), listener));

      listener.next(Recorder.Opened.class);
      assertEquals("first", listener.nextText());
      listener.next(Recorder.Failed.class);
      listener.assertRulesKept();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void listenerThatThrowsEndsTheChannel(boolean error) throws Exception {
    Throwable thrown = error ? new AssertionError("oops") : new IllegalStateException("oops");
    var listener =
        new Recorder() {
          @Override
          public void onFrame(Frame frame) {
            if (thrown instanceof Error e) {
              throw e;
            }
            throw (RuntimeException) thrown;
          }
        };
    var gone = new CountDownLatch(1);
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeText("first");
              peer.writeText("second");
              peer.readToEnd();
              gone.countDown();
            })) {
      transport.connect(get(server.uri()), listener);

      listener.next(Recorder.Opened.class);
      assertSame(thrown, listener.next(Recorder.Failed.class).cause());
      assertTrue(gone.await(10, SECONDS));
      listener.assertRulesKept();
    }
  }

  @Test
  void connectionThatBreaksFails() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeText("last");
              peer.writeRaw(RawWebSocket.header(RawWebSocket.FINAL | RawWebSocket.TEXT, 100));
            })) {
      transport.connect(get(server.uri()), recorder);

      recorder.next(Recorder.Opened.class);
      assertEquals("last", recorder.nextText());
      Recorder.Failed failed = recorder.next(Recorder.Failed.class);
      assertInstanceOf(IOException.class, failed.cause());
      assertNull(failed.response());
      recorder.assertRulesKept();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x83, 0x8b, 0xf1, 0x01, 0x80, 0x89})
  void framesThatBreakTheProtocolFailTheChannel(int firstByte) throws Exception { // RFC 6455, 5
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeRaw(RawWebSocket.frame(firstByte, new byte[126]));
              peer.writeRaw(RawWebSocket.frame(RawWebSocket.TEXT, new byte[1]));
              peer.readToEnd();
            })) {
      transport.connect(get(server.uri()), recorder);

      recorder.next(Recorder.Opened.class);
      recorder.next(Recorder.Failed.class);
      recorder.assertRulesKept();
    }
  }

  @Test
  void messageOfExactlyTheLimitIsTaken() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeText("ü".repeat(500));
              peer.writeRaw(RawWebSocket.frame(RawWebSocket.BINARY, new byte[999]));
              peer.writeRaw(RawWebSocket.frame(RawWebSocket.FINAL, new byte[1]));
              peer.writeText("ü".repeat(500) + "!");
              peer.readToEnd();
            })) {
      transport.connect(get(server.uri(), 1000), recorder);

      recorder.next(Recorder.Opened.class);
      assertEquals("ü".repeat(500), recorder.nextText());
      assertEquals(1000, recorder.next(Frame.Binary.class).data().length);
      assertMentions("1000", recorder.next(Recorder.Failed.class).cause());
      recorder.assertRulesKept();
    }
  }

  @Test
  void messageAnnouncedAsTooLargeFailsBeforeItComes() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeRaw(RawWebSocket.header(RawWebSocket.FINAL | RawWebSocket.TEXT, 1L << 40));
              peer.readToEnd();
            })) {
      transport.connect(get(server.uri(), 1000), recorder);

      recorder.next(Recorder.Opened.class);
      assertMentions("1000", recorder.next(Recorder.Failed.class).cause());
    }
  }

  @Test
  void messageOfEndlessFragmentsFailsAtTheLimit() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeRaw(RawWebSocket.frame(RawWebSocket.BINARY, new byte[100]));
              byte[] more = RawWebSocket.frame(0, new byte[100]);
              while (true) {
                peer.writeRaw(more);
              }
            })) {
      transport.connect(get(server.uri(), 100_000), recorder);

      recorder.next(Recorder.Opened.class);
      assertMentions("100000", recorder.next(Recorder.Failed.class).cause());
    }
  }

  @Test
  void aHundredChannelsToOneHostAreOpenAtTheSameTime() throws Exception {
    int count = 100;
    var open = new CountDownLatch(count);
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              open.countDown();
              open.await();
              peer.writeText("all here");
              peer.readToEnd();
            })) {
      var recorders = new ArrayList<Recorder>();
      for (int i = 0; i < count; i++) {
        recorders.add(new Recorder());
        transport.connect(get(server.uri()), recorders.get(i));
      }
      for (Recorder each : recorders) {
        each.next(Recorder.Opened.class);
        assertEquals("all here", each.nextText());
      }
      transport.close();
      for (Recorder each : recorders) {
        assertMentions("closed", each.next(Recorder.Failed.class).cause());
        each.assertRulesKept();
      }
    }
  }

  @Test
  void afterCloseEveryConnectFailsByTheListener() throws Exception {
    transport.close();

    assertMentions("closed", connectAndFail(get(URI.create("http://127.0.0.1:1/"))).cause());
    recorder.assertRulesKept();
  }

  @Test
  void refusedConnectionFails() throws Exception {
    URI nobody;
    try (var server = new RawServer(ChannelContract::echo)) {
      nobody = server.uri();
    }

    assertNull(connectAndFail(get(nobody)).response());
  }

  @Test
  void tlsToAPlainPortFails() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              socket.getInputStream().read();
              write(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
            })) {
      String plain = server.uri().toString();

      connectAndFail(get(URI.create("https" + plain.substring("http".length()))));
    }
  }

  @Test
  void exchangesAndChannelsShareATransport() throws ExecutionException, Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            })) {
      assertEquals(200, transport.exchange(get(server.uri())).get(10, SECONDS).status());
      assertNotNull(connectAndFail(get(server.uri())).response());
    }
  }
}

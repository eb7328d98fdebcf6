package socketio.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.TransportKind;
import socketio.spi.Transport;
import socketio.testkit.contract.TransportContract.Leniency;

/** How {@link Transport#connect} opens a channel, or fails to. */
@Timeout(60)
abstract class HandshakeContract extends ChannelFixture {
  /** RFC 6455, 4.1: further headers; {@link socketio.spi.Channel.Listener#onOpen}. */
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
      ChannelRecorder.Failed failed = connectAndFail(get(server.uri(), headers));

      List<String> lines = head.get(10, SECONDS);
      assertTrue(lines.containsAll(List.of("X-Two: a", "X-Two: b", "User-Agent: me")));
      assertNotNull(failed.response());
      assertEquals(403, failed.response().status());
      assertEquals("because", failed.response().header("x-why"));
      assertEquals("no", new String(failed.response().body(), UTF_8));
      recorder.assertRulesKept();
    }
  }

  /** RFC 6455, 4.1: "If the status code received from the server is not 101". */
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
      ChannelRecorder.Failed failed = connectAndFail(get(server.uri()));

      assertNotNull(failed.response());
      assertEquals(status, failed.response().status());
      assertEquals(status == 204 ? "" : "body", new String(failed.response().body(), UTF_8));
      assertEquals(1, server.connections());
    }
  }

  /** {@link socketio.spi.Channel.Listener#onFailure}: the response that refused. */
  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 10000", "Connection: close"})
  void ofTheBodyOfARefusalFourKibibytesAreKept(String header) throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(socket, "HTTP/1.1 400 Bad\r\n" + header + "\r\n\r\n" + "y".repeat(10_000));
            })) {
      ChannelRecorder.Failed failed = connectAndFail(get(server.uri()));

      assertNotNull(failed.response());
      assertEquals("y".repeat(4096), new String(failed.response().body(), UTF_8));
    }
  }

  /** {@link socketio.spi.Channel.Listener#onFailure}: the response that refused. */
  @ParameterizedTest
  @ValueSource(ints = {7, 10_000})
  void truncatedBodyOfARefusalIsReportedAsFarAsItCame(int length) throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              String head = "HTTP/1.1 400 Bad\r\nContent-Length: " + (length + 1) + "\r\n\r\n";
              write(socket, head + "y".repeat(length));
            })) {
      ChannelRecorder.Failed failed = connectAndFail(get(server.uri()));

      if (isExcused(Leniency.WHOLE_REFUSALS)) {
        assertNull(failed.response());
        return;
      }
      assertNotNull(failed.response());
      assertEquals(Math.min(4096, length), failed.response().body().length);
    }
  }

  /** RFC 6455, 4.1: the value of Sec-WebSocket-Accept. */
  @Test
  void upgradeThatProvesNothingIsRefusedWithItsStatus() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              var head = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n";
              write(socket, head + "Upgrade: websocket\r\nSec-WebSocket-Accept: wrong\r\n\r\n");
            })) {
      ChannelRecorder.Failed failed = connectAndFail(get(server.uri()));

      assertNotNull(failed.response());
      assertEquals(101, failed.response().status());
      assertEquals(0, failed.response().body().length);
    }
  }

  /** RFC 6455, 4.1: "Fail the WebSocket Connection". */
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

  /** {@link Transport.Request#timeout}: of a channel, its opening. */
  @Test
  void timeoutBoundsTheOpening() throws Exception {
    try (var silent = new RawServer(socket -> socket.getInputStream().readAllBytes())) {
      ChannelRecorder.Failed failed = connectAndFail(get(silent.uri(), Duration.ofMillis(300)));

      assertMentions("PT0.3S", failed.cause());
    }
  }

  /** {@link Transport.Request#timeout}: of a channel, its opening. */
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
      transport.connect(
          TransportKind.WEBSOCKET, get(server.uri(), Duration.ofSeconds(1)), recorder);

      recorder.next(ChannelRecorder.Opened.class);
      assertEquals("late", recorder.nextText());
    }
  }

  /** RFC 9110, 5.5; {@link Transport#connect}, which never throws. */
  @Test
  void headersThatHttpForbidsFailByTheListener() throws Exception {
    var headers = Map.of("X-Token", List.of("s3cret\n"));
    Throwable cause = connectAndFail(get(URI.create("http://127.0.0.1:1/"), headers)).cause();

    assertMentions("X-Token", cause);
    assertFalse(cause.toString().contains("s3cret"), cause.toString());
  }

  /** RFC 6455, 4.1: "The method of the request MUST be GET". */
  @Test
  void requestThatIsNotAGetFailsByTheListener() throws Exception {
    connectAndFail(post(URI.create("http://127.0.0.1:1/"), Map.of(), new byte[0]));
    recorder.assertRulesKept();
  }

  /** RFC 6455, 4.1: the headers that make the handshake. */
  @Test
  void headerThatBelongsToTheLibraryFailsByTheListener() throws Exception {
    var headers = Map.of("Sec-WebSocket-Extensions", List.of("x"));

    assertNull(connectAndFail(get(URI.create("http://127.0.0.1:1/"), headers)).response());
  }

  /** {@link Transport#connect}: "for any other the channel fails". */
  @Test
  void aKindThatTheTransportDoesNotHaveFails() throws Exception {
    var request = get(URI.create("http://127.0.0.1:1/"));
    transport.connect(TransportKind.of("carrier-pigeon"), request, recorder);
    recorder.next(ChannelRecorder.Failed.class);
    recorder.assertRulesKept();
  }

  /** {@link Transport#connect}, which never throws. */
  @Test
  void afterCloseEveryConnectFailsByTheListener() throws Exception {
    transport.close();

    assertMentions("closed", connectAndFail(get(URI.create("http://127.0.0.1:1/"))).cause());
    recorder.assertRulesKept();
  }

  /** {@link socketio.spi.Channel.Listener#onFailure}: "could not be opened". */
  @Test
  void refusedConnectionFails() throws Exception {
    URI nobody;
    try (var server = new RawServer(ChannelFixture::echo)) {
      nobody = server.uri();
    }

    assertNull(connectAndFail(get(nobody)).response());
  }

  /** {@link socketio.spi.Channel.Listener#onFailure}: "could not be opened". */
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

  /** Engine.IO protocol, Upgrade: both at the same time. */
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

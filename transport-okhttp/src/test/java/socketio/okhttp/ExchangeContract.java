package socketio.okhttp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.GzipSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.spi.Transport;

/** What {@link Transport#exchange} promises. */
@Timeout(60)
abstract class ExchangeContract extends TransportFixture {
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void startServer() throws IOException {
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  URI uri() {
    return server.url("/engine.io/?EIO=4&transport=polling").uri();
  }

  MockWebServer server() {
    return server;
  }

  Transport.Response succeed(Transport.Request request) throws Exception {
    return transport.exchange(request).get(30, SECONDS);
  }

  IOException fail(Transport.Request request) {
    CompletableFuture<Transport.Response> response = transport.exchange(request);
    var failure = assertThrows(ExecutionException.class, () -> response.get(30, SECONDS));
    return assertInstanceOf(IOException.class, failure.getCause());
  }

  private static void assertMentions(String text, Throwable failure) {
    assertTrue(failure.toString().contains(text), failure.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 302, 307, 400, 401, 404, 408, 429, 500, 502, 503})
  void everyStatusCompletesNormallyAndIsNotFollowedUp(int status) throws Exception {
    var response = new MockResponse.Builder().code(status).addHeader("Location", "/elsewhere");
    if (status != 204) {
      response.body("said by the server");
    }
    server.enqueue(response.build());

    Transport.Response answer = succeed(get(uri()));

    assertEquals(status, answer.status());
    assertEquals(status == 204 ? "" : "said by the server", new String(answer.body(), UTF_8));
    assertEquals("/elsewhere", answer.header("location"));
    assertEquals(1, server.getRequestCount());
  }

  @Test
  void postSendsItsBodyAsText() throws Exception {
    server.enqueue(new MockResponse.Builder().body("ok").build());

    succeed(post(uri(), Map.of(), "4\"grüß\"".getBytes(UTF_8)));

    RecordedRequest request = server.takeRequest();
    assertEquals("POST", request.getMethod());
    assertEquals("/engine.io/?EIO=4&transport=polling", request.getTarget());
    assertEquals("4\"grüß\"", body(request));
    assertEquals("text/plain;charset=UTF-8", request.getHeaders().get("Content-Type"));
  }

  @Test
  void postWithoutBodySendsAnEmptyOne() throws Exception {
    server.enqueue(new MockResponse.Builder().body("ok").build());

    succeed(post(uri(), Map.of(), null));

    RecordedRequest request = server.takeRequest();
    assertEquals("", body(request));
    assertEquals("0", request.getHeaders().get("Content-Length"));
  }

  private static String body(RecordedRequest request) {
    assertNotNull(request.getBody());
    return request.getBody().utf8();
  }

  @Test
  void headersOfTheRequestReplaceTheLibrarysOwn() throws Exception {
    server.enqueue(new MockResponse.Builder().body("ok").build());
    Map<String, List<String>> headers =
        Map.of(
            "User-Agent", List.of("me"),
            "content-type", List.of("application/octet-stream"),
            "X-Two", List.of("a", "b"),
            "Cookie", List.of("io=1"));

    succeed(post(uri(), headers, new byte[] {1}));

    RecordedRequest request = server.takeRequest();
    assertEquals(List.of("me"), request.getHeaders().values("User-Agent"));
    assertEquals(List.of("application/octet-stream"), request.getHeaders().values("Content-Type"));
    assertEquals(List.of("a", "b"), request.getHeaders().values("X-Two"));
    assertEquals(List.of("io=1"), request.getHeaders().values("Cookie"));
  }

  @Test
  void cookiesAreReportedButNotKept() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Set-Cookie", "a=1; Path=/")
            .addHeader("Set-Cookie", "b=2; Path=/")
            .build());
    server.enqueue(new MockResponse.Builder().build());

    Transport.Response first = succeed(get(uri()));
    succeed(get(uri()));

    assertEquals(List.of("a=1; Path=/", "b=2; Path=/"), first.headers().get("Set-Cookie"));
    server.takeRequest();
    assertNull(server.takeRequest().getHeaders().get("Cookie"));
  }

  @Test
  void headersThatHttpForbidsFailWithoutQuotingTheirValue() {
    IOException failure = fail(get(uri(), Map.of("X-Token", List.of("s3cret\n"))));

    assertMentions("X-Token", failure);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertFalse(cause.toString().contains("s3cret"), cause.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://127.0.0.1/", "ws://127.0.0.1/", "mailto:me", "/path"})
  void addressesThatAreNotHttpFailByTheFuture(String uri) {
    fail(get(URI.create(uri)));
  }

  @Test
  void cancelAbortsTheExchange() throws Exception {
    var asked = new CountDownLatch(1);
    var gone = new CompletableFuture<Integer>();
    try (var silent =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              asked.countDown();
              gone.complete(socket.getInputStream().read());
            })) {
      CompletableFuture<Transport.Response> response = transport.exchange(get(silent.uri()));
      assertTrue(asked.await(10, SECONDS));

      assertTrue(response.cancel(true));

      assertEquals(-1, gone.get(10, SECONDS));
    }
  }

  @Test
  void serverThatNeverAnswersRunsIntoTheTimeoutOfTheRequest() throws Exception {
    try (var silent = new RawServer(socket -> socket.getInputStream().readAllBytes())) {
      IOException failure = fail(get(silent.uri(), Duration.ofMillis(300)));

      assertMentions("PT0.3S", failure);
    }
  }

  @Test
  void serverThatStallsInTheBodyRunsIntoTheTimeoutOfTheRequest() throws Exception {
    try (var stalling =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
              socket.getInputStream().readAllBytes();
            })) {
      fail(get(stalling.uri(), Duration.ofMillis(300)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 20",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "SSH-2.0-OpenSSH_9.6\r\n\r\n",
      })
  void truncatedResponsesFail(String response) throws Exception {
    try (var rude =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(socket, response);
            })) {
      fail(get(rude.uri()));
      assertEquals(1, rude.connections());
    }
  }

  private static void write(Socket socket, String response) throws IOException {
    socket.getOutputStream().write(response.getBytes(ISO_8859_1));
  }

  @Test
  void refusedConnectionFails() throws Exception {
    URI nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    fail(get(nobody));
  }

  @Test
  void tlsToAPlainPortFails() throws Exception {
    URI plain = uri();

    fail(get(URI.create("https" + plain.toString().substring("http".length()))));
  }

  @Test
  void bodyOfExactlyTheLimitIsTaken() throws Exception {
    byte[] body = "0123456789".getBytes(UTF_8);
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(body)).build());
    server.enqueue(new MockResponse.Builder().chunkedBody(new Buffer().write(body), 3).build());

    assertArrayEquals(body, succeed(get(uri(), 10)).body());
    assertArrayEquals(body, succeed(get(uri(), 10)).body());
  }

  @Test
  void bodyAnnouncedAsTooLargeFailsBeforeItComes() throws Exception {
    try (var huge =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
              socket.getInputStream().readAllBytes();
            })) {
      IOException failure = fail(get(huge.uri(), 1000));

      assertMentions("1000", failure);
    }
  }

  @Test
  void bodyThatNeverEndsFailsAtTheLimit() throws Exception {
    try (var endless =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
              while (true) {
                write(socket, chunk);
              }
            })) {
      IOException failure = fail(get(endless.uri(), 1 << 20));

      assertMentions("1048576", failure);
    }
  }

  @Test
  void limitCountsDecompressedBytes() throws Exception {
    var compressed = new Buffer();
    try (var gzip = new GzipSink(compressed)) {
      gzip.write(new Buffer().write(new byte[1 << 20]), 1 << 20);
    }
    assertTrue(compressed.size() < 10_000);
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(compressed).build());

    IOException failure = fail(get(uri(), 100_000));

    assertMentions("100000", failure);
  }

  @Test
  void largeBodiesPassBothWays() throws Exception {
    var body = new byte[8 << 20];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31);
    }
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(body)).build());

    Transport.Response answer = succeed(post(uri(), Map.of(), body));

    assertArrayEquals(body, answer.body());
    RecordedRequest request = server.takeRequest();
    assertNotNull(request.getBody());
    assertArrayEquals(body, request.getBody().toByteArray());
  }

  @Test
  void twoHundredLongPollsToOneHostWaitAtTheSameTime() throws Exception {
    int count = 200;
    var waiting = new CountDownLatch(count);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            waiting.countDown();
            boolean all = waiting.await(30, SECONDS);
            return new MockResponse.Builder().code(all ? 200 : 500).build();
          }
        });
    var polls = new ArrayList<CompletableFuture<Transport.Response>>();
    for (int i = 0; i < count; i++) {
      polls.add(transport.exchange(get(uri(), Duration.ofSeconds(50))));
    }

    for (CompletableFuture<Transport.Response> poll : polls) {
      assertEquals(200, poll.get(40, SECONDS).status());
    }
  }

  @Test
  void closeFailsWhatIsOpen() throws Exception {
    var asked = new CountDownLatch(1);
    try (var silent =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              asked.countDown();
              socket.getInputStream().readAllBytes();
            })) {
      CompletableFuture<Transport.Response> response = transport.exchange(get(silent.uri()));
      assertTrue(asked.await(10, SECONDS));

      transport.close();

      var failure = assertThrows(ExecutionException.class, () -> response.get(10, SECONDS));
      assertInstanceOf(IOException.class, failure.getCause());
    }
  }

  @Test
  void afterCloseEveryExchangeFailsByTheFuture() {
    transport.close();
    transport.close();

    IOException failure = fail(get(uri()));

    assertMentions("closed", failure);
    assertEquals(0, server.getRequestCount());
  }

  @Test
  void postThatMayHaveArrivedIsNotSentAgain() throws Exception {
    var bodies = new CountDownLatch(2);
    try (var rude =
        new RawServer(
            socket -> {
              var in = RawWebSocket.input(socket);
              RawWebSocket.readHead(in); // the GET
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              RawWebSocket.readHead(in);
              in.readUnsignedByte();
              bodies.countDown(); // and closes without an answer
            })) {
      succeed(get(rude.uri()));

      fail(post(rude.uri(), Map.of(), new byte[] {'4'}));

      assertEquals(1, bodies.getCount());
      assertEquals(1, rude.connections());
    }
  }

  @Test
  void pollThatMayHaveBeenAnsweredIsNotSentAgain() throws Exception {
    try (var rude =
        new RawServer(
            socket -> {
              var in = RawWebSocket.input(socket);
              RawWebSocket.readHead(in);
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              RawWebSocket.readHead(in); // the packets of this response would be lost
            })) {
      succeed(get(rude.uri()));

      fail(get(rude.uri()));

      assertEquals(1, rude.connections());
    }
  }
}

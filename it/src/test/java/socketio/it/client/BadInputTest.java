package socketio.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.it.support.Await;
import socketio.it.support.TransportMode;

/** A wrong address or server is reported with one exception whose message is plain. */
@ParameterizedClass
@EnumSource
@Timeout(60)
class BadInputTest {
  private final TransportMode mode;
  private final Client client = Client.builder().reconnection(false).build();
  private final HttpServer web;

  BadInputTest(TransportMode mode) throws IOException {
    this.mode = mode;
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void startTheWebServer() {
    web.start();
  }

  @AfterEach
  void closeEverything() {
    client.close();
    web.stop(0);
  }

  @Test
  void anUnknownHost() throws InterruptedException {
    ConnectionException error = refusal("http://no-such-host.invalid");

    assertEquals(Phase.CONNECT, error.phase());
    assertSays(error, "no-such-host.invalid");
  }

  @Tag("pain-11-opaque-errors")
  @Test
  void aPortWithoutServer() throws Exception {
    try (var bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

      ConnectionException error = refusal("http://127.0.0.1:" + bound.getLocalPort());

      assertEquals(Phase.CONNECT, error.phase());
      assertSays(error, "127.0.0.1:" + bound.getLocalPort(), "is the server running");
    }
  }

  @Test
  void aServerThatDoesNotAnswer() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ConnectionException error =
          refusal(
              ConnectOptions.to("http://127.0.0.1:" + silent.getLocalPort())
                  .timeout(Duration.ofMillis(300)));

      assertSays(error, "127.0.0.1:" + silent.getLocalPort(), "within 300 ms");
    }
  }

  static Stream<Arguments> responses() {
    return Stream.of(
        Arguments.of(401, "log in first", List.of("401")),
        Arguments.of(404, "<h1>Nothing here</h1>", List.of("404", "path")),
        Arguments.of(502, "Bad Gateway", List.of("502")),
        Arguments.of(400, "{\"code\":0,\"message\":\"Transport unknown\"}", List.of("400")));
  }

  @Tag("pain-11-opaque-errors")
  @ParameterizedTest
  @MethodSource("responses")
  void anHttpErrorWithItsBody(int status, String body, List<String> said)
      throws InterruptedException {
    answer(status, "text/html", body);

    ConnectionException error = refusal();

    assertEquals(Phase.HANDSHAKE, error.phase());
    assertEquals(status, error.httpStatus());
    assertEquals(body, error.body());
    assertSays(error, said.toArray(String[]::new));
  }

  @Test
  void aPageInPlaceOfAHandshake() throws InterruptedException {
    answer(200, "text/html", "<!doctype html><title>Welcome</title>");

    ConnectionException error = refusal();

    assertEquals(Phase.HANDSHAKE, error.phase());
    assertEquals(200, error.httpStatus());
    assertSays(error, "not a");
  }

  @Test
  void aTruncatedHandshake() throws InterruptedException {
    answer(200, "text/plain; charset=UTF-8", "0{\"sid\":\"abc\",\"upgr");

    ConnectionException error = refusal();

    assertEquals(Phase.HANDSHAKE, error.phase());
    if (mode != TransportMode.WEBSOCKET) {
      assertSays(error, "handshake");
    }
  }

  private ConnectionException refusal() throws InterruptedException {
    return refusal("http://127.0.0.1:" + web.getAddress().getPort());
  }

  private ConnectionException refusal(String url) throws InterruptedException {
    return refusal(ConnectOptions.to(url));
  }

  private ConnectionException refusal(ConnectOptions options) throws InterruptedException {
    var reported = new CompletableFuture<ConnectionException>();
    client.onConnectError(reported::complete);
    ConnectionException error =
        assertThrows(
            ConnectionException.class, () -> client.connect(options.transports(mode.kinds())));
    assertEquals(error.getMessage(), Await.result(reported).getMessage());
    assertFalse(error.willRetry());
    return error;
  }

  private void answer(int status, String type, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    web.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private static void assertSays(ConnectionException error, String... parts) {
    @Nullable String message = error.getMessage();
    for (String part : parts) {
      assertTrue(message != null && message.contains(part), () -> part + " in: " + message);
    }
  }
}

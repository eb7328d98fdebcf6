package socketio.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.ConnectionException.Phase.CONNECT;
import static socketio.ConnectionException.Phase.HANDSHAKE;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.AsyncClient;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.it.support.Await;
import socketio.it.support.Setup;
import socketio.it.support.TlsKeys;
import socketio.testkit.FakeServer;

/** A failure to connect is reported so that a program can distinguish its causes. */
@ParameterizedClass
@MethodSource("socketio.it.support.Setup#eachTransport")
@Timeout(60)
class ConnectErrorsTest {
  private static final int MOST_OF_A_BODY = 4096;

  private final Setup setup;
  private final HttpServer web;

  /** How the web server answers. */
  private int status = 200;

  private String body = "";

  ConnectErrorsTest(Setup setup) throws IOException {
    this.setup = setup;
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    web.start();
  }

  @AfterEach
  void close() {
    web.stop(0);
  }

  /** The properties of a failure that a program can act on. */
  private record Failure(
      Phase phase,
      @Nullable TransportKind transport,
      int httpStatus,
      @Nullable String body,
      boolean willRetry,
      @Nullable Class<?> cause) {}

  private Failure expected(Phase phase, int httpStatus, String text, boolean willRetry) {
    return new Failure(phase, kind(), httpStatus, text, willRetry, null);
  }

  private Failure expected(Class<?> cause) {
    return new Failure(CONNECT, kind(), 0, null, true, cause);
  }

  private TransportKind kind() {
    return setup.mode().kinds()[0];
  }

  @Tag("pain-11-opaque-errors")
  @Test
  void sixFailuresAreSixErrors() throws Exception {
    List<Failure> all = new ArrayList<>();
    all.add(of(answer(401, "log in first")));
    all.add(of(answer(404, "nothing here")));
    all.add(of(answer(502, "no server behind me")));
    all.add(of(answer(200, "garbage")));
    SSLContext unknown = TlsKeys.get().showing(TlsKeys.SERVER, TlsKeys.AUTHORITY);
    try (FakeServer untrusted = FakeServer.builder().tls(unknown).start()) {
      all.add(of(failure(untrusted.url())));
    }
    all.add(of(refused()));

    assertEquals(
        List.of(
            expected(HANDSHAKE, 401, "log in first", false),
            expected(HANDSHAKE, 404, "nothing here", true),
            expected(HANDSHAKE, 502, "no server behind me", true),
            expected(HANDSHAKE, 200, "garbage", true),
            expected(SSLException.class),
            expected(ConnectException.class)),
        all);
    assertEquals(all.size(), new HashSet<>(all).size());
  }

  @Tag("pain-11-opaque-errors")
  @Test
  void aLongBodyIsCut() throws Exception {
    ConnectionException error = answer(500, "x".repeat(100_000));

    assertEquals("x".repeat(MOST_OF_A_BODY), error.body());
  }

  @Tag("pain-11-opaque-errors")
  @Test
  void theErrorCodeOfTheServerIsThere() throws Exception {
    for (int code = 0; code <= 5; code++) {
      ConnectionException error = answer(400, "{\"code\":" + code + ",\"message\":\"No\"}");

      assertEquals(code, error.engineErrorCode());
      assertEquals(400, error.httpStatus());
      assertEquals("No", error.serverMessage());
    }
    assertNull(answer(400, "{\"code\":\"four\"}").engineErrorCode());
    assertNull(answer(400, "no").engineErrorCode());
    assertNull(answer(400, "no").serverMessage());
  }

  private Failure of(ConnectionException error) {
    @Nullable Throwable cause = error.getCause();
    @Nullable Class<?> kind =
        cause instanceof SSLException
            ? SSLException.class
            : cause instanceof ConnectException ? ConnectException.class : null;
    assertTrue(kind != null || error.phase() != CONNECT, () -> "caused by " + cause);
    return new Failure(
        error.phase(),
        error.transport(),
        error.httpStatus(),
        error.body(),
        error.willRetry(),
        kind);
  }

  private ConnectionException answer(int withStatus, String withBody) throws Exception {
    status = withStatus;
    body = withBody;
    return failure("http://127.0.0.1:" + web.getAddress().getPort());
  }

  /** The error of a port on which nobody listens. */
  private ConnectionException refused() throws Exception {
    try (var bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return failure("http://127.0.0.1:" + bound.getLocalPort());
    }
  }

  /** The first error of a client that retries. */
  private ConnectionException failure(String url) throws Exception {
    var first = new CompletableFuture<ConnectionException>();
    var later = Duration.ofHours(1);
    try (AsyncClient client =
        setup
            .client()
            .reconnection(Reconnection.defaults().delay(later).maxDelay(later))
            .buildAsync()) {
      client.onConnectError(first::complete);
      var unused = client.connect(setup.to(url).retry(true));
      return assertInstanceOf(ConnectionException.class, Await.result(first));
    }
  }
}

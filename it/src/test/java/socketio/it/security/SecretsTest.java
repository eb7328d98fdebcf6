package socketio.it.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.AckTimeoutException;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.EncodingException;
import socketio.NotConnectedException;
import socketio.TransportKind;
import socketio.it.support.RawIoServer;
import socketio.it.support.Setup;
import socketio.it.support.TransportMode;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.Fault;

/**
 * No credential, cookie, auth payload or session id appears in any log at any level, in any
 * exception of the client or in the text of any object that it passes out; the content of events
 * appears only where a wire tap shows it.
 */
@ParameterizedClass
@MethodSource("setups")
@Timeout(60)
class SecretsTest {
  /** Part of whatever the application or the server keeps secret. */
  private static final String SECRET = "s3cr3t";

  /** Part of what events hold. */
  private static final String CONTENT = "c0nt3nt";

  private final Setup setup;
  private final CapturedText texts = new CapturedText();
  private final CapturingClient witnessed;
  private final Client client;

  @RegisterExtension
  final FakeServer server =
      FakeServer.builder()
          .recovery(Duration.ofMinutes(1))
          .cookie("io")
          .responseHeader("Set-Cookie", "session=" + SECRET + "-cookie")
          .create();

  SecretsTest(Setup setup) {
    this.setup = setup;
    witnessed = new CapturingClient(setup, texts);
    client = witnessed.client;
  }

  static Stream<Setup> setups() {
    return Setup.libraries()
        .flatMap(
            library ->
                Arrays.stream(TransportMode.values())
                    .map(mode -> new Setup(mode, Setup.View.BLOCKING, library)));
  }

  @AfterEach
  void close() {
    witnessed.close();
    texts.close();
  }

  private record Login(String user, String token) {}

  /** A value that no parser can write. */
  private static final class Unwritable {
    @SuppressWarnings({"unused", "DoNotCallSuggester", "EffectivelyPrivate"}) // for Jackson
    public String getContent() {
      throw new IllegalStateException("not now");
    }

    @Override
    public String toString() {
      return CONTENT;
    }
  }

  /** Options with a secret wherever there can be one. */
  private ConnectOptions options(String url) {
    ConnectOptions options =
        setup
            .to(url + "/?url=" + SECRET)
            .query("query", SECRET)
            .query(() -> Map.of("supplied", SECRET))
            .header("Authorization", "Bearer " + SECRET)
            .header("Cookie", "own=" + SECRET)
            .headers(() -> Map.of("X-Api-Key", SECRET))
            .auth(Map.of("token", SECRET))
            .auth("/admin", () -> new Login("me", SECRET));
    for (TransportKind kind : setup.mode().kinds()) {
      options = options.query(kind, "extra", SECRET).header(kind, "X-Extra", SECRET);
    }
    texts.add("ConnectOptions", options);
    return options;
  }

  /** Checks what was planted and what the server has made. */
  private void assertNothingIsTold(String... made) {
    client.close();
    List<String> secrets = new ArrayList<>(List.of(made));
    secrets.add(SECRET);
    texts.assertContainsNone(secrets);
  }

  private <E extends Throwable> E failure(Class<E> type, Executable action) {
    E error = assertThrows(type, action);
    texts.add("thrown", error);
    return error;
  }

  private ConnectionException refusal(ConnectOptions options) {
    return failure(ConnectionException.class, () -> client.connect(options));
  }

  // ---- lives

  @Tag("pain-24-logging")
  @Test
  void areKeptThroughALife() throws Exception {
    server.namespace("/admin");
    server.namespace("/closed").reject("no", Map.of("you sent", SECRET));
    server.onCall("ask", (socket, args) -> args);
    server.onCall("never", (socket, args) -> new CompletableFuture<>());
    var wrong = new CompletableFuture<Void>();
    client.on("number", Integer.class, number -> {});
    client.onAny((event, args) -> {});
    client.on("numbered", args -> wrong.complete(null));

    client.connect(options(server.url()).namespaces("/", "/admin"));
    witnessed.connects.take();
    if (setup.mode() == TransportMode.UPGRADE) {
      assertEquals("null", witnessed.upgrades.poll(10, SECONDS));
    }
    FakeSocket socket = server.takeSocket();
    assertEquals(SECRET, socket.handshake().authEntry("token"));
    assertEquals("Bearer " + SECRET, socket.handshake().header("Authorization"));
    String engineId = socket.engineId();
    ConnectionException refused =
        failure(
            ConnectionException.class,
            () -> client.namespace("/closed").connect(Duration.ofSeconds(10)));
    assertTrue(String.valueOf(refused.data()).contains(SECRET), "the server does not echo");

    socket.emit("number", CONTENT);
    socket.emit("numbered", CONTENT);
    wrong.get(10, SECONDS);
    assertEquals(CONTENT, client.call("ask", CONTENT).get(0));
    client.emit("unasked", new Login("me", CONTENT), CONTENT.getBytes(UTF_8));
    failure(EncodingException.class, () -> client.emit("x", new Unwritable(), CONTENT));
    failure(EncodingException.class, () -> client.emit("x", CONTENT.repeat(1 << 18)));
    failure(AckTimeoutException.class, () -> client.call(Duration.ofMillis(20), "never", CONTENT));
    addObjects();

    socket.dropConnection();
    witnessed.connects.take();
    FakeSocket resumed = server.takeSocket();
    assertTrue(client.recovered());
    String pid = String.valueOf(resumed.handshake().authEntry("pid"));
    if (setup.mode() != TransportMode.WEBSOCKET) { // whose handshake sets none here
      assertEquals(SECRET + "-cookie", resumed.handshake().cookies().get("session"));
    }
    addObjects();
    client.disconnect();
    failure(NotConnectedException.class, () -> client.emit("late", CONTENT));

    texts.assertContains("log socketio.packets", "-> EVENT / \"ask\"");
    texts.assertContains("log socketio.packets", "reconnecting in ");
    texts.assertContains("onError", "argument 0 cannot be read as ");
    texts.assertContains("tap line", CONTENT);
    assertNothingIsTold(engineId, resumed.engineId(), pid);
    texts.assertContainsNoneButIn("tap line", List.of(CONTENT));
  }

  /** Objects that a program may print for debugging. */
  private void addObjects() {
    texts.add("Client", client);
    texts.add("AsyncClient", client.async());
    texts.add("Namespace", client.namespace("/admin"));
    texts.add("AsyncNamespace", client.async().namespace("/admin"));
    texts.add("state", client.state());
    texts.add("transport", client.transport());
  }

  @Test
  void areKeptWhereAnUpgradeFails() throws Exception {
    server.inject(new Fault.RefuseUpgrade());
    if (setup.mode() == TransportMode.WEBSOCKET) {
      assertEquals(403, refusal(options(server.url())).httpStatus());
    } else {
      client.connect(options(server.url()));
      if (setup.mode() == TransportMode.UPGRADE) {
        assertTrue(String.valueOf(witnessed.upgrades.poll(10, SECONDS)).contains("Exception"));
      }
    }

    assertNothingIsTold();
  }

  @Test
  void areKeptWhereTheServerSendsGarbage() throws Exception {
    TransportMode alone =
        setup.mode() == TransportMode.WEBSOCKET ? TransportMode.WEBSOCKET : TransportMode.POLLING;
    var lost = new CompletableFuture<Throwable>();
    client.onStateChange(
        (from, to, cause) -> {
          if (cause != null) {
            lost.complete(cause);
          }
        });
    try (RawIoServer raw =
        RawIoServer.start(
            alone,
            peer -> {
              peer.send("42[\"x\"," + SECRET + "}");
              peer.flush();
            })) {
      client.connect(options(raw.url().replaceAll("/$", "")).transports(alone.kinds()));
      assertNotNull(lost.get(10, SECONDS));
      texts.assertContains("log socketio.packets", "PARSE_ERROR");
    }

    assertNothingIsTold();
  }

  // ---- attempts

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 404, 503})
  void areKeptWhereTheServerRepeatsThem(int status) throws IOException {
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext("/", exchange -> repeat(exchange, status));
    web.start();
    try {
      ConnectionException error =
          refusal(options("http://127.0.0.1:" + web.getAddress().getPort()));
      if (status != 200 || setup.mode() != TransportMode.WEBSOCKET) {
        assertEquals(status, error.httpStatus());
        assertTrue(String.valueOf(error.body()).contains(SECRET), "the server does not echo");
      }
    } finally {
      web.stop(0);
    }

    assertNothingIsTold();
  }

  private static void repeat(HttpExchange exchange, int status) throws IOException {
    String said = exchange.getRequestURI() + "\n" + exchange.getRequestHeaders().entrySet();
    byte[] body = said.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Location", "/elsewhere?" + SECRET);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void areKeptWhereThereIsNoServer() throws IOException {
    try (var bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

      refusal(options("http://127.0.0.1:" + bound.getLocalPort()));
    }
    refusal(options("http://no-such-host.invalid"));

    assertNothingIsTold();
  }

  @Test
  void areKeptWhereTheServerDoesNotAnswer() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refusal(options("http://127.0.0.1:" + silent.getLocalPort()).timeout(Duration.ofMillis(200)));
    }

    assertNothingIsTold();
  }

  @Test
  void areKeptWhereTlsFails() {
    refusal(options(server.url().replace("http:", "https:")));

    assertNothingIsTold();
  }

  /** The application's exception is the cause of the cause, word for word. */
  @Test
  void areKeptWhereASupplierThrowsThem() {
    var own = new IllegalStateException(SECRET);
    CompletableFuture<Object> failed = CompletableFuture.failedFuture(own);
    List<ConnectOptions> wrong =
        List.of(
            setup.to(server.url()).auth(() -> failed),
            setup
                .to(server.url())
                .headers(
                    () -> {
                      throw own;
                    }));
    for (ConnectOptions options : wrong) {
      ConnectionException error =
          assertThrows(ConnectionException.class, () -> client.connect(options));
      Throwable cause = error.getCause();
      assertSame(own, cause == null ? null : cause.getCause());
      assertFalse((error + " " + cause).contains(SECRET), error::toString);
    }
  }

  @Test
  void areKeptWhereArgumentsAreWrong() {
    Class<IllegalArgumentException> wrong = IllegalArgumentException.class;
    String host = "http://localhost";
    failure(wrong, () -> ConnectOptions.to("http://me:" + SECRET + "@localhost"));
    failure(wrong, () -> ConnectOptions.to(host + "/ ?" + SECRET));
    failure(wrong, () -> ConnectOptions.to(SECRET + "?" + SECRET));
    failure(wrong, () -> ConnectOptions.to(host).path("/x?token=" + SECRET));
    failure(wrong, () -> ConnectOptions.to(host).path("/x y?token=" + SECRET));
    failure(wrong, () -> ConnectOptions.to(host).header("X-Token", SECRET + "\n"));
    failure(wrong, () -> ConnectOptions.to(host).header("Bearer " + SECRET, "Authorization"));
    refusal(setup.to(host).headers(() -> Map.of("X-Token", SECRET + "\n")));
    refusal(ConnectOptions.to(() -> "http://me:" + SECRET + "@localhost"));
    refusal(setup.to(server.url()).auth(new Unwritable()));

    assertNothingIsTold();
  }
}

package socketio.core.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.assertSays;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.ConnectOptions;
import socketio.TransportKind;
import socketio.core.doubles.Harness;
import socketio.spi.EngineConfig;

class ConnectOptionsTest {
  private static final ConnectOptions OPTIONS = ConnectOptions.to("http://localhost");

  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  private EngineConfig configOf(ConnectOptions options) {
    var unused = h.client.connect(options);
    EngineConfig config = h.engine().config();
    h.client.blocking().disconnect();
    return config;
  }

  private String uriOf(String url) {
    return configOf(ConnectOptions.to(url)).uri().toString();
  }

  private static void assertWrong(String message, Runnable setting) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, setting::run);
    assertSays(message, error);
  }

  @Test
  void takesEveryFormOfAddress() {
    assertEquals("http://localhost/", uriOf("http://localhost"));
    assertEquals("http://localhost:3000/", uriOf(" ws://localhost:3000/ "));
    assertEquals("https://example.com/?a=%20b&c", uriOf("WSS://example.com?a=%20b&c"));
    assertEquals("https://[::1]:8443/", uriOf("https://[::1]:8443"));
    assertEquals(
        "http://localhost/",
        configOf(ConnectOptions.to(URI.create("ws://localhost"))).uri().toString());
  }

  @Test
  void refusesWhatIsNoAddress() {
    String scheme =
        "url: must begin with http://, https://, ws:// or wss://, as in \"http://localhost:3000\"";
    assertWrong(scheme, () -> ConnectOptions.to("localhost:3000"));
    assertWrong(scheme, () -> ConnectOptions.to("example.com"));
    assertWrong(scheme, () -> ConnectOptions.to("ftp://example.com"));
    assertWrong(
        "url: has no valid host; expected one such as \"http://localhost:3000\"",
        () -> ConnectOptions.to("http://:80"));
    assertWrong("url: has no valid host", () -> ConnectOptions.to("http://my_host"));
    assertWrong(
        "url: port 65536 is out of range; expected 65535 or less",
        () -> ConnectOptions.to("http://h:65536"));
    assertWrong(
        "url: has the path '/chat'; name a namespace with namespaces(\"/chat\"), or the HTTP"
            + " endpoint with path(\"/chat\")",
        () -> ConnectOptions.to("http://h/chat"));
    assertWrong("url: not a valid address: ", () -> ConnectOptions.to("http://h/ space"));
    assertWrong("url: not a valid address: ", () -> ConnectOptions.to("http://[::1"));
    assertWrong("url: not a valid address: ", () -> ConnectOptions.to("http://[::1:80"));
    assertWrong("url: has no valid host", () -> ConnectOptions.to("http://::1"));
    assertWrong(scheme, () -> ConnectOptions.to("/chat"));
    assertWrong(scheme, () -> ConnectOptions.to(""));
  }

  @Tag("pain-24-logging")
  @Test
  void keepsSecretsOutOfItsMessages() {
    for (String url : List.of("http://u:secret@h", "http://h/ ?t=secret", "x://h?t=secret")) {
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> ConnectOptions.to(url));
      assertFalse(("" + error.getMessage()).contains("secret"));
    }
    ConnectOptions secretive =
        ConnectOptions.to("http://h?a=secret")
            .query("a", "secret")
            .header("a", "secret")
            .header(TransportKind.POLLING, "a", "secret")
            .query(TransportKind.POLLING, "a", "secret")
            .auth("secret")
            .auth("/a", (Object) "secret");
    assertFalse(secretive.toString().contains("secret"));
    assertFalse(configOf(secretive).toString().contains("secret"));
    assertWrong(
        "url: must not contain a user name or password; send them with header(\"Authorization\", …)",
        () -> ConnectOptions.to("http://u:p@h"));
    assertWrong(
        "value: the header a contains a character that HTTP does not allow",
        () -> OPTIONS.header("a", "secret\r\nb: c"));
  }

  @Test
  void addsHeadersAndQueriesAndLetsTheLastWin() {
    EngineConfig config =
        configOf(
            OPTIONS
                .header("A", "1")
                .headers(new LinkedHashMap<>(Map.of("A", "2", "B", "x\ty")))
                .query("q", "1")
                .query("q", "&ü=")
                .query("r", ""));
    assertEquals(Map.of("A", List.of("2"), "B", List.of("x\ty")), headers(config));
    assertEquals(Map.of("q", "&ü=", "r", ""), query(config));
  }

  @Test
  void addsHeadersAndQueriesOfOneTransport() {
    EngineConfig config =
        configOf(
            OPTIONS
                .header("A", "1")
                .query("q", "1")
                .header(TransportKind.WEBSOCKET, "X", "1")
                .header(TransportKind.WEBSOCKET, "a", "2")
                .header(TransportKind.WEBSOCKET, "x", "2")
                .query(TransportKind.POLLING, "q", "2")
                .query(TransportKind.POLLING, "r", "3"));
    assertEquals(Map.of("A", List.of("1")), config.headers(TransportKind.POLLING));
    assertEquals(
        Map.of("A", List.of("2"), "X", List.of("2")), config.headers(TransportKind.WEBSOCKET));
    assertEquals(Map.of("q", "1"), config.query(TransportKind.WEBSOCKET));
    assertEquals(Map.of("q", "2", "r", "3"), config.query(TransportKind.POLLING));
    assertEquals(Map.of("q", "1"), config.query(TransportKind.of("other")));
  }

  @Test
  void refusesAWrongHeaderOfOneTransport() {
    assertWrong(
        "value: the header a contains a character",
        () -> OPTIONS.header(TransportKind.POLLING, "a", "\n"));
    assertWrong(
        "name: not a valid HTTP header name: it is empty",
        () -> OPTIONS.header(TransportKind.POLLING, "", ""));
  }

  @Test
  void namesTheTimestampParameter() {
    assertEquals("t", configOf(OPTIONS).timestampParameter());
    assertEquals("stamp", configOf(OPTIONS.timestampParameter("stamp")).timestampParameter());
    assertNull(configOf(OPTIONS.timestampParameter(null)).timestampParameter());
    for (String name : List.of("", "EIO", "transport", "sid")) {
      assertWrong(
          "name: '" + name + "' cannot be the name of the timestamp parameter; choose another one",
          () -> OPTIONS.timestampParameter(name));
    }
  }

  @Test
  void keepsTheOtherEngineOptionsWhenOneIsChanged() {
    EngineConfig config =
        configOf(
            OPTIONS
                .tryAllTransports(true)
                .timestampParameter("stamp")
                .query(TransportKind.POLLING, "q", "1")
                .timeout(Duration.ofSeconds(1)));
    assertTrue(config.tryAllTransports());
    assertEquals("stamp", config.timestampParameter());
    assertEquals(Map.of("q", "1"), query(config));
    assertFalse(configOf(OPTIONS).tryAllTransports());
  }

  @Test
  void takesASnapshotOfAMapOfHeaders() {
    var headers = new LinkedHashMap<>(Map.of("A", "1"));
    ConnectOptions options = OPTIONS.headers(headers);
    headers.put("A", "2");
    assertEquals(Map.of("A", List.of("1")), headers(configOf(options)));
  }

  @Test
  void refusesWrongHeaders() {
    for (String name : List.of("", "a b", "a:", "ä", "a\n")) {
      assertWrong("not a valid HTTP header name", () -> OPTIONS.header(name, ""));
    }
    assertWrong(
        "name: not a valid HTTP header name: character U+0020 at index 6",
        () -> OPTIONS.header("Bearer token", ""));
    for (String value : List.of("\n", "ä", "\u0000", "\u007f")) {
      assertWrong(
          "value: the header a contains a character that HTTP does not allow; encode or remove it",
          () -> OPTIONS.headers(Map.of("a", value)));
    }
  }

  @Test
  void refusesWrongNamespaces() {
    assertWrong(
        "namespace: 'chat' must begin with a slash, as in \"/chat\"",
        () -> OPTIONS.namespaces("chat"));
    assertWrong("must begin with a slash", () -> OPTIONS.auth("", (Object) "x"));
    assertWrong(
        "namespace: '/a,b' contains the character U+002C, which the protocol cannot carry; choose another name",
        () -> h.client.namespace("/a,b"));
    assertWrong("U+003F", () -> h.client.blocking().namespace("/a?b"));
    assertWrong("U+000A", () -> OPTIONS.namespaces("/a\n"));
  }

  @Test
  void normalisesThePathOfTheEndpoint() {
    assertEquals("/socket.io/", configOf(OPTIONS).path());
    for (String path : List.of("a/b", "/a/b", "a/b/", "/a/b/")) {
      assertEquals("/a/b/", configOf(OPTIONS.path(path)).path());
    }
    assertEquals("/", configOf(OPTIONS.path("/")).path());
    assertWrong("path: must not contain a query", () -> OPTIONS.path("a?b"));
    assertWrong(
        "path: must not contain a query or fragment; see query(name, value)",
        () -> OPTIONS.path("a#b"));
    assertWrong(
        "path: not a valid path: Illegal character in path; encode special characters, as in \"/my%20path\"",
        () -> OPTIONS.path("a b"));
  }

  @Test
  void refusesWrongTimesAndTransports() {
    for (Duration timeout : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      assertWrong(
          "timeout: " + timeout + " must be more than zero", () -> OPTIONS.timeout(timeout));
    }
    assertWrong("transports: at least one is required", () -> OPTIONS.transports());
    assertEquals(
        List.of(TransportKind.WEBSOCKET),
        configOf(OPTIONS.transports(TransportKind.WEBSOCKET, TransportKind.of("websocket")))
            .transports());
  }

  @Test
  void areImmutable() {
    var unused =
        List.of(
            OPTIONS.header("a", "b"),
            OPTIONS.query("a", "b"),
            OPTIONS.path("x"),
            OPTIONS.transports(TransportKind.WEBSOCKET));
    EngineConfig config = configOf(OPTIONS);
    assertEquals(Map.of(), headers(config));
    assertEquals(Map.of(), query(config));
    assertEquals("/socket.io/", config.path());
    assertEquals(List.of(TransportKind.POLLING, TransportKind.WEBSOCKET), config.transports());
  }

  private static Map<String, String> query(EngineConfig config) {
    return config.query(TransportKind.POLLING);
  }

  private static Map<String, List<String>> headers(EngineConfig config) {
    return config.headers(TransportKind.POLLING);
  }
}

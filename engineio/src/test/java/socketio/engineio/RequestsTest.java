package socketio.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.TransportKind.POLLING;
import static socketio.TransportKind.WEBSOCKET;

import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.spi.Transport;

/** What every request looks like: address, query, headers, cookies. */
class RequestsTest extends EngineTest {
  @Test
  void putsTheUsersQueryBeforeTheProtocolsParameters() {
    uri = URI.create("https://[::1]:8443?own=1%202");
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("token", "abc+/==&");
    parameters.put("ü €", "\uD83D\uDE00~");
    query = parameters;
    open(POLLING);

    URI address = network.get().request.uri();
    assertEquals("https", address.getScheme());
    assertEquals("[::1]:8443", address.getRawAuthority());
    assertEquals("/socket.io/", address.getRawPath());
    String raw = address.getRawQuery();
    String prefix =
        "own=1%202&token=abc%2B%2F%3D%3D%26&%C3%BC%20%E2%82%AC=%F0%9F%98%80~&EIO=4&transport=polling&t=";
    assertTrue(raw.startsWith(prefix), raw);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc+/==&", "ä€\uD83D\uDE00", "%41 ?#;:@!$'()*,[]", "\u0000\u001e\n", ""})
  void queryValuesRoundTrip(String value) {
    query = Map.of("v", value);
    open(WEBSOCKET);

    String raw = network.channel().request.uri().getRawQuery();
    String encoded = raw.substring(2, raw.indexOf("&EIO"));
    assertEquals(value, URLDecoder.decode(encoded, StandardCharsets.UTF_8));
  }

  @Test
  void dropsTheProtocolsParametersFromTheUsersQuery() {
    uri = URI.create("http://example.com/?EIO=3&a=1&&transport=x&sid");
    query = Map.of("sid", "stolen");
    open(WEBSOCKET);

    assertEquals("a=1&EIO=4&transport=websocket", network.channel().request.uri().getRawQuery());
  }

  @Test
  void keepsAParameterOfTheUsersThatIsCalledT() {
    query = Map.of("t", "token");
    open(POLLING);

    assertTrue(
        network.get().query().startsWith("t=token&EIO=4&transport=polling&_t="),
        network.get().query());
  }

  @Test
  void namesTheCacheBustingParameterAsTheUserWants() {
    options = builder -> builder.timestampParameter("ü&");
    open(POLLING);

    assertTrue(
        network.get().query().startsWith("EIO=4&transport=polling&%C3%BC%26="),
        network.get().query());
  }

  @Test
  void leavesTheCacheBustingParameterOut() {
    options = builder -> builder.timestampParameter(null);
    open(POLLING);

    assertEquals("EIO=4&transport=polling", network.get().query());
  }

  @Test
  void addsTheQueryAndTheHeadersOfOneTransport() {
    query = Map.of("a", "1");
    headers = Map.of("X-A", List.of("1"), "X-B", List.of("1"));
    options =
        builder ->
            builder
                .query(POLLING, Map.of("t", "token"))
                .headers(POLLING, Map.of("x-a", List.of("2")))
                .query(WEBSOCKET, Map.of("a", "2"))
                .headers(WEBSOCKET, Map.of("X-C", List.of("3")));
    openPolling(HANDSHAKE);
    send("x");

    for (FakeNetwork.Exchange request : List.of(network.gets.get(0), network.post())) {
      assertTrue(
          request.query().startsWith("a=1&t=token&EIO=4&transport=polling&_t="), request.query());
      assertEquals(List.of("2"), request.request.headers().get("X-A"));
      assertEquals(List.of("1"), request.request.headers().get("X-B"));
      assertNull(request.request.headers().get("X-C"));
    }
    Transport.Request channel = network.channel().request;
    assertEquals("a=2&EIO=4&transport=websocket&sid=" + SID, channel.uri().getRawQuery());
    assertEquals(List.of("1"), channel.headers().get("X-A"));
    assertEquals(List.of("3"), channel.headers().get("X-C"));
  }

  @Test
  void neverRepeatsTheCacheBustingParameter() {
    openPolling(NO_UPGRADES);
    send("x");
    poll("6");

    List<FakeNetwork.Exchange> gets = network.gets;
    assertEquals(3, gets.size());
    assertNotEquals(stamp(gets.get(0)), stamp(gets.get(1)));
    assertNotEquals(stamp(gets.get(1)), stamp(gets.get(2)));
    assertNotEquals(stamp(gets.get(1)), stamp(network.post()));
    assertTrue(network.post().query().endsWith("&sid=" + SID));
  }

  private static String stamp(FakeNetwork.Exchange exchange) {
    String query = exchange.query();
    int start = query.indexOf("&t=") + 3;
    int end = query.indexOf('&', start);
    return query.substring(start, end < 0 ? query.length() : end);
  }

  @Test
  void sendsTheHeadersOnEveryRequest() {
    headers = Map.of("Authorization", List.of("Bearer x"), "X-Two", List.of("1", "2"));
    openPolling(HANDSHAKE);
    send("x");
    loop.advance(Duration.ofMillis(100));

    network.gets.forEach(get -> assertHeaders(get.request));
    assertHeaders(network.post().request);
    assertHeaders(network.channel().request);
    assertEquals(
        List.of("text/plain;charset=UTF-8"), network.post().request.headers().get("Content-Type"));
  }

  private static void assertHeaders(Transport.Request request) {
    assertEquals(List.of("Bearer x"), request.headers().get("Authorization"));
    assertEquals(List.of("1", "2"), request.headers().get("X-Two"));
  }

  @Tag("pain-20-sticky-sessions")
  @Test
  void returnsCookiesOnEveryLaterRequestMergedWithTheUsersOwn() {
    headers = Map.of("cookie", List.of("own=1; io=mine"));
    open(POLLING, WEBSOCKET);
    assertEquals("own=1; io=mine", cookie(network.get().request));
    network
        .get()
        .answer(
            200,
            HANDSHAKE,
            "Set-Cookie",
            "io=theirs; Path=/; HttpOnly; SameSite=Lax",
            "set-cookie",
            "lb=node1; Path=/; Max-Age=3600");
    loop.run();
    send("x");

    assertEquals("own=1; io=mine; lb=node1", cookie(network.post().request));
    assertEquals("own=1; io=mine; lb=node1", cookie(network.channel().request));
  }

  @Test
  void keepsTheCookiesOfAChannelsHandshakeEvenIfRefused() {
    open(WEBSOCKET);
    network
        .channel()
        .listener
        .onFailure(
            new IOException("503"),
            FakeNetwork.response(503, "", "Set-Cookie", "lb=node2; Path=/"));
    loop.run();
    open(WEBSOCKET);
    assertEquals("lb=node2", cookie(network.channel().request));

    network
        .channel()
        .listener
        .onOpen(FakeNetwork.response(101, "", "Set-Cookie", "lb=node3; Path=/"));
    loop.run();
    open(WEBSOCKET);
    assertEquals("lb=node3", cookie(network.channel().request));
  }

  @Test
  void sendsNoCookieHeaderWithoutCookies() {
    open(POLLING);
    assertNull(network.get().request.headers().get("Cookie"));
  }

  private static String cookie(Transport.Request request) {
    return String.join("|", request.headers().getOrDefault("Cookie", List.of()));
  }

  /** RFC 6265, section 4.2, against what the JDK makes of a cookie with a Max-Age. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$Version=\"1\" # a=\"x\";$Path=\"/\";$Domain=\"h\" # b=\"y;z\";$Path=\"/\" | a=x; b=y;z",
        "a=\"quoted\" # b=1 | a=\"quoted\"; b=1",
        "a=1; b=2 # a=3 | a=1; b=2",
        "$Version=\"1\"; a=\"\"; $Path=\"/\" | a=",
        "flag; ; x= | flag; x=",
      })
  void writesCookiesInTodaysForm(String found, String expected) {
    List<String> headers = List.of(found.split(" # "));
    assertEquals(expected, Cookies.merge(List.of(), headers));
  }

  /** The handler of the JDK logs such cookies, with the address that they came from. */
  @Test
  void neitherKeepsNorLogsWhatIsNoCookie() {
    var logged = new ArrayList<String>();
    Logger logger = Logger.getLogger("java.net.CookieManager");
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try {
      query = Map.of("token", "secret");
      open(POLLING);
      network
          .get()
          .answer(200, NO_UPGRADES, "Set-Cookie", "=secret", "Set-Cookie", "", "Set-Cookie", "a=b");
      loop.run();
    } finally {
      logger.removeHandler(handler);
    }

    assertEquals(List.of(), logged);
    assertEquals("a=b", cookie(network.get().request));
  }

  @Test
  void namesNoSecretsToACookieHandler() {
    var addresses = new HashSet<URI>();
    cookies =
        new CookieHandler() {
          @Override
          public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
            addresses.add(uri);
            return Map.of();
          }

          @Override
          public void put(URI uri, Map<String, List<String>> headers) {
            addresses.add(uri);
          }
        };
    uri = URI.create("http://user:secret@example.com:8080?token=secret");
    openPolling(HANDSHAKE);

    assertEquals(Set.of(URI.create("http://example.com:8080/socket.io/")), addresses);
  }

  @Test
  void reportsACookieHandlerThatFails() {
    cookies =
        new CookieHandler() {
          @Override
          public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void put(URI uri, Map<String, List<String>> headers) {}
        };
    open(POLLING);

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.CONNECT, "the cookie handler failed");
  }

  @Test
  void reportsACookieHandlerThatCannotStore() {
    cookies =
        new CookieHandler() {
          @Override
          public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
            return Map.of();
          }

          @Override
          public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            throw new IOException("disk full");
          }
        };
    openChannel(HANDSHAKE);

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertWords(failure(), "the cookie handler failed");
    assertTrue(network.channel().aborted);
  }

  @Test
  void boundsResponsesAndTimes() {
    maxMessageSize = 12_345;
    openPolling(NO_UPGRADES);

    assertEquals(
        Duration.ofSeconds(11),
        network.gets.get(0).request.timeout(),
        "a little more than that of the attempt, whose own timer says why");
    assertEquals(12_345, network.get().request.maxResponse());
    assertTrue(network.get().request.timeout().compareTo(Duration.ofSeconds(45)) > 0);
  }
}

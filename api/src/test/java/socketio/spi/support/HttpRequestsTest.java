package socketio.spi.support;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.TransportKind;
import socketio.spi.Transport;

class HttpRequestsTest {
  private static Transport.Request request(
      String method, String uri, Map<String, List<String>> headers, byte @Nullable [] body) {
    return new Transport.Request(
        method, URI.create(uri), headers, body, Duration.ofSeconds(1), 1000);
  }

  private static Transport.Request get(String uri) {
    return request("GET", uri, Map.of(), null);
  }

  private static String refusal(Transport.Request request) {
    IOException refusal = assertThrows(IOException.class, () -> HttpRequests.check(request));
    assertFalse(refusal.toString().contains("s3cret"), refusal.toString());
    return refusal.toString();
  }

  @Test
  void acceptsWhatAnEngineSends() {
    var headers = Map.of("Cookie", List.of("a=1; b=\"2\""), "X-Tab", List.of("a\tb", ""));
    assertDoesNotThrow(() -> HttpRequests.check(request("GET", "HTTP://h/?a=%20", headers, null)));
    assertDoesNotThrow(
        () -> HttpRequests.check(request("POST", "https://h:1/", headers, new byte[3])));
    assertDoesNotThrow(() -> HttpRequests.check(request("POST", "https://h", headers, null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://h/?s3cret", "ws://h/?s3cret", "/path?s3cret", "http:///path?s3cret"})
  void refusesOtherAddresses(String uri) {
    assertTrue(refusal(get(uri)).contains("Not an http or https address with a host: GET"));
  }

  @Test
  void refusesOtherMethods() {
    String uri = "http://h/?s3cret";
    assertTrue(
        refusal(request("PUT", uri, Map.of(), null))
            .contains("Only GET and POST are supported: PUT"));
    assertTrue(
        refusal(request("GET", uri, Map.of(), new byte[1]))
            .contains("A GET cannot have a body: GET"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a\nb", "\u00e4"})
  void refusesHeaderNamesThatHttpForbids(String name) {
    var headers = Map.of(name, List.of("s3cret"));
    assertTrue(
        refusal(request("GET", "http://h/", headers, null))
            .contains(" has characters that HTTP does not allow; encode or remove them"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret\n", "s3cret\r\nX: y", "s3cret\0", "s3cret\u20ac"})
  void refusesHeaderValuesThatHttpForbids(String value) {
    var headers = Map.of("X-Token", List.of("good", value));
    assertTrue(refusal(request("GET", "http://h/", headers, null)).contains("header X-Token"));
  }

  @Test
  void aWebSocketIsOpenedWithAGet() throws IOException {
    HttpRequests.checkWebSocket(TransportKind.WEBSOCKET, get("http://h/"));
    var post = request("POST", "http://h/", Map.of(), null);
    assertTrue(
        assertThrows(
                IOException.class, () -> HttpRequests.checkWebSocket(TransportKind.WEBSOCKET, post))
            .toString()
            .contains("A channel is opened with a GET: POST"));
    var other = TransportKind.of("webtransport");
    assertTrue(
        assertThrows(IOException.class, () -> HttpRequests.checkWebSocket(other, get("http://h/")))
            .toString()
            .contains("This transport opens no channels of the kind webtransport"));
  }

  @ParameterizedTest
  @CsvSource({"http://h:1/a?b=c, ws://h:1/a?b=c", "https://h/, wss://h/", "HTTPS://h/, wsS://h/"})
  void theSchemeOfAWebSocketFollowsThatOfTheRequest(String uri, String expected) {
    assertEquals(URI.create(expected), HttpRequests.webSocketUri(get(uri)));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 1", "PT0.000001S, 1", "PT1.5S, 1500", "PT10000000H, 2147483647"})
  void theTimeoutIsAPositiveInt(Duration timeout, int expected) {
    var request =
        new Transport.Request("GET", URI.create("http://h/"), Map.of(), null, timeout, 1000);
    assertEquals(expected, HttpRequests.timeoutMillis(request));
  }
}

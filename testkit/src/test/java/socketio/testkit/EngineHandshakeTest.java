package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.TransportKind;

/** Engine.IO protocol: Request path, Query parameters, Handshake. */
class EngineHandshakeTest {
  private final FakeEngineServer server =
      FakeEngineServer.builder()
          .pingInterval(Duration.ofSeconds(25))
          .pingTimeout(Duration.ofSeconds(20))
          .start();
  private final RawClient client = new RawClient(server.url(), "/engine.io/");

  @AfterEach
  void close() {
    server.close();
  }

  private static void assertRejected(HttpResponse<String> response, int code, String message) {
    assertEquals(400, response.statusCode());
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElse(""));
    assertEquals("{\"code\":" + code + ",\"message\":\"" + message + "\"}", response.body());
  }

  /** Handshake: "it MUST respond with an open packet with the following JSON-encoded payload". */
  @Test
  void answersAPollingHandshakeWithAllFiveFields() throws Exception {
    HttpResponse<String> opened = client.get("EIO=4&transport=polling");
    assertEquals(200, opened.statusCode());
    assertEquals(
        "text/plain; charset=UTF-8", opened.headers().firstValue("Content-Type").orElse(""));
    String sid = RawClient.sid(opened.body());
    assertEquals(
        "0{\"sid\":\""
            + sid
            + "\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,"
            + "\"maxPayload\":1000000}",
        opened.body());
    assertEquals(sid, server.takeSocket().id());
  }

  /** Handshake, "WebSocket-only session": nothing to upgrade to. */
  @Test
  void answersAWebSocketHandshakeWithAllFiveFields() throws Exception {
    String open = client.webSocket("EIO=4&transport=websocket").take();
    assertEquals(
        "0{\"sid\":\""
            + RawClient.sid(open)
            + "\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,"
            + "\"maxPayload\":1000000}",
        open);
  }

  /** Query parameters: "If a mandatory query parameter is missing, […] HTTP 400 error status". */
  @ParameterizedTest
  @ValueSource(
      strings = {"transport=polling", "EIO=3&transport=polling", "EIO=abc&transport=polling"})
  void refusesAnotherProtocolVersion(String query) throws Exception {
    assertRejected(client.get(query), 5, "Unsupported protocol version");
  }

  /** Query parameters: "transport: Mandatory, the name of the transport". */
  @ParameterizedTest
  @ValueSource(strings = {"EIO=4", "EIO=4&transport=", "EIO=4&transport=abc", ""})
  void refusesAnUnknownTransport(String query) throws Exception {
    assertRejected(client.get(query), 0, "Transport unknown");
  }

  /** Handshake: "the client MUST send an HTTP GET request". */
  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void refusesAnotherMethodForTheHandshake(String method) throws Exception {
    assertRejected(
        client.exchange(method, "EIO=4&transport=polling", null), 2, "Bad handshake method");
  }

  /** WebSocket: the handshake of that transport is a WebSocket handshake. */
  @Test
  void refusesAWebSocketHandshakeWithoutUpgradeHeader() throws Exception {
    assertRejected(client.get("EIO=4&transport=websocket"), 3, "Bad request");
  }

  /** WebSocket: "If a mandatory query parameter is missing, […] MUST close the WebSocket". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "transport=websocket",
        "EIO=abc&transport=websocket",
        "EIO=4",
        "EIO=4&transport=abc",
        "EIO=4&transport=polling",
        "EIO=4&transport=websocket&sid=unknown"
      })
  void refusesAWebSocketWithABadQuery(String query) {
    assertThrows(ExecutionException.class, () -> client.webSocket(query));
    assertEquals(0, server.connectionCount());
  }

  /** Sending data, Receiving data: "HTTP 400 response if the session ID […] is not known". */
  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void refusesAnUnknownSession(String method) throws Exception {
    assertRejected(
        client.exchange(method, "EIO=4&transport=polling&sid=unknown", "4a"),
        1,
        "Session ID unknown");
  }

  @Test
  void refusesAnotherMethodForASession() throws Exception {
    String query = client.openPolling();
    assertRejected(client.exchange("PUT", query, "4a"), 2, "Bad handshake method");
  }

  /** Request path: "The path of the HTTP requests is /engine.io/ by default." */
  @Test
  void answersNothingButItsPath() throws Exception {
    var elsewhere = new RawClient(server.url(), "/socket.io/");
    assertEquals(404, elsewhere.get("EIO=4&transport=polling").statusCode());
  }

  /** Request path: "It might be updated by libraries built on top of the protocol". */
  @Test
  void listensOnAnotherPath() throws Exception {
    try (var other = FakeEngineServer.builder().path("/my/path/").start()) {
      assertTrue(
          new RawClient(other.url(), "/my/path/")
              .get("EIO=4&transport=polling")
              .body()
              .startsWith("0{"));
    }
  }

  @Test
  void offersOnlyTheTransportsThatItIsTold() throws Exception {
    try (var polling = FakeEngineServer.builder().transports(TransportKind.POLLING).start()) {
      var raw = new RawClient(polling.url(), "/engine.io/");
      assertTrue(raw.get("EIO=4&transport=polling").body().contains("\"upgrades\":[]"));
      assertThrows(ExecutionException.class, () -> raw.webSocket("EIO=4&transport=websocket"));
    }
  }

  @Test
  void setsACookieAndHeadersWhenTold() throws Exception {
    try (var sticky =
        FakeEngineServer.builder().cookie("io").responseHeader("X-Node", "7").start()) {
      var raw = new RawClient(sticky.url(), "/engine.io/");
      HttpResponse<String> opened = raw.get("EIO=4&transport=polling");
      assertEquals(
          "io=" + RawClient.sid(opened.body()) + "; Path=/; HttpOnly; SameSite=Lax",
          opened.headers().firstValue("Set-Cookie").orElse(""));
      assertEquals("7", opened.headers().firstValue("X-Node").orElse(""));
    }
  }

  @Test
  void showsTheHandshakeToTheScript() throws Exception {
    client.get("EIO=4&transport=polling&room=a%20b%26c");
    FakeEngineSocket socket = server.takeSocket();
    assertEquals(Map.of("EIO", "4", "transport", "polling", "room", "a b&c"), socket.query());
    assertEquals(List.of("127.0.0.1:" + server.port()), socket.headers().get("host"));
    assertEquals(TransportKind.POLLING, socket.transport());
  }
}

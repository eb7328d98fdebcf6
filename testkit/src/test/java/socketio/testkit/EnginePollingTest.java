package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.DisconnectReason;
import socketio.spi.Frame;

/** Engine.IO protocol: HTTP long-polling, and its packet encoding. */
class EnginePollingTest {
  private final FakeEngineServer server = FakeEngineServer.builder().maxPayload(1000).start();
  private final RawClient client = new RawClient(server.url(), "/engine.io/");
  private String query = "";
  private final FakeEngineSocket socket = open();

  private FakeEngineSocket open() {
    try {
      query = client.openPolling();
      return server.takeSocket();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void isOpen() {
    assertTrue(socket.connected());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void assertSessionUnknown() throws Exception {
    HttpResponse<String> after = client.get(query);
    assertEquals(400, after.statusCode());
    assertEquals("{\"code\":1,\"message\":\"Session ID unknown\"}", after.body());
    assertEquals(0, server.connectionCount());
  }

  /** Sending data: "the server MUST return an HTTP 200 response, with the string ok". */
  @Test
  void answersAPostWithOk() throws Exception {
    HttpResponse<String> posted = client.post(query, "4hello");
    assertEquals(200, posted.statusCode());
    assertEquals("ok", posted.body());
    assertEquals(new Frame.Text("hello"), socket.takeMessage());
  }

  /** Receiving data: "The server MAY not respond right away if there are no packets". */
  @Test
  void holdsAPollUntilThereIsAPacket() throws Exception {
    CompletableFuture<HttpResponse<String>> poll = client.send("GET", query, null);
    client.post(query, "4ping me"); // handled before it is answered
    assertFalse(poll.isDone());
    socket.send("hello");
    assertEquals("4hello", RawClient.await(poll).body());
  }

  /** Packet encoding: the example {@code 4hello\x1e2\x1e4world}, without the ping. */
  @Test
  void readsSeveralPacketsOfOnePayload() throws Exception {
    assertEquals("ok", client.post(query, "4hello\u001e4\u001e4world").body());
    assertEquals(new Frame.Text("hello"), socket.takeMessage());
    assertEquals(new Frame.Text(""), socket.takeMessage());
    assertEquals(new Frame.Text("world"), socket.takeMessage());
  }

  /**
   * The example comes from a server: if a client sends it, only the part before the ping is
   * handled.
   */
  @Test
  void readsTheExampleUpToThePing() throws Exception {
    client.post(query, "4hello\u001e2\u001e4world");
    assertEquals(new Frame.Text("hello"), socket.takeMessage());
    assertEquals(DisconnectReason.PARSE_ERROR, socket.takeDisconnect());
    assertSessionUnknown();
  }

  /** Packet encoding: "multiple packets might be concatenated in a single payload". */
  @Test
  void sendsWhatIsQueuedInOnePayload() throws Exception {
    socket.send("hello");
    socket.send("");
    socket.send("world");
    assertEquals("4hello\u001e4\u001e4world", client.get(query).body());
  }

  /** Packet encoding: "Binary payloads MUST be base64-encoded and prefixed with a b". */
  @Test
  void sendsAndReadsBinaryAsBase64() throws Exception {
    assertEquals("ok", client.post(query, "4hello\u001ebAQIDBA==").body());
    assertEquals(new Frame.Text("hello"), socket.takeMessage());
    assertEquals(new Frame.Binary(new byte[] {1, 2, 3, 4}), socket.takeMessage());
    socket.send("hello");
    socket.send(new byte[] {1, 2, 3, 4});
    assertEquals("4hello\u001ebAQIDBA==", client.get(query).body());
  }

  /** As the official client for Java sends it, and the reference server reads it. */
  @Test
  void readsBase64WithLineBreaks() throws Exception {
    assertEquals("ok", client.post(query, "bAQID\nBA==\n").body());
    assertEquals(new Frame.Binary(new byte[] {1, 2, 3, 4}), socket.takeMessage());
  }

  /** Headers: "the sender […] MUST include a Content-Type: application/octet-stream header". */
  @ParameterizedTest
  @ValueSource(strings = {"application/octet-stream", "text/plain;charset=UTF-8", ""})
  void readsAPayloadOfAnyContentType(String contentType) throws Exception {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(URI.create(server.url() + "/engine.io/?" + query))
            .POST(HttpRequest.BodyPublishers.ofString("bAQIDBA=="));
    if (!contentType.isEmpty()) {
      post.header("Content-Type", contentType);
    }
    HttpResponse<String> posted =
        HttpClient.newHttpClient().send(post.build(), HttpResponse.BodyHandlers.ofString());
    assertEquals("ok", posted.body());
    assertEquals(new Frame.Binary(new byte[] {1, 2, 3, 4}), socket.takeMessage());
  }

  /** Packet encoding: "The character encoding is UTF-8". */
  @Test
  void readsAndSendsAllOfUnicode() throws Exception {
    String text = "€ \ud83d\ude00 \u0000 \u2028 ÿ";
    client.post(query, "4" + text);
    assertEquals(new Frame.Text(text), socket.takeMessage());
    socket.send(text);
    assertEquals("4" + text, client.get(query).body());
  }

  /** Receiving data: not "more than one active GET request. […] MUST return […] and close". */
  @Test
  void closesTheSessionOnASecondPoll() throws Exception {
    CompletableFuture<HttpResponse<String>> one = client.send("GET", query, null);
    CompletableFuture<HttpResponse<String>> other = client.send("GET", query, null);
    HttpResponse<String> first = RawClient.await(one);
    HttpResponse<String> second = RawClient.await(other);
    if (first.statusCode() == 400) { // whichever arrived later
      HttpResponse<String> swapped = first;
      first = second;
      second = swapped;
    }
    assertEquals("1", first.body());
    assertEquals(400, second.statusCode());
    assertEquals("{\"code\":3,\"message\":\"Bad request\"}", second.body());
    assertEquals(DisconnectReason.TRANSPORT_ERROR, socket.takeDisconnect());
    assertSessionUnknown();
    AssertionError complaint = assertThrows(AssertionError.class, server::assertExhausted);
    assertTrue(String.valueOf(complaint.getMessage()).contains("a second GET"));
  }

  /** Sending data: not "more than one active POST request. […] MUST return […] and close". */
  @Test
  void closesTheSessionOnASecondPost() throws Exception {
    try (RawSocket slow = new RawSocket(server.port())) {
      slow.send(
          "POST /engine.io/?" + query + " HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n4a");
      slow.send("b"); // half of the body
      HttpResponse<String> second = postUntilRefused();
      assertEquals(400, second.statusCode());
      assertEquals(DisconnectReason.TRANSPORT_ERROR, socket.takeDisconnect());
      assertSessionUnknown();
      slow.send("cde");
      assertTrue(slow.readResponse().startsWith("HTTP/1.1 400 "));
    }
  }

  /** The slow POST may reach the server after a quick one. */
  private HttpResponse<String> postUntilRefused() throws Exception {
    HttpResponse<String> posted = client.post(query, "4quick");
    while (posted.statusCode() == 200) {
      posted = client.post(query, "4quick");
    }
    return posted;
  }

  /** Protocol: a packet begins with its type; a payload is packets between separators. */
  @ParameterizedTest
  @ValueSource(
      strings = {"abc", "", "7", "4a\u001e", "\u001e4a", "4a\u001e\u001e4b", "b****", "bA"})
  void closesTheSessionOnAnInvalidPayload(String payload) throws Exception {
    HttpResponse<String> posted = client.post(query, payload);
    assertEquals(400, posted.statusCode());
    assertEquals(DisconnectReason.PARSE_ERROR, socket.takeDisconnect());
    assertSessionUnknown();
  }

  @Test
  void closesTheSessionOnMalformedUtf8() throws Exception {
    try (RawSocket raw = new RawSocket(server.port())) {
      raw.send("POST /engine.io/?" + query + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n4");
      raw.send(new byte[] {(byte) 0xff});
      assertTrue(raw.readResponse().startsWith("HTTP/1.1 400 "));
    }
    assertEquals(DisconnectReason.PARSE_ERROR, socket.takeDisconnect());
  }

  /** Handshake: "maxPayload: The maximum number of bytes per chunk". */
  @Test
  void refusesAPostLargerThanMaxPayload() throws Exception {
    assertEquals(200, client.post(query, "4".repeat(1000)).statusCode());
    assertEquals(413, client.post(query, "4".repeat(1001)).statusCode());
    assertTrue(socket.connected());
  }

  /** The same without a Content-Length to check. */
  @Test
  void refusesAChunkedPostLargerThanMaxPayload() throws Exception {
    try (RawSocket raw = new RawSocket(server.port())) {
      raw.send(
          "POST /engine.io/?"
              + query
              + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n"
              + "4".repeat(1001)
              + "\r\n0\r\n\r\n");
      assertTrue(raw.readResponse().startsWith("HTTP/1.1 413 "));
    }
    assertTrue(socket.connected());
  }

  /** Handshake: every request has the parameters EIO and transport. */
  @ParameterizedTest
  @CsvSource({
    "EIO=4, 0, Transport unknown",
    "EIO=4&transport=carrier-pigeon, 0, Transport unknown",
    "transport=polling, 5, Unsupported protocol version",
    "EIO=3&transport=polling, 5, Unsupported protocol version",
    "EIO=4&transport=websocket, 3, Bad request"
  })
  void refusesWrongParametersInAnOpenSession(String parameters, int code, String message)
      throws Exception {
    String sid = query.substring(query.indexOf("&sid="));
    HttpResponse<String> refused = client.get(parameters + sid);
    assertEquals(400, refused.statusCode());
    assertEquals("{\"code\":" + code + ",\"message\":\"" + message + "\"}", refused.body());
    assertTrue(socket.connected());
    assertEquals("ok", client.post(query, "4hello").body());
  }

  /** Packet types: the heartbeat goes from server to client only. */
  @Test
  void closesTheSessionOnAPingFromTheClient() throws Exception {
    client.post(query, "2");
    assertEquals(DisconnectReason.PARSE_ERROR, socket.takeDisconnect());
    assertSessionUnknown();
  }

  /** A client that abandons its poll is gone, as the protocol's test suite requires. */
  @Test
  void closesTheSessionWhenAPollIsAbandoned() throws Exception {
    try (RawSocket raw = new RawSocket(server.port())) {
      raw.send("GET /engine.io/?" + query + " HTTP/1.1\r\nHost: a\r\n\r\n");
      socket.send("first");
      assertTrue(raw.readResponse().endsWith("4first"));
      raw.send("GET /engine.io/?" + query + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    assertEquals(DisconnectReason.TRANSPORT_ERROR, socket.takeDisconnect());
    assertSessionUnknown();
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    try (RawSocket raw = new RawSocket(server.port())) {
      String post =
          "POST /engine.io/?" + query + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n";
      raw.send(post + "4a" + post + "4b" + "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n");
      assertTrue(raw.readResponse().endsWith("ok"));
      assertTrue(raw.readResponse().endsWith("ok"));
      assertTrue(raw.readResponse().startsWith("HTTP/1.1 404 "));
    }
    assertEquals(new Frame.Text("a"), socket.takeMessage());
    assertEquals(new Frame.Text("b"), socket.takeMessage());
  }
}

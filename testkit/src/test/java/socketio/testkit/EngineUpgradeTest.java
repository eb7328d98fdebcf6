package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.TransportKind;
import socketio.spi.Frame;

/** Engine.IO protocol: Upgrade. */
class EngineUpgradeTest {
  private final FakeEngineServer server =
      FakeEngineServer.builder().upgradeTimeout(Duration.ofMillis(300)).start();
  private final RawClient client = new RawClient(server.url(), "/engine.io/");
  private String polling = "";
  private String webSocket = "";

  @BeforeEach
  void open() throws Exception {
    polling = client.openPolling();
    webSocket = polling.replace("polling", "websocket");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private RawWebSocket probed() throws Exception {
    RawWebSocket raw = client.webSocket(webSocket);
    raw.send("2probe");
    assertEquals("3probe", raw.take());
    return raw;
  }

  /** Upgrade: "respond with a pong packet with the string probe in the payload". */
  @Test
  void answersTheProbe() throws Exception {
    probed();
    assertEquals(TransportKind.POLLING, server.takeSocket().transport());
  }

  /** Upgrade: "send a noop packet to any pending GET request". */
  @Test
  void endsThePendingPollWithANoop() throws Exception {
    CompletableFuture<HttpResponse<String>> poll = client.send("GET", polling, null);
    probed();
    assertEquals("6", RawClient.await(poll).body());
  }

  /** The same for a poll that arrives before the client has confirmed. */
  @Test
  void endsALatePollWithANoop() throws Exception {
    probed();
    assertEquals("6", client.get(polling).body());
  }

  /** Upgrade: "the client MUST send a upgrade packet to complete the upgrade". */
  @Test
  void goesOverToTheWebSocket() throws Exception {
    RawWebSocket raw = probed();
    raw.send("5");
    raw.send("4hello");
    FakeEngineSocket socket = server.takeSocket();
    assertEquals(new Frame.Text("hello"), socket.takeMessage());
    assertEquals(TransportKind.WEBSOCKET, socket.transport());
    socket.send("hello");
    assertEquals("4hello", raw.take());
    server.assertExhausted();
  }

  /** Upgrade: "to ensure that no packet gets lost". */
  @Test
  void carriesWhatWasQueuedOverToTheWebSocket() throws Exception {
    RawWebSocket raw = probed();
    FakeEngineSocket socket = server.takeSocket();
    socket.send("one");
    socket.send(new byte[] {2});
    raw.send("5");
    assertEquals("4one", raw.take());
    assertEquals(2, raw.takeBinary()[0]);
  }

  @Test
  void readsPostsUntilTheUpgradeIsComplete() throws Exception {
    RawWebSocket raw = probed();
    assertEquals("ok", client.post(polling, "4by post").body());
    raw.send("5").send("4by websocket");
    FakeEngineSocket socket = server.takeSocket();
    assertEquals(new Frame.Text("by post"), socket.takeMessage());
    assertEquals(new Frame.Text("by websocket"), socket.takeMessage());
  }

  /** After the upgrade, the session no longer accepts polling. */
  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void refusesPollingAfterTheUpgrade(String method) throws Exception {
    RawWebSocket raw = probed();
    raw.send("5").send("4done");
    FakeEngineSocket socket = server.takeSocket();
    socket.takeMessage();
    HttpResponse<String> refused = client.exchange(method, polling, "4late");
    assertEquals(400, refused.statusCode());
    assertEquals("{\"code\":3,\"message\":\"Bad request\"}", refused.body());
    raw.send("4still here");
    assertEquals(new Frame.Text("still here"), socket.takeMessage());
  }

  /** WebSocket: not "more than one WebSocket connection per session. […] MUST close". */
  @Test
  void closesASecondWebSocketAfterTheUpgrade() throws Exception {
    RawWebSocket raw = probed();
    raw.send("5").send("4done");
    FakeEngineSocket socket = server.takeSocket();
    socket.takeMessage();
    assertEquals(1000, client.webSocket(webSocket).takeClose());
    raw.send("4still here");
    assertEquals(new Frame.Text("still here"), socket.takeMessage());
  }

  /** The same while the first one is probing. */
  @Test
  void closesASecondWebSocketWhileProbing() throws Exception {
    RawWebSocket raw = probed();
    assertEquals(1000, client.webSocket(webSocket).takeClose());
    raw.send("5").send("4hello");
    assertEquals(new Frame.Text("hello"), server.takeSocket().takeMessage());
  }

  /** WebSocket: the same for a session that began on WebSocket. */
  @Test
  void closesASecondWebSocketOfAWebSocketSession() throws Exception {
    RawWebSocket raw = client.webSocket("EIO=4&transport=websocket");
    String sid = RawClient.sid(raw.take());
    assertEquals(1000, client.webSocket("EIO=4&transport=websocket&sid=" + sid).takeClose());
  }

  /** Upgrade: first the probe, then the upgrade packet, nothing else. */
  @ParameterizedTest
  @ValueSource(strings = {"5", "4hello", "2", "3probe", "2Probe", "", "garbage"})
  void closesAWebSocketThatDoesNotProbe(String packet) throws Exception {
    RawWebSocket raw = client.webSocket(webSocket);
    raw.send(packet);
    assertEquals(1000, raw.takeClose());
    FakeEngineSocket socket = server.takeSocket();
    assertTrue(socket.connected());
    socket.send("still here");
    assertEquals("4still here", client.get(polling).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"4hello", "2probe", "3", "1"})
  void closesAWebSocketThatDoesNotUpgradeAfterTheProbe(String packet) throws Exception {
    RawWebSocket raw = probed();
    raw.send(packet);
    assertEquals(1000, raw.takeClose());
    server.takeSocket().send("still here");
    assertEquals("4still here", client.get(polling).body());
  }

  @Test
  void closesAWebSocketThatTakesTooLong() throws Exception {
    assertEquals(1000, probed().takeClose());
    FakeEngineSocket socket = server.takeSocket();
    assertTrue(socket.connected());
    RawWebSocket again = probed();
    again.send("5").send("4second try");
    assertEquals(new Frame.Text("second try"), socket.takeMessage());
  }

  @Test
  void closesTheWebSocketWhenTheSessionEndsMeanwhile() throws Exception {
    RawWebSocket raw = probed();
    server.takeSocket().close();
    assertEquals(1000, raw.takeClose());
    assertEquals("1", client.get(polling).body());
  }
}

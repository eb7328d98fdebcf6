package socketio.it.realservers;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.TransportKind.POLLING;
import static socketio.TransportKind.WEBSOCKET;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.Reconnection;
import socketio.it.support.Await;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;

/** The options of the Engine.IO connection, with Node's server. */
@RealServer
@Timeout(60)
class EngineOptionsOnNodeTest {
  private final NodeServer server;
  private final Client client =
      Client.builder().reconnection(Reconnection.defaults().delay(ofMillis(10))).build();
  private final LinkedBlockingQueue<String> connects = new LinkedBlockingQueue<>();
  private final CompletableFuture<Throwable> upgrade = new CompletableFuture<>();

  EngineOptionsOnNodeTest(NodeServer server) {
    this.server = server;
    client.onConnect(() -> connects.add("connected"));
    client.onUpgrade((transport, cause) -> upgrade.complete(cause));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void awaitConnect() throws InterruptedException {
    assertEquals("connected", connects.poll(30, TimeUnit.SECONDS));
  }

  /** The handshake as the server saw it. */
  record Who(
      String id,
      String namespace,
      Map<String, Object> auth,
      Map<String, Object> headers,
      Map<String, Object> query) {}

  private Who who() throws InterruptedException {
    return Objects.requireNonNull(client.call("who").get(0, Who.class));
  }

  @Test
  void comesBackByWebSocketAfterAnUpgrade() throws InterruptedException {
    client.connect(ConnectOptions.to(server.url()).rememberUpgrade(true));
    awaitConnect();
    assertNull(Await.result(upgrade));
    assertEquals("polling", who().query().get("transport"));
    client.emit("drop");
    awaitConnect();

    assertEquals("websocket", who().query().get("transport"));
    assertEquals(WEBSOCKET, client.transport());
  }

  @Test
  void webSocketFirstFallsBackWhereTheServerHasPollingOnly() throws InterruptedException {
    try (NodeServer polling =
        NodeServer.start(NodeServer.CURRENT, "{\"transports\": [\"polling\"]}", NodeServer.JSON)) {
      client.connect(
          ConnectOptions.to(polling.url()).transports(WEBSOCKET, POLLING).tryAllTransports(true));

      assertEquals(POLLING, client.transport());
      assertEquals("polling", who().query().get("transport"));
      String cause = String.valueOf(Await.result(upgrade).getMessage());
      assertTrue(cause.contains("over websocket"), cause);
    }
  }

  @Test
  void aSubprotocolIsAHeaderOfTheWebSocket() throws InterruptedException {
    client.connect(
        ConnectOptions.to(server.url())
            .transports(WEBSOCKET)
            .header(WEBSOCKET, "Sec-WebSocket-Protocol", "chat"));

    assertEquals("chat", who().headers().get("sec-websocket-protocol"));
  }
}

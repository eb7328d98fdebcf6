package socketio.it.client;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.TransportKind.POLLING;
import static socketio.TransportKind.WEBSOCKET;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.FakeTransport;
import socketio.testkit.Fault;
import socketio.testkit.ManualLoop;
import socketio.testkit.Phase;
import socketio.testkit.When;

/** The options of the Engine.IO connection, through the public API. */
@Timeout(60)
class EngineOptionsTest {
  @RegisterExtension final FakeServer server = FakeServer.create();

  private final Client client =
      Client.builder().reconnection(Reconnection.defaults().delay(ofMillis(10))).build();

  /** The outcome of the first upgrade: its failure, or null. */
  private final CompletableFuture<Throwable> upgrade = new CompletableFuture<>();

  private TransportKind upgradedTo = TransportKind.of("none");

  EngineOptionsTest() {
    client.onUpgrade(
        (transport, cause) -> {
          upgradedTo = transport;
          upgrade.complete(cause);
        });
  }

  @AfterEach
  void close() {
    client.close();
  }

  private ConnectOptions webSocketFirst() {
    return ConnectOptions.to(server.url()).transports(WEBSOCKET, POLLING).tryAllTransports(true);
  }

  // ---- tryAllTransports

  @Test
  void webSocketFirstFallsBackToPollingWhereAProxyRefusesIt() throws Exception {
    server.onCall("sum", (socket, args) -> 3);
    server.inject(new Fault.RefuseUpgrade(403), When.always());
    client.connect(webSocketFirst());

    assertEquals(POLLING, client.transport());
    assertEquals(3L, client.call("sum", 1, 2).get(0));
    ConnectionException cause =
        assertInstanceOf(ConnectionException.class, upgrade.get(10, SECONDS));
    assertEquals(403, cause.httpStatus());
    assertEquals(WEBSOCKET, upgradedTo);
    assertEquals(1, server.connectionCount());
    server.clearFaults();
  }

  @Tag("pain-16-upgrades")
  @Test
  void webSocketFirstFallsBackToPollingWhereItIsNeverAnswered() {
    var loop = new ManualLoop();
    FakeServer silent = FakeServer.builder().loop(loop).start();
    try (AsyncClient asyncClient = on(loop, silent)) {
      silent.inject(new Fault.HangUpgrade(), When.always());
      CompletableFuture<Void> connected =
          asyncClient.connect(
              ConnectOptions.to(silent.url())
                  .transports(WEBSOCKET, POLLING)
                  .tryAllTransports(true)
                  .timeout(ofSeconds(8)));
      loop.advance(ofMillis(3999));
      assertFalse(connected.isDone());
      loop.advance(ofMillis(500));

      assertTrue(connected.isDone());
      assertEquals(POLLING, asyncClient.transport());
      loop.advance(ofHours(1));
      assertTrue(asyncClient.connected());
      assertEquals(1, silent.connectionCount());
    }
  }

  @Test
  void webSocketFirstIsConnectedByPollingWhenAStalledServerGoesOn() {
    var loop = new ManualLoop();
    FakeServer stalled = FakeServer.builder().loop(loop).start();
    try (AsyncClient asyncClient = on(loop, stalled)) {
      stalled.inject(new Fault.Stall(ofSeconds(5)), When.at(Phase.OPENING));
      CompletableFuture<Void> connected =
          asyncClient.connect(
              ConnectOptions.to(stalled.url())
                  .transports(WEBSOCKET, POLLING)
                  .tryAllTransports(true)
                  .timeout(ofSeconds(8)));
      loop.advance(ofSeconds(7));

      assertTrue(connected.isDone() && !connected.isCompletedExceptionally());
      assertEquals(POLLING, asyncClient.transport());
      loop.advance(ofHours(1));
      assertEquals(1, stalled.connectionCount(), "what was given up has left no session");
    }
  }

  @Test
  void theErrorTellsOfEveryTransportThatWasNeverAnswered() {
    var loop = new ManualLoop();
    FakeServer stalled = FakeServer.builder().loop(loop).start();
    try (AsyncClient asyncClient = on(loop, stalled)) {
      stalled.inject(new Fault.Stall(), When.at(Phase.OPENING));
      CompletableFuture<Void> connected =
          asyncClient.connect(
              ConnectOptions.to(stalled.url())
                  .transports(WEBSOCKET, POLLING)
                  .tryAllTransports(true)
                  .timeout(ofSeconds(8)));
      loop.advance(ofSeconds(8));

      var error = assertThrows(CompletionException.class, connected::join);
      String message = String.valueOf(error.getMessage());
      assertTrue(message.contains("over websocket within 4000 ms"), message);
      assertTrue(message.contains("over polling within 4000 ms"), message);
    }
  }

  private static AsyncClient on(ManualLoop loop, FakeServer fake) {
    return Client.builder()
        .transport(FakeTransport.to(fake))
        .loop(loop)
        .handlerExecutor(loop.handlerExecutor())
        .buildAsync();
  }

  @Test
  void theErrorTellsOfEveryTransport() {
    server.inject(new Fault.Http(503), When.always());
    ConnectionException error =
        assertThrows(ConnectionException.class, () -> client.connect(webSocketFirst()));
    server.clearFaults();

    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains("HTTP 503 over websocket"), message);
    assertTrue(message.contains("HTTP 503 over polling"), message);
    assertEquals(503, error.httpStatus());
    assertEquals(1, error.getSuppressed().length);
  }

  // ---- rememberUpgrade

  private FakeSocket upgraded() throws Exception {
    client.connect(ConnectOptions.to(server.url()).rememberUpgrade(true));
    assertEquals(null, upgrade.get(10, SECONDS));
    FakeSocket socket = server.takeSocket();
    assertEquals("polling", socket.query().get("transport"));
    return socket;
  }

  @Test
  void comesBackByWebSocketAfterAnUpgrade() throws Exception {
    upgraded().dropConnection();
    assertEquals("websocket", server.takeSocket().query().get("transport"));
    server.dropConnections();

    assertEquals("websocket", server.takeSocket().query().get("transport"));
  }

  @Test
  void comesBackByPollingWhereWebSocketDoesNotOpenAnyMore() throws Exception {
    FakeSocket socket = upgraded();
    server.inject(new Fault.RefuseUpgrade(403)); // this ends an attempt over polling for good
    socket.dropConnection();

    assertEquals("polling", server.takeSocket().query().get("transport"));
  }

  // ---- hooks

  @Tag("pain-16-upgrades")
  @Test
  void anUpgradeThatHangsIsToldWithItsCauseAndPollingGoesOn() {
    var loop = new ManualLoop();
    FakeServer silent = FakeServer.builder().loop(loop).upgradeTimeout(ofHours(1)).start();
    try (AsyncClient asyncClient = on(loop, silent)) {
      asyncClient.onUpgrade((transport, cause) -> upgrade.complete(cause));
      silent.inject(new Fault.NoPong());
      CompletableFuture<Void> connected = asyncClient.connect(silent.url());
      loop.advance(ofSeconds(19));
      assertTrue(connected.isDone());
      assertFalse(upgrade.isDone());
      loop.advance(ofSeconds(2));

      String message = String.valueOf(upgrade.join().getMessage());
      assertTrue(message.contains("no answer to the probe in time"), message);
      assertEquals(POLLING, asyncClient.transport());
      assertTrue(asyncClient.connected());
    }
  }

  @Test
  void pingsOfTheServerAreHeard() throws Exception {
    var pings = new CountDownLatch(3);
    client.onPing(pings::countDown);
    try (FakeServer lively = FakeServer.builder().pingInterval(ofMillis(50)).start()) {
      client.connect(ConnectOptions.to(lively.url()).transports(WEBSOCKET));

      assertTrue(pings.await(10, SECONDS));
      assertTrue(client.connected());
    }
  }

  @Test
  void checkNowEndsTheBackOff() throws Exception {
    var waiting = new CountDownLatch(1);
    try (Client patient =
        Client.builder()
            .reconnection(Reconnection.defaults().delay(ofHours(1)).maxDelay(ofHours(1)))
            .build()) {
      patient.onStateChange(
          (from, to, cause) -> {
            if (to == ClientState.WAITING) {
              waiting.countDown();
            }
          });
      patient.connect(server.url());
      server.takeSocket().dropConnection();
      assertTrue(waiting.await(10, SECONDS));
      patient.checkNow();

      assertTrue(server.takeSocket().connected());
    }
  }

  // ---- requests

  @Test
  void headersAndQueryOfOneTransport() throws Exception {
    ConnectOptions options =
        ConnectOptions.to(server.url())
            .header("X-By", "any")
            .header(WEBSOCKET, "X-By", "websocket")
            .query(POLLING, "by", "polling");
    for (TransportKind kind : List.of(POLLING, WEBSOCKET)) {
      client.connect(options.transports(kind));
      FakeSocket socket = server.takeSocket();
      boolean polling = kind.equals(POLLING);
      assertEquals(
          List.of(polling ? "any" : "websocket"), socket.handshake().headers().get("X-By"));
      assertEquals(polling ? "polling" : null, socket.query().get("by"));
      client.disconnect();
    }
  }

  @Test
  void theTimestampParameterOfPolling() throws Exception {
    client.connect(ConnectOptions.to(server.url()).transports(POLLING).timestampParameter("stamp"));
    FakeSocket stamped = server.takeSocket();
    assertTrue(stamped.query().containsKey("stamp"));
    assertFalse(stamped.query().containsKey("t"));
    client.disconnect();
    client.connect(ConnectOptions.to(server.url()).transports(POLLING).timestampParameter(null));

    assertEquals(List.of("EIO", "transport"), List.copyOf(server.takeSocket().query().keySet()));
  }
}

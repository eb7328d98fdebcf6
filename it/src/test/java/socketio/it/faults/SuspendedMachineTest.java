package socketio.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.OfflinePolicy;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.FakeTransport;
import socketio.testkit.ManualLoop;

/** A machine sleeps for long, and its monotonic clock with it, as that of Linux does. */
@Timeout(60)
class SuspendedMachineTest {
  private final ManualLoop time = new ManualLoop();
  private final FakeServer server = FakeServer.builder().loop(time).start();
  private final ClientLoop loop = new ClientLoop(time);
  private final AsyncClient client =
      Client.builder()
          .transport(FakeTransport.to(server))
          .loop(loop)
          .handlerExecutor(time.handlerExecutor())
          .reconnection(Reconnection.defaults().jitter(0))
          .offline(OfflinePolicy.buffer(10, 1000, Duration.ofMinutes(1)))
          .buildAsync();

  @AfterEach
  void close() {
    client.close();
    time.runAll();
    server.close();
  }

  @Tag("pain-07-dead-connection")
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void whatIsEmittedFirstIsKeptAndSentByTheNextConnection(String transport) throws Exception {
    var reasons = new CompletableFuture<DisconnectReason>();
    client.onDisconnect(reasons::complete);
    var unused =
        client.connect(ConnectOptions.to(server.url()).transports(TransportKind.of(transport)));
    time.runAll();
    FakeSocket first = server.takeSocket();
    CompletableFuture<Void> before = client.emit("before");
    time.runAll();
    first.takeEvent("before");
    assertTrue(before.isDone());

    loop.suspend(Duration.ofHours(8));
    CompletableFuture<Void> after = client.emit("after");
    client.blocking().emit("after, too");
    time.runAll();
    assertEquals(ClientState.WAITING, client.state());
    assertEquals(DisconnectReason.PING_TIMEOUT, reasons.getNow(null));
    assertFalse(after.isDone());

    time.advance(Duration.ofSeconds(1));
    FakeSocket second = server.takeSocket();
    second.takeEvent("after");
    second.takeEvent("after, too");
    assertTrue(after.isDone());
    server.assertExhausted();
  }
}

package socketio.it.network;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.TransportKind;
import socketio.it.support.Await;
import socketio.it.support.DisconnectRecorder;
import socketio.it.support.InOrder;
import socketio.testkit.FakeServer;
import socketio.testkit.Fault;
import socketio.testkit.When;

/**
 * Networks that let no WebSocket through, with events in both directions: there is one session,
 * over long-polling, and nothing is lost, duplicated or reordered.
 */
@ParameterizedClass
@MethodSource("socketio.it.support.Setup#libraries")
@Timeout(60)
class BlockedWebSocketTest {
  private static final int EVENTS = 500;

  /** Refused by a proxy, never answered, and opened to silence. */
  static final List<Fault> BLOCKS =
      List.of(new Fault.RefuseUpgrade(403), new Fault.HangUpgrade(), new Fault.NoPong());

  private final String library;
  private final FakeServer server = FakeServer.builder().recording(false).start();

  BlockedWebSocketTest(String library) {
    this.library = library;
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Tag("pain-16-upgrades")
  @ParameterizedTest
  @FieldSource("BLOCKS")
  void leavesTheSessionUsableByPolling(Fault block) throws Exception {
    var up = new InOrder(EVENTS);
    var down = new InOrder(EVENTS);
    var refusal = new CompletableFuture<Throwable>();
    server.inject(block, When.always());
    server.on(
        "up",
        (socket, args) -> {
          up.take(args.get(0));
          socket.emit("down", args.get(0));
        });
    try (Client client = Client.builder().transport(library).reconnection(false).build()) {
      client.on("down", args -> down.take(args.get(0)));
      client.onUpgrade((transport, cause) -> refusal.complete(cause));
      DisconnectRecorder disconnects = DisconnectRecorder.of(client);
      client.connect(
          ConnectOptions.to(server.url())
              .transports(TransportKind.POLLING, TransportKind.WEBSOCKET));

      for (int i = 0; i < EVENTS; i++) {
        client.emit("up", i);
      }

      up.await();
      down.await();
      if (block instanceof Fault.RefuseUpgrade refused) {
        ConnectionException cause =
            assertInstanceOf(ConnectionException.class, requireNonNull(Await.result(refusal)));
        assertEquals(refused.status(), cause.httpStatus());
      }
      assertEquals(TransportKind.POLLING, client.transport());
      assertEquals(1, server.connectionCount());
      assertTrue(client.connected());
      disconnects.assertNoMore();
    }
    server.clearFaults();
  }
}

package socketio.it.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.AsyncClient;
import socketio.Client;
import socketio.TransportKind;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.FakeTransport;
import socketio.testkit.Fault;
import socketio.testkit.ManualLoop;

/** Client, engine, parser and server on the test's own thread, with a clock that the test moves. */
class FakeTimeTest {
  private final ManualLoop loop = new ManualLoop();
  private final FakeServer server = FakeServer.builder().loop(loop).start();
  private final Client client =
      Client.builder()
          .transport(FakeTransport.to(server))
          .loop(loop)
          .handlerExecutor(loop.handlerExecutor())
          .build();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Tag("pain-28-testing")
  @Test
  void connectsUpgradesAndTalksWithoutTimePassing() throws Exception {
    var received = new ArrayList<Object>();
    client.on("news", args -> received.add(args.get(0)));
    client.onCall("name", args -> "client");
    server.onCall("sum", (socket, args) -> args.size());
    client.connect(server.url());
    FakeSocket socket = server.takeSocket();
    assertEquals(TransportKind.WEBSOCKET, client.transport());
    socket.emit("news", 1);
    assertEquals(List.of(1L), received);
    assertEquals(2L, client.call("sum", 2, 3).get(0));
    assertEquals("client", socket.call("name").get(0));
    client.emit("hello", "world");
    assertEquals(List.of("world"), socket.takeEvent("hello").args().toList());
    assertEquals(Duration.ZERO, loop.elapsed());
    server.assertExhausted();
  }

  @Test
  void stayConnectedForADay() throws Exception {
    client.connect(server.url());
    FakeSocket socket = server.takeSocket();
    loop.advance(Duration.ofDays(1));
    assertTrue(client.connected());
    assertTrue(socket.connected());
  }

  @Test
  void noticesASilentServerAndComesBack() throws Exception {
    client.connect(server.url());
    FakeSocket first = server.takeSocket();
    server.inject(new Fault.Stall(Duration.ofMinutes(10)));
    loop.advance(Duration.ofSeconds(44));
    assertTrue(client.connected());
    loop.advance(Duration.ofSeconds(2));
    assertFalse(client.connected());
    loop.advance(Duration.ofMinutes(12));
    assertTrue(client.connected());
    assertFalse(first.connected());
  }

  @Test
  void failsACallWhenItsTimeIsOver() throws Exception {
    client.connect(server.url());
    AsyncClient async = client.async();
    CompletableFuture<Args> call = async.call(Duration.ofSeconds(30), "nobody answers");
    loop.advance(Duration.ofSeconds(29));
    assertFalse(call.isDone());
    loop.advance(Duration.ofSeconds(1));
    assertTrue(call.isCompletedExceptionally());
  }
}

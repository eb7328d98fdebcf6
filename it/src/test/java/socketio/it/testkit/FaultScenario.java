package socketio.it.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.FakeTransport;
import socketio.testkit.ManualLoop;
import socketio.testkit.Phase;

/** A client and a server that talk all the time, and what each saw of it; on fake time. */
final class FaultScenario implements AutoCloseable {
  private final ManualLoop loop = new ManualLoop();
  private final FakeServer server = FakeServer.builder().loop(loop).start();
  private final Client client =
      Client.builder()
          .transport(FakeTransport.to(server))
          .loop(loop)
          .handlerExecutor(loop.handlerExecutor())
          .reconnection(Reconnection.defaults().delay(Duration.ofSeconds(1)).jitter(0))
          .maxMessageSize(1 << 20)
          .build();
  private final AsyncClient async = client.async();
  private final TransportKind[] transports;
  private final List<DisconnectReason> disconnects = new ArrayList<>();
  private final Map<String, List<Object>> sentDown = new LinkedHashMap<>();
  private final Map<String, List<Object>> receivedDown = new LinkedHashMap<>();
  private final List<Object> receivedUp = new ArrayList<>();
  private final List<Object> handled = new ArrayList<>();
  private final Map<Long, CompletableFuture<Args>> calls = new LinkedHashMap<>();
  private int attempts;
  private long next;

  FaultScenario(Phase phase) {
    transports =
        phase == Phase.POLLING
            ? new TransportKind[] {TransportKind.POLLING}
            : new TransportKind[] {TransportKind.POLLING, TransportKind.WEBSOCKET};
    client.onDisconnect(disconnects::add);
    client.onStateChange(
        (before, after, cause) -> {
          if (after == ClientState.CONNECTING) {
            attempts++;
          }
        });
    client.on(
        "down",
        args ->
            receivedDown
                .computeIfAbsent(args.get(0, String.class), id -> new ArrayList<>())
                .add(args.get(1)));
    server.on("up", (socket, args) -> receivedUp.add(args.get(0)));
    server.onCall(
        "call",
        (socket, args) -> {
          handled.add(args.get(0));
          return args;
        });
  }

  FakeServer server() {
    return server;
  }

  List<DisconnectReason> disconnects() {
    return disconnects;
  }

  int attempts() {
    return attempts;
  }

  boolean connected() {
    return client.connected();
  }

  @Nullable Duration untilNextTimer() {
    return loop.untilNextTimer();
  }

  void connect() {
    CompletableFuture<Void> unused =
        async.connect(ConnectOptions.to("http://fake-server").transports(transports).retry(true));
    loop.runAll();
  }

  /** Both sides talk, every second. */
  void live(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      talk();
      pass(Duration.ofSeconds(1));
    }
  }

  void pass(Duration time) {
    loop.advance(time);
  }

  private void talk() {
    long number = next++;
    for (FakeSocket socket : server.namespace("/").sockets()) {
      sentDown.computeIfAbsent(socket.id(), id -> new ArrayList<>()).add(number);
      socket.emit("down", socket.id(), number, new byte[] {1}, new byte[] {2});
    }
    if (client.connected()) {
      CompletableFuture<Void> unused = async.emit("up", number);
      calls.put(number, async.call(Duration.ofSeconds(20), "call", number, new byte[3]));
    }
  }

  void disconnect() {
    CompletableFuture<Void> unused = async.disconnect();
    loop.runAll();
  }

  boolean callsHaveEnded() {
    return calls.values().stream().allMatch(CompletableFuture::isDone);
  }

  /** Nothing is lost within a connection, nothing is doubled, and the client is back. */
  void assertAllIsWell() throws Exception {
    assertTrue(client.connected(), () -> "not back: " + client.state());
    pass(Duration.ofMinutes(1));
    receivedDown.forEach(
        (id, received) -> {
          List<Object> sent = sentDown.getOrDefault(id, List.of());
          assertTrue(
              received.size() <= sent.size() && sent.subList(0, received.size()).equals(received),
              () -> "sent " + sent + " but received " + received);
        });
    String now = client.sid();
    assertEquals(sentDown.get(now), receivedDown.get(now), "all of the last connection");
    assertStrictlyIncreasing(receivedUp);
    assertStrictlyIncreasing(handled);
    for (Map.Entry<Long, CompletableFuture<Args>> call : calls.entrySet()) {
      assertTrue(call.getValue().isDone(), () -> "call " + call.getKey() + " never ends");
      try {
        assertEquals(call.getKey(), call.getValue().get().get(0));
        assertTrue(handled.contains(call.getKey()));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof AckTimeoutException)) {
          assertInstanceOf(DisconnectedException.class, e.getCause());
        }
      }
    }
    endAll();
    assertNull(loop.untilNextTimer(), "something still waits");
  }

  private static void assertStrictlyIncreasing(List<Object> numbers) {
    for (int i = 1; i < numbers.size(); i++) {
      assertTrue((long) numbers.get(i - 1) < (long) numbers.get(i), numbers::toString);
    }
  }

  /** Ends client and server; whatever waits for something then is a leak. */
  void endAll() {
    client.close();
    pass(Duration.ofMinutes(2));
    server.close();
    pass(Duration.ofMinutes(2));
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}

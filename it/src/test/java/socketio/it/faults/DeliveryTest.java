package socketio.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Args;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.DisconnectedException;
import socketio.NotConnectedException;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeTransport;
import socketio.testkit.ManualLoop;

/** Which events arrive, how often and in which order, through many reconnections. On fake time. */
@Timeout(120)
class DeliveryTest {
  private static final Duration DELAY = Duration.ofSeconds(1);

  /** By then a connection has joined: the engine delays its polls for a while. */
  private static final Duration JOIN = Duration.ofMillis(200);

  /** When a connection gets its WebSocket. */
  private static final Duration UPGRADE = Duration.ofMillis(500);

  private static final int BURST = 100;

  private final ManualLoop loop = new ManualLoop();
  private final FakeServer server = FakeServer.builder().loop(loop).recording(false).start();
  private final List<Throwable> errors = new ArrayList<>();
  private final AsyncClient client =
      Client.builder()
          .transport(new LateWebSockets(FakeTransport.to(server), loop, UPGRADE))
          .loop(loop)
          .handlerExecutor(loop.handlerExecutor())
          .reconnection(Reconnection.defaults().delay(DELAY).jitter(0))
          .onError(errors::add)
          .buildAsync();

  @AfterEach
  void close() {
    client.close();
    server.close();
    loop.runAll();
  }

  private void connect() {
    var unused = client.connect(ConnectOptions.to(server.url()));
    loop.advance(JOIN);
    assertTrue(client.connected());
  }

  private void cut() {
    server.dropConnections();
    loop.advance(DELAY.plus(JOIN));
    assertTrue(client.connected());
  }

  /** Nothing that a reconnection does registers a handler again, or forgets one. */
  @Tag("pain-15-duplicate-handlers")
  @Test
  void aHundredReconnectsDeliverEachEventOncePerSubscription() {
    int reconnects = 100;
    var log = new ArrayList<String>();
    client.onConnect(() -> log.add("connect"));
    client.onDisconnect(reason -> log.add("disconnect"));
    client.onAny((event, args) -> log.add("any " + args.get(0)));
    client.on("news", args -> log.add("first " + args.get(0)));
    client.on("news", args -> log.add("second " + args.get(0)));
    client.once("news", args -> log.add("once " + args.get(0)));
    client.onCall("ask", args -> args.get(0));
    connect();
    List<String> expected = new ArrayList<>(List.of("connect"));
    for (int i = 0; i <= reconnects; i++) {
      server.emit("news", i);
      loop.runAll();
      expected.addAll(List.of("any " + i, "first " + i, "second " + i));
      if (i == 0) {
        expected.add("once 0");
      }
      assertEquals(1, server.namespace("/").sockets().size());
      Args answer = server.namespace("/").sockets().get(0).call("ask", i);
      assertEquals(List.of((long) i), answer.toList());
      expected.add("any " + i);
      if (i < reconnects) {
        cut();
        expected.addAll(List.of("disconnect", "connect"));
      }
    }
    assertEquals(expected, log);
    assertEquals(List.of(), errors);
  }

  /**
   * A million numbered calls, which the server echoes as events and acknowledges, in bursts of a
   * hundred, ten milliseconds apart. Each connection begins with polling and is upgraded while it
   * carries traffic; in one burst of every 200 the server cuts it. Proves that, whatever is lost in
   * a cut, what arrives arrives once and in strictly increasing order (calls at the server, events
   * and acknowledgements at the client), that nothing is lost but in a burst that was cut, and that
   * every call ends once.
   */
  @Tag("pain-25-order")
  @Test
  void aMillionNumberedEventsArriveInOrderThroughUpgradesAndFiftyReconnects() {
    int total = 1_000_000;
    int reconnects = 50;
    int period = total / reconnects;
    var up = new Ascending();
    var down = new Ascending();
    var answered = new Ascending();
    var failed = new AtomicInteger();
    var connections = new ArrayList<String>();
    Map<TransportKind, Integer> bursts = new HashMap<>();
    server.onConnect(socket -> connections.add(socket.id()));
    server.onCall(
        "number",
        (socket, args) -> {
          int number = number(args);
          up.add(number);
          if (number % period == period - BURST / 2) {
            socket.dropConnection();
            return null;
          }
          socket.emit("number", number);
          return number;
        });
    client.on("number", args -> down.add(number(args)));
    connect();

    for (int next = 0; next < total; ) {
      if (client.connected()) {
        bursts.merge(Objects.requireNonNull(client.transport()), 1, Integer::sum);
        int first = next;
        // As one task of the loop, so that much is under way at a cut.
        loop.execute(() -> emit(first, answered, failed));
        next += BURST;
      }
      loop.advance(Duration.ofMillis(10));
    }

    loop.advance(DELAY.multipliedBy(2));
    assertEquals(List.of(), errors);
    assertEquals(reconnects + 1, connections.size());
    assertTrue(bursts.getOrDefault(TransportKind.POLLING, 0) > reconnects, bursts::toString);
    assertTrue(bursts.getOrDefault(TransportKind.WEBSOCKET, 0) > reconnects, bursts::toString);
    assertEquals(total, answered.count + failed.get());
    assertTrue(failed.get() >= reconnects, "no call was under way at a cut");
    assertTrue(failed.get() <= reconnects * BURST, () -> failed.get() + " calls failed");
    assertTrue(up.count >= answered.count && up.count <= total);
    assertTrue(down.count >= answered.count && down.count <= up.count);
  }

  private void emit(int first, Ascending answered, AtomicInteger failed) {
    for (int number = first; number < first + BURST; number++) {
      int expected = number;
      CompletableFuture<Args> unused =
          client
              .call("number", number)
              .whenComplete(
                  (answer, error) -> {
                    if (error == null && number(answer) == expected) {
                      answered.add(expected);
                    } else if (error instanceof DisconnectedException
                        || error instanceof NotConnectedException) {
                      failed.incrementAndGet();
                    } else {
                      errors.add(new AssertionError(expected + " got " + answer, error));
                    }
                  });
    }
  }

  private static int number(Args args) {
    return Objects.requireNonNull(args.get(0, Integer.class));
  }

  /** Numbers of which each must be larger than the one before. */
  private final class Ascending {
    private int last = -1;
    private int count;

    void add(int number) {
      if (number <= last && errors.size() < 10) {
        errors.add(new AssertionError(number + " after " + last));
      }
      last = number;
      count++;
    }
  }
}

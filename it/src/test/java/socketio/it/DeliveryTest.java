package socketio.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Args;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.DisconnectedException;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeTransport;
import socketio.testkit.ManualLoop;

/** What arrives, how often and in which order, through many reconnections. On fake time. */
@Timeout(120)
class DeliveryTest {
  private static final Duration DELAY = Duration.ofSeconds(1);

  private final ManualLoop loop = new ManualLoop();
  private final FakeServer server = FakeServer.builder().loop(loop).recording(false).start();
  private final List<Throwable> errors = new ArrayList<>();
  private final AsyncClient client =
      Client.builder()
          .transport(FakeTransport.to(server))
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
    loop.runAll();
    assertTrue(client.connected());
  }

  private void cut() {
    server.dropConnections();
    loop.advance(DELAY);
    assertTrue(client.connected());
  }

  /** Nothing that a reconnection does registers a handler again, or forgets one. */
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
   * A million numbered calls, which the server echoes as events and acknowledges, in bursts; one
   * burst in every 20,000 calls is cut in its middle, and the first burst of each connection goes
   * out before its upgrade to WebSocket. Proves that, whatever is lost in a cut, what arrives
   * arrives once and in strictly increasing order (calls at the server, events and acknowledgements
   * at the client), that nothing is lost but in a burst that was cut, and that every call ends
   * once.
   */
  @Test
  void aMillionNumberedEventsArriveInOrderThroughUpgradesAndFiftyReconnects() {
    int total = 1_000_000;
    int burst = 100;
    int reconnects = 50;
    int period = total / reconnects;
    var up = new Ascending();
    var down = new Ascending();
    var answers = new Ascending();
    var failed = new Ascending();
    var transports = new ArrayList<TransportKind>();
    int[] next = {0};
    int[] early = {0};
    Runnable emitBurst =
        () -> {
          for (int i = 0; i < burst && next[0] < total; i++) {
            int number = next[0]++;
            CompletableFuture<Args> unused =
                client
                    .call("number", number)
                    .whenComplete(
                        (answer, error) -> {
                          if (error == null) {
                            assertEquals(number, number(answer));
                            answers.add(number);
                          } else {
                            assertTrue(error instanceof DisconnectedException, error::toString);
                            failed.add(number);
                          }
                        });
          }
        };
    server.onCall(
        "number",
        (socket, args) -> {
          int number = number(args);
          up.add(number);
          if (number % period == period - burst / 2) {
            socket.dropConnection();
            return null;
          }
          socket.emit("number", number);
          return number;
        });
    client.on("number", args -> down.add(number(args)));
    client.onConnect(
        () -> {
          transports.add(Objects.requireNonNull(client.transport()));
          early[0] += next[0] < total ? 1 : 0;
          loop.execute(emitBurst);
        });
    connect();
    while (next[0] < total) {
      if (client.connected()) {
        loop.execute(emitBurst); // as one task of the loop, so that much is under way at a cut
      } else {
        loop.advance(DELAY);
      }
      loop.runAll();
    }

    loop.advance(DELAY);
    loop.runAll();
    assertEquals(List.of(), errors);
    assertEquals(reconnects + 1, transports.size());
    assertEquals(List.of(TransportKind.POLLING), transports.stream().distinct().toList());
    assertEquals(TransportKind.WEBSOCKET, client.transport());
    assertEquals(total, answers.count + failed.count);
    assertTrue(failed.count >= reconnects, "no call was under way at a cut");
    assertTrue(failed.count <= reconnects * burst, () -> failed.count + " calls failed");
    assertTrue(up.count >= answers.count && down.count >= answers.count);
  }

  private static int number(Args args) {
    return Objects.requireNonNull(args.get(0, Integer.class));
  }

  /** Numbers of which each is larger than the one before. */
  private static final class Ascending {
    private int last = -1;
    private int count;

    void add(int number) {
      if (number <= last) {
        throw new AssertionError(number + " after " + last);
      }
      last = number;
      count++;
    }
  }
}

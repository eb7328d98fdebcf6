package socketio.it.load;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.DisconnectedException;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.it.support.Await;
import socketio.testkit.FakeServer;

/** Very many calls without an answer when the connection is cut. */
@Timeout(60)
class PendingCallsTest {
  private static final int CALLS = 10_000;

  private final FakeServer server = FakeServer.builder().recording(false).start();
  private final AsyncClient client =
      Client.builder()
          .reconnection(Reconnection.defaults().delay(Duration.ofMillis(1)))
          .buildAsync();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  static Stream<TransportKind> transports() {
    return Stream.of(TransportKind.POLLING, TransportKind.WEBSOCKET);
  }

  /**
   * Each of 10,000 calls completes once, and none is retained: late answers of the server reach
   * nobody, and as many calls after the reconnection get their own answers.
   */
  @Tag("pain-14-acknowledgements")
  @ParameterizedTest
  @MethodSource("transports")
  void failAtOnceAndOnceEach(TransportKind transport) throws Exception {
    var unanswered = new ConcurrentLinkedQueue<CompletableFuture<Object>>();
    var arrived = new CountDownLatch(CALLS);
    server.onCall(
        "never",
        (socket, args) -> {
          var answer = new CompletableFuture<Object>();
          unanswered.add(answer);
          arrived.countDown();
          CompletionStage<Object> later = answer;
          return later;
        });
    server.onCall("echo", (socket, args) -> args);
    var back = new CountDownLatch(2);
    client.onConnect(back::countDown);
    Await.result(client.connect(ConnectOptions.to(server.url()).transports(transport)));
    Map<Integer, AtomicInteger> completions = new ConcurrentHashMap<>();
    var outcomes = new ConcurrentHashMap<Class<?>, Integer>();
    var completed = new CountDownLatch(CALLS);
    IntStream.range(0, CALLS)
        .forEach(
            i -> {
              var unused =
                  client
                      .call(Duration.ofMinutes(10), "never", i)
                      .whenComplete(
                          (answer, error) -> {
                            completions
                                .computeIfAbsent(i, call -> new AtomicInteger())
                                .incrementAndGet();
                            outcomes.merge(
                                error == null ? Args.class : error.getClass(), 1, Integer::sum);
                            completed.countDown();
                          });
            });
    assertTrue(arrived.await(30, SECONDS), () -> arrived.getCount() + " calls did not arrive");

    server.dropConnections();

    assertTrue(completed.await(30, SECONDS), () -> completed.getCount() + " calls are pending");
    assertTrue(back.await(30, SECONDS));
    unanswered.forEach(answer -> answer.complete("late"));
    List<CompletableFuture<Args>> again = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      again.add(client.call("echo", i));
    }
    for (int i = 0; i < CALLS; i++) {
      assertEquals(List.of((long) i), Await.result(again.get(i)).toList());
    }
    assertEquals(Map.of(DisconnectedException.class, CALLS), outcomes);
    assertTrue(completions.values().stream().allMatch(count -> count.get() == 1));
  }
}

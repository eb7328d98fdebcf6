package socketio.it.load;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ConnectOptions;
import socketio.TransportKind;
import socketio.it.support.Await;
import socketio.it.support.Heap;
import socketio.jetty.JettyTransport;
import socketio.okhttp.OkHttpTransport;
import socketio.spi.Transport;
import socketio.testkit.FakeServer;

/** Very many clients in one JVM. */
@Timeout(180)
class ManyConnectionsTest {
  private static final int ON_JETTY = 5000;
  private static final int ON_OKHTTP = 200;

  /** Each needs a thread and more before Java 21: thousands only on request. */
  private static final int OF_THEIR_OWN = Integer.getInteger("many.clients", 100);

  /** Includes the memory of the server. */
  private static final long BYTES_OF_A_CLIENT = 64L << 10;

  /** How long connecting all of them may take. */
  private static final long CONNECT_SECONDS = 60;

  /** How many connect at the same time. */
  private static final int RAMP = 50;

  /**
   * Twice the processors but 8 at least for connections, a timer and 4 for name lookups of Jetty's
   * transport; a timer and a few workers of the clients; what the JVM itself may start.
   */
  private static final int FEW_THREADS =
      Math.max(8, 2 * Runtime.getRuntime().availableProcessors()) + 16;

  private final FakeServer server =
      FakeServer.builder()
          .recording(false)
          .pingInterval(Duration.ofSeconds(1))
          .pingTimeout(Duration.ofSeconds(30))
          .start();
  private final Set<Thread> before = threads();
  private final List<AsyncClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(AsyncClient::close);
    server.close();
  }

  /**
   * Not threads of the clients: the server's, JUnit's, what carries virtual threads, and the clock
   * of all futures in this JVM.
   */
  private static final Pattern OTHERS =
      Pattern.compile(
          "(fake-|junit-|ForkJoinPool[-.]|VirtualThread-|Read-Poller|Write-Poller|MasterPoller"
              + "|CompletableFutureDelayScheduler).*");

  /** The live threads but for the others. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !OTHERS.matcher(thread.getName()).matches())
        .collect(toSet());
  }

  /** The threads that have been started since the server was. */
  private Set<Thread> added() {
    Set<Thread> now = threads();
    now.removeAll(before);
    return now;
  }

  private AsyncClient newClient(ClientBuilder builder) {
    AsyncClient client = builder.reconnection(false).buildAsync();
    clients.add(client);
    return client;
  }

  private static ClientBuilder on(Transport shared) {
    return Client.builder().transport(shared);
  }

  private CompletableFuture<Void> connect(AsyncClient client) {
    return client.connect(
        ConnectOptions.to(server.url())
            .transports(TransportKind.WEBSOCKET)
            .timeout(Duration.ofSeconds(30)));
  }

  private void connectAll(ClientBuilder builder, int count) throws InterruptedException {
    long start = System.nanoTime();
    List<CompletableFuture<Void>> opening = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      opening.add(connect(newClient(builder)));
      if (i >= RAMP) {
        Await.result(opening.get(i - RAMP));
      }
    }
    for (CompletableFuture<Void> each : opening) {
      Await.result(each);
    }
    long seconds = NANOSECONDS.toSeconds(System.nanoTime() - start);
    assertTrue(seconds < CONNECT_SECONDS, () -> "connecting took " + seconds + " s");
    assertEquals(count, server.connectionCount());
    assertTrue(clients.stream().allMatch(AsyncClient::connected));
  }

  /** Checks that every client gets an event, and that every client is notified of the heartbeat. */
  private void assertEveryClientIsAlive() throws InterruptedException {
    var events = new CountDownLatch(clients.size());
    var pings = new CountDownLatch(clients.size());
    for (AsyncClient client : clients) {
      client.once("news", args -> events.countDown());
      var once = new CompletableFuture<Void>();
      client.onPing(() -> once.complete(null));
      var unused = once.thenRun(pings::countDown);
    }
    server.emit("news", "for all");
    assertTrue(events.await(30, SECONDS), () -> events.getCount() + " clients got nothing");
    assertTrue(pings.await(30, SECONDS), () -> pings.getCount() + " clients were not pinged");
  }

  private void closeAll() throws InterruptedException {
    List<CompletableFuture<Void>> closing = clients.stream().map(AsyncClient::closeAsync).toList();
    for (CompletableFuture<Void> each : closing) {
      Await.result(each);
    }
    clients.clear();
  }

  /** Closing the clients of a shared transport leaves it open. */
  private void assertStillUsable(Transport shared) throws InterruptedException {
    Await.result(connect(newClient(on(shared))));
    closeAll();
  }

  @Tag("pain-26-connection-limits")
  @Test
  void fiveThousandOnJettyShareAFewThreads() throws Exception {
    var transport = JettyTransport.create();
    var heap = new Heap();
    connectAll(on(transport), ON_JETTY);
    assertEveryClientIsAlive();
    heap.assertGrownByAtMost(ON_JETTY * BYTES_OF_A_CLIENT);

    awaitAtMost(FEW_THREADS);

    closeAll();
    assertStillUsable(transport);
    transport.close();
    awaitEndOf(added());
  }

  @Test
  void manyOnOkHttpShareATransport() throws Exception {
    var transport = OkHttpTransport.create();
    connectAll(on(transport), ON_OKHTTP);
    assertEveryClientIsAlive();

    closeAll();
    assertStillUsable(transport);
    transport.close();
    awaitEndOf(added().stream().filter(thread -> !isSharedByOkHttp(thread)).collect(toSet()));
  }

  /** With nothing chosen but the library, so that nothing is shared. */
  @Tag("pain-26-connection-limits")
  @Test
  void manyOnOkHttpEachHaveATransport() throws Exception {
    connectAll(Client.builder().transport("okhttp"), OF_THEIR_OWN);
    assertEveryClientIsAlive();
    closeAll();
  }

  /** Workers end after five idle seconds, so that a burst of events may be seen for a while. */
  private void awaitAtMost(int count) throws InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(15);
    Set<Thread> threads = added();
    while (threads.size() > count && System.nanoTime() < deadline) {
      threads.iterator().next().join(50);
      threads = added();
    }
    Set<Thread> last = threads;
    assertTrue(last.size() <= count, () -> describe(last));
  }

  /** Those of OkHttp itself, which all its clients in the JVM share for up to a minute. */
  private static boolean isSharedByOkHttp(Thread thread) {
    return thread.getName().startsWith("OkHttp ") || thread.getName().startsWith("Okio ");
  }

  private static void awaitEndOf(Set<Thread> threads) throws InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(20);
    for (Thread thread : threads) {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    Set<Thread> left = threads.stream().filter(Thread::isAlive).collect(toSet());
    assertTrue(left.isEmpty(), () -> describe(left));
  }

  private static String describe(Set<Thread> threads) {
    Map<String, List<Thread>> byKind =
        threads.stream().collect(groupingBy(thread -> thread.getName().replaceAll("[-\\d]+$", "")));
    return byKind.entrySet().stream()
        .map(kind -> kind.getValue().size() + " " + kind.getKey())
        .sorted()
        .toList()
        .toString();
  }
}

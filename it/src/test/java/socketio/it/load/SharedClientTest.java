package socketio.it.load;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.AsyncClient;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.DisconnectedException;
import socketio.NotConnectedException;
import socketio.Reconnection;
import socketio.it.support.Await;
import socketio.it.support.Setup;
import socketio.testkit.FakeServer;

/**
 * One client that 64 threads call with while others disconnect it, connect it again, and cut its
 * connection. {@code -Dshared.calls=10000} is the full number of calls of each thread.
 */
@Timeout(1800)
class SharedClientTest {
  private static final int THREADS = 64;
  private static final int CALLS = Integer.getInteger("shared.calls", 250);

  /** How many calls of a thread that does not wait for each may be under way. */
  private static final int UNDER_WAY = 32;

  /** After how many ended calls each of the other threads acts. */
  private static final int PERIOD = THREADS * CALLS / 16;

  private final CallIds ids = new CallIds();
  private final FakeServer server = FakeServer.builder().recording(false).parser(ids).start();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicIntegerArray ends = new AtomicIntegerArray(THREADS * CALLS);
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Queue<String> offences = new ConcurrentLinkedQueue<>();
  private final Object connected = new Object();
  private volatile boolean over;

  @AfterEach
  void close() {
    threads.shutdownNow();
    server.close();
  }

  @Tag("pain-08-races")
  @ParameterizedTest
  @MethodSource("socketio.it.support.Setup#eachTransport")
  void everyCallEndsOnceWhileOthersConnectAndDisconnect(Setup setup) throws Exception {
    server.onCall("echo", (socket, args) -> args);
    server.onConnect(socket -> connections.incrementAndGet());
    try (AsyncClient client =
        setup
            .client()
            .reconnection(Reconnection.defaults().delay(Duration.ofMillis(1)))
            .onError(error -> offences.add("onError got " + error))
            .buildAsync()) {
      client.onConnect(this::tellConnected);
      ConnectOptions options = setup.to(server.url());
      Await.result(client.connect(options));

      var together = new CyclicBarrier(THREADS);
      List<Future<?>> callers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread * CALLS;
        Caller caller = thread % 2 == 0 ? this::callAsync : this::callBlocking;
        callers.add(
            threads.submit(
                () -> {
                  together.await(30, SECONDS);
                  caller.call(client, first);
                  return null;
                }));
      }
      List<Future<?>> others =
          List.of(
              threads.submit(() -> repeat(1, () -> reconnect(client, options))),
              threads.submit(() -> repeat(2, () -> reconnect(client, options))),
              threads.submit(() -> repeat(3, server::dropConnections)));
      for (Future<?> caller : callers) {
        caller.get(20, java.util.concurrent.TimeUnit.MINUTES);
      }
      over = true;
      for (Future<?> other : others) {
        other.get(30, SECONDS);
      }
    }

    System.out.printf(
        "%s: %,d calls answered, %,d failed, on %,d connections%n",
        setup, answered.get(), failed.get(), connections.get());
    assertEquals(List.of(), List.copyOf(offences).stream().limit(10).toList());
    assertEquals(List.of(), ids.repeated());
    assertEquals(0, IntStream.range(0, THREADS * CALLS).filter(i -> ends.get(i) != 1).count());
    assertTrue(answered.get() > 0 && failed.get() > 0, "too calm a time");
    assertTrue(connections.get() > 3, () -> connections + " connections");
  }

  /** Makes the calls of one thread, with numbers from the first on. */
  @FunctionalInterface
  private interface Caller {
    void call(AsyncClient client, int first) throws InterruptedException;
  }

  private void callAsync(AsyncClient client, int first) throws InterruptedException {
    var underWay = new Semaphore(UNDER_WAY);
    for (int number = first; number < first + CALLS; number++) {
      int call = number;
      underWay.acquire();
      var unused =
          client
              .call("echo", call)
              .whenComplete(
                  (answer, error) -> {
                    ended(call, answer, error);
                    underWay.release();
                  });
      awaitConnected(client);
    }
    assertTrue(underWay.tryAcquire(UNDER_WAY, 60, SECONDS), "calls never end");
  }

  private void callBlocking(AsyncClient client, int first) throws InterruptedException {
    for (int call = first; call < first + CALLS; call++) {
      Args answer = null;
      Throwable error = null;
      try {
        answer = client.blocking().call("echo", call);
      } catch (RuntimeException e) {
        error = e;
      }
      ended(call, answer, error);
      awaitConnected(client);
    }
  }

  private void ended(int call, @Nullable Args answer, @Nullable Throwable error) {
    ends.incrementAndGet(call);
    if (answer != null) {
      answered.incrementAndGet();
      if (!answer.toList().equals(List.of((long) call))) {
        offences.add("call " + call + " got the answer " + answer.toList());
      }
    } else {
      failed.incrementAndGet();
      if (!(error instanceof NotConnectedException || error instanceof DisconnectedException)) {
        offences.add("call " + call + " failed with " + error);
      }
    }
  }

  private void tellConnected() {
    synchronized (connected) {
      connected.notifyAll();
    }
  }

  /** Otherwise most of the calls would be over before there is a connection again. */
  private void awaitConnected(AsyncClient client) throws InterruptedException {
    if (!client.connected()) {
      synchronized (connected) {
        while (!client.connected()) {
          connected.wait(100); // it may have been connected, and lost, since
        }
      }
    }
  }

  /** Does something again and again, as the calls go on, until they have ended. */
  private Void repeat(int phase, Deed deed) throws Exception {
    long next = (long) PERIOD * phase / 3;
    while (!over) {
      if (answered.get() + failed.get() >= next) {
        deed.run();
        next += PERIOD;
      }
      synchronized (connected) {
        connected.wait(1);
      }
    }
    return null;
  }

  @FunctionalInterface
  private interface Deed {
    void run() throws Exception;
  }

  /** Meets the other thread that does so at any point. */
  private void reconnect(AsyncClient client, ConnectOptions options) throws InterruptedException {
    Await.result(client.disconnect());
    try {
      Await.result(client.connect(options));
    } catch (IllegalStateException e) {
      // the other one is connecting
    } catch (DisconnectedException | ConnectionException e) {
      // the other one has disconnected, or the connection was cut
      reconnect(client, options);
    }
  }
}

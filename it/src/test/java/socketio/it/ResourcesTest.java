package socketio.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Client;
import socketio.ConnectOptions;

/** What is left of clients that have been closed: nothing. */
@RealServer
class ResourcesTest {
  private static final int CYCLES_OF_EACH_MODE = 334;

  @Test
  @Timeout(120)
  void aThousandClosedClientsLeaveNeitherThreadsNorObjects(NodeServer server) throws Exception {
    leaveNothing(server, "okhttp", CYCLES_OF_EACH_MODE);
  }

  @Test
  @Timeout(120)
  void closedClientsOnJettyLeaveNeitherThreadsNorObjects(NodeServer server) throws Exception {
    leaveNothing(server, "jetty", 50);
  }

  private static void leaveNothing(NodeServer server, String library, int cyclesOfEachMode)
      throws InterruptedException {
    connectAndClose(server, library, TransportMode.UPGRADE); // what the JVM itself starts once
    Set<Thread> before = threads();
    var collected = new ReferenceQueue<Client>();
    List<WeakReference<Client>> clients = new ArrayList<>();

    for (TransportMode mode : TransportMode.values()) {
      for (int i = 0; i < cyclesOfEachMode; i++) {
        clients.add(new WeakReference<>(connectAndClose(server, library, mode), collected));
      }
    }

    assertEquals("", describe(endless(threads(), before)));
    assertEquals(clients.size(), collect(collected, clients.size()));
  }

  private static Client connectAndClose(NodeServer server, String library, TransportMode mode)
      throws InterruptedException {
    try (Client client = Client.builder().transport(library).build()) {
      client.connect(ConnectOptions.to(server.url()).transports(mode.kinds()));
      return client;
    }
  }

  private static Set<Thread> threads() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }

  /**
   * The new threads that do not end by themselves soon, but for those of OkHttp's task runner:
   * there is one for all clients of the JVM, and it keeps a thread for a minute after its last
   * task.
   */
  private static Set<Thread> endless(Set<Thread> now, Set<Thread> before)
      throws InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(10);
    Set<Thread> fresh = now.stream().filter(thread -> !before.contains(thread)).collect(toSet());
    Set<Thread> runners = fresh.stream().filter(ResourcesTest::isTaskRunner).collect(toSet());
    assertTrue(runners.size() <= 4, () -> describe(runners));
    fresh.removeAll(runners);
    for (Thread thread : fresh) {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    fresh.removeIf(thread -> !thread.isAlive());
    return fresh;
  }

  private static boolean isTaskRunner(Thread thread) {
    return thread.getName().equals("OkHttp TaskRunner")
        || Arrays.stream(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith("okhttp3.internal.concurrent."));
  }

  private static String describe(Set<Thread> threads) {
    return threads.stream()
        .map(thread -> thread + " at " + Arrays.toString(thread.getStackTrace()))
        .collect(joining("\n"));
  }

  /** How many of the references the garbage collector has cleared. */
  private static int collect(ReferenceQueue<Client> collected, int all)
      throws InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(30);
    int count = 0;
    while (count < all && System.nanoTime() < deadline) {
      System.gc();
      while (collected.remove(100) != null) {
        count++;
      }
    }
    return count;
  }
}

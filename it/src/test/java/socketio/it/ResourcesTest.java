package socketio.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
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
  @Timeout(240)
  void aThousandClosedClientsLeaveNeitherThreadsNorObjects(NodeServer server) throws Exception {
    leaveNothing(server, "okhttp", CYCLES_OF_EACH_MODE);
  }

  @Test
  @Timeout(240)
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

    assertEquals(Set.of(), endless(threads(), before));
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
   * The new threads that do not end by themselves: OkHttp's task runner, one for all clients of the
   * JVM, keeps a thread for a minute that it has needed once.
   */
  private static Set<Thread> endless(Set<Thread> now, Set<Thread> before)
      throws InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(75);
    for (Thread thread : now) {
      if (!before.contains(thread)) {
        thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      }
    }
    return now.stream()
        .filter(thread -> !before.contains(thread) && thread.isAlive())
        .collect(toSet());
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

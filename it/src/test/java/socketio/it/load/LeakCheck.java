package socketio.it.load;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import socketio.Client;

/**
 * Checks that clients leave nothing behind after {@code close()}: threads, objects, file
 * descriptors.
 */
final class LeakCheck {
  private static final int THREADS_SECONDS = 10;
  private static final int OBJECTS_SECONDS = 30;

  /** Files that the JVM may open for itself meanwhile; far less than one for each client. */
  private static final int STRAY_DESCRIPTORS = 4;

  private final Set<Thread> threads = threads();
  private final long descriptors = descriptors();
  private final ReferenceQueue<Client> collected = new ReferenceQueue<>();
  private final List<WeakReference<Client>> clients = new ArrayList<>();

  /** Records the current state; create it when everything that starts once has started. */
  LeakCheck() {}

  /** A client that has been closed. */
  void watch(Client client) {
    clients.add(new WeakReference<>(client, collected));
  }

  /** Checks that there is no more than at the beginning, within a while. */
  void assertNothing() throws InterruptedException {
    assertEquals("", describe(endless()));
    assertEquals(clients.size(), collect());
    assertTrue(clients.size() > 2 * STRAY_DESCRIPTORS, "too few clients to find a leak");
    assertDescriptorsClosed();
  }

  private static Set<Thread> threads() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }

  /**
   * The new threads that do not end by themselves soon, but for those of OkHttp's task runner:
   * there is one for all clients of the JVM, and it keeps a thread for a minute after its last
   * task.
   */
  private Set<Thread> endless() throws InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(THREADS_SECONDS);
    Set<Thread> fresh =
        threads().stream().filter(thread -> !threads.contains(thread)).collect(toSet());
    Set<Thread> runners = fresh.stream().filter(LeakCheck::isTaskRunner).collect(toSet());
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

  /** How many of the clients the garbage collector has cleared. */
  private int collect() throws InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(OBJECTS_SECONDS);
    int count = 0;
    while (count < clients.size() && System.nanoTime() < deadline) {
      System.gc();
      while (collected.remove(100) != null) {
        count++;
      }
    }
    return count;
  }

  /** The open files and sockets of this process; 0 where the system does not report them. */
  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  /** A server in this process closes its end a little later. */
  private void assertDescriptorsClosed() throws InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(THREADS_SECONDS);
    long most = descriptors + STRAY_DESCRIPTORS;
    while (descriptors() > most && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertTrue(
        descriptors() <= most,
        () -> descriptors() + " files and sockets are open, and " + descriptors + " before");
  }
}

package socketio.it.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Measures the heap after a collection. */
public final class Heap {
  private static final int TRIES = 5;

  private final long before = used();

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Checks that no more than so many bytes were added since this object was made. */
  public void assertGrownByAtMost(long bytes) {
    long grown = used() - before;
    for (int i = 1; i < TRIES && grown > bytes; i++) {
      grown = used() - before; // objects with a finalizer or a soft reference take several rounds
    }
    long last = grown;
    assertTrue(
        last <= bytes, () -> "%,d bytes are held, %,d at most expected".formatted(last, bytes));
  }
}

package socketio.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the inputs of one target and sees to it that none takes long and that nothing piles up.
 * Says every million inputs how it stands.
 */
public final class Watch {
  /** Far beyond what any input takes, and beyond what a machine that is busy adds to it. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** By then caches are full and classes loaded. */
  private static final long WARM = 100_000;

  private static final long MARK = 1_000_000;
  private static final long MOST_GROWTH = 32 << 20;

  private final String target;
  private final long started = System.nanoTime();
  private long inputs;
  private long heapWhenWarm;

  /**
   * A watch that has seen no input.
   *
   * @param target the class of the target
   */
  public Watch(Class<?> target) {
    this.target = target.getSimpleName();
  }

  /**
   * Gives one input to a target.
   *
   * @param target what is done with it
   */
  public void run(Runnable target) {
    long begin = System.nanoTime();
    target.run();
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    if (taken.compareTo(LONGEST) > 0) {
      throw new AssertionError("an input took " + taken);
    }
    inputs++;
    if (inputs == WARM) {
      heapWhenWarm = heap();
      tell(heapWhenWarm);
    } else if (inputs % MARK == 0) {
      long heap = heap();
      tell(heap);
      if (heap > heapWhenWarm + MOST_GROWTH) {
        throw new AssertionError(
            "%,d bytes of heap after %,d inputs, and %,d after %,d of them"
                .formatted(heap, inputs, heapWhenWarm, WARM));
      }
    }
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void tell(long heap) {
    List<String> words = new ArrayList<>();
    words.add("%s: %,d inputs".formatted(target, inputs));
    words.add("%,d s".formatted(Duration.ofNanos(System.nanoTime() - started).toSeconds()));
    words.add("heap %,d KiB".formatted(heap >> 10));
    words.add(residentSize());
    System.out.println(String.join(", ", words));
  }

  /** As Linux tells it, and elsewhere nothing. */
  private static String residentSize() {
    Path status = Path.of("/proc/self/status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
          .map(line -> line.replaceAll("\\s+", " "))
          .sorted()
          .toList()
          .toString();
    } catch (IOException e) {
      return "";
    }
  }
}

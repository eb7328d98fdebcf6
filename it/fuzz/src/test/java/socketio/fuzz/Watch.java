package socketio.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
  /** Far beyond what any input takes. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** How often the time of the processor is read, which takes longer than some inputs. */
  private static final long SAMPLE = 1024;

  /** By then caches are full and classes loaded. */
  private static final long WARM = 100_000;

  private static final long MARK = 1_000_000;
  private static final long MOST_GROWTH = 32 << 20;

  private final String target;
  private final long started = System.nanoTime();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long processorTime;
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
    if (inputs % SAMPLE == 0) {
      processorTime = threads.getCurrentThreadCpuTime();
    }
    long begin = System.nanoTime();
    target.run();
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    if (taken.compareTo(LONGEST) > 0) {
      requireBusyMachine(taken);
    }
    inputs++;
    if (inputs == WARM) {
      heapWhenWarm = heap();
      print(heapWhenWarm);
    } else if (inputs % MARK == 0) {
      long heap = heap();
      print(heap);
      if (heap > heapWhenWarm + MOST_GROWTH) {
        throw new AssertionError(
            "%,d bytes of heap after %,d inputs, and %,d after %,d of them"
                .formatted(heap, inputs, heapWhenWarm, WARM));
      }
    }
  }

  /** On a machine that does other things an input may take long without doing much. */
  private void requireBusyMachine(Duration taken) {
    Duration worked = Duration.ofNanos(threads.getCurrentThreadCpuTime() - processorTime);
    if (worked.compareTo(LONGEST) > 0) {
      throw new AssertionError("an input took " + taken);
    }
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private void print(long heap) {
    List<String> words = new ArrayList<>();
    words.add("%s: %,d inputs".formatted(target, inputs));
    words.add("%,d s".formatted(Duration.ofNanos(System.nanoTime() - started).toSeconds()));
    words.add("heap %,d KiB".formatted(heap >> 10));
    words.add(residentSize());
    System.out.println(String.join(", ", words));
  }

  /** As Linux reports it; elsewhere nothing. */
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

package socketio.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures what this process has used since the meter was created.
 *
 * <p>CPU time covers the whole process, including the compiler and the collector. Allocation covers
 * all threads; before JDK 21, only those still alive.
 */
final class Meter {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

  private final long allocated = allocatedBytes();
  private final long compiling = COMPILER.getTotalCompilationTime();
  private final long cpu = PROCESS.getProcessCpuTime();
  private final long start = System.nanoTime();

  double cpuMicros() {
    return (PROCESS.getProcessCpuTime() - cpu) / 1e3;
  }

  /** How long the compiler has worked since then, if it had a processor to itself. */
  double compilingMicros() {
    return (COMPILER.getTotalCompilationTime() - compiling) * 1e3;
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  double bytes() {
    return allocatedBytes() - allocated;
  }

  private static long allocatedBytes() {
    try {
      return (long) ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes").invoke(THREADS);
    } catch (ReflectiveOperationException e) {
      long sum = 0;
      for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
        sum += Math.max(0, bytes);
      }
      return sum;
    }
  }

  static int threads() {
    return THREADS.getThreadCount();
  }

  /** The heap in use after a full collection. */
  static double heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** The memory of this process that is in RAM, after a full collection. */
  static double residentBytes() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024.0;
      }
    }
    return Double.NaN;
  }
}

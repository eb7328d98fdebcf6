package socketio.benchmarks;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Describes the machine that the figures come from. */
final class Machine {
  private Machine() {}

  static String describe() {
    return "%s, %d processors, %s %s, JDK %s"
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version());
  }
}

package socketio.benchmarks;

import java.util.Locale;

/** A workload to measure. */
enum Scenario {
  RECEIVE_SMALL("receive flood, small", "µs CPU/msg", 2_000_000),
  RECEIVE_MEDIUM("receive flood, 910 B", "µs CPU/msg", 400_000),
  RECEIVE_BINARY("receive flood, 16 KiB binary", "µs CPU/msg", 200_000),
  EMIT_SMALL("emit flood, small", "µs CPU/msg", 1_000_000),
  EMIT_MEDIUM("emit flood, 910 B", "µs CPU/msg", 300_000),
  EMIT_BINARY("emit flood, 16 KiB binary", "µs CPU/msg", 60_000),
  EMIT_UNPACED("emit 10 million, unpaced", "µs CPU/msg", 10_000_000),
  CALLS_WINDOW("calls, window of 256", "µs CPU/msg", 400_000),
  CALLS_SEQUENTIAL("calls one after another", "p50 µs", 40_000),
  ECHO_10K("echo, 10,000 msg/s", "p99 µs", 100_000),
  STALLED_EMIT("emit while the network stalls", "p99 µs", 100_000),
  CONNECT("WebSocket connect", "p50 ms", 1_000),
  UPGRADE("polling, then upgraded, Node's server", "p50 ms", 300),
  IDLE("idle connections", "KB RSS each", 5_000);

  final String title;
  final String unit;
  final int count;

  Scenario(String title, String unit, int count) {
    this.title = title;
    this.unit = unit;
    this.count = count;
  }

  /** The name on the command line. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Scenario of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether a library takes part. Those with JSON are skipped in scenarios without JSON. */
  boolean takes(Library library) {
    return switch (this) {
      case EMIT_UNPACED -> library.isOurs(); // others lose the connection unless they are paced
      case UPGRADE, STALLED_EMIT -> library.isOurs() || library == Library.OFFICIAL;
      case RECEIVE_BINARY, EMIT_BINARY, CONNECT, IDLE -> !library.isBareWithJson();
      default -> true;
    };
  }
}

package socketio.engineio;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.TransportKind;
import socketio.spi.EngineConfig;
import socketio.spi.Loop;

/**
 * The transports that may open a session: one, or one after another until the time of them all is
 * over. Each gets an equal share of the time that is left, so that one without any answer leaves
 * enough to the next.
 */
final class Candidates {
  /** Longer timeouts make no difference, and this one fits into nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Loop loop;

  /** Those that the client wants and the network library has. */
  private final List<TransportKind> usable = new ArrayList<>();

  private final Deque<TransportKind> left = new ArrayDeque<>();
  private final List<Failed> failures = new ArrayList<>();
  private final EngineConfig config;
  private final long timeout;
  private final long deadline;

  /** A transport that failed. */
  record Failed(TransportKind kind, ConnectionException cause) {}

  Candidates(EngineConfig config) {
    this.config = config;
    loop = config.loop();
    Duration wantedTime = config.timeout();
    timeout = (wantedTime.compareTo(LONGEST) < 0 ? wantedTime : LONGEST).toNanos();
    deadline = loop.nanoTime() + timeout;
    Set<TransportKind> supported = config.transport().kinds();
    config.transports().stream().filter(supported::contains).forEach(usable::add);
    left.addAll(usable);
    while (left.size() > 1 && !config.tryAllTransports()) {
      left.removeLast();
    }
  }

  /** The next transport to try, or null. */
  @Nullable TransportKind poll() {
    return left.poll();
  }

  /** Whether the one being tried is the last. */
  boolean isLast() {
    return left.isEmpty();
  }

  /** How long the one being tried may take, in whole milliseconds. */
  Duration share() {
    // The first one begins now, so that messages name exactly the time that was set.
    long time = failures.isEmpty() ? timeout : deadline - loop.nanoTime();
    long nanos = time / (left.size() + 1);
    return Duration.ofMillis(Math.max(1, (nanos + 999_999) / 1_000_000));
  }

  /**
   * Records a failure.
   *
   * @return whether to try another transport
   */
  boolean failed(TransportKind kind, ConnectionException cause) {
    failures.add(new Failed(kind, cause));
    return !left.isEmpty() && !forbids(kind, cause.httpStatus());
  }

  /**
   * Whether the server has recognised the client and refuses it. For a channel the status means
   * nothing: proxies that do not support WebSocket refuse handshakes in the same way.
   */
  private static boolean forbids(TransportKind kind, int status) {
    return kind.equals(TransportKind.POLLING) && (status == 401 || status == 403);
  }

  /**
   * Where a session over polling should move: a transport that the server offers and that has not
   * failed.
   */
  @Nullable TransportKind upgrade(Handshake handshake) {
    for (TransportKind kind : usable) {
      if (!kind.equals(TransportKind.POLLING)
          && handshake.upgrades().contains(kind.name())
          && failures.stream().noneMatch(failure -> kind.equals(failure.kind()))) {
        return kind;
      }
    }
    return null;
  }

  /** The failures so far. */
  List<Failed> failures() {
    return failures;
  }

  /** The failure of all: the last one, with a message that names the others too. */
  ConnectionException failure() {
    if (failures.isEmpty()) {
      return ConnectionException.builder(
              Phase.CONNECT,
              String.format(
                  "no usable transport: wanted %s, but the network library offers %s",
                  config.transports(), config.transport().kinds()))
          .build();
    }
    ConnectionException last = failures.get(failures.size() - 1).cause();
    if (failures.size() == 1) {
      return last;
    }
    StringBuilder message = new StringBuilder("every transport failed");
    String separator = ": ";
    for (Failed failure : failures) {
      message.append(separator).append(failure.cause().getMessage());
      separator = "; ";
    }
    ConnectionException all =
        ConnectionException.builder(last.phase(), message.toString())
            .transport(last.transport())
            .httpStatus(last.httpStatus())
            .body(last.body())
            .retryAfter(last.retryAfter())
            .cause(last.getCause())
            .build();
    failures.subList(0, failures.size() - 1).forEach(failure -> all.addSuppressed(failure.cause()));
    return all;
  }
}

package socketio.it.chaos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import socketio.Args;

/** The events that one subscription of a client has received, by session. Thread-safe. */
final class DownLedger {
  private final String subscription;
  private final Map<String, Long> received = new LinkedHashMap<>();
  private final Set<String> over = new HashSet<>();
  private final List<String> offences = new ArrayList<>();
  private long count;

  DownLedger(String subscription) {
    this.subscription = subscription;
  }

  synchronized void take(Args args) {
    String sid = Objects.requireNonNull(args.get(0, String.class), "sid");
    long number = Objects.requireNonNull(args.get(1, Long.class), "number");
    long due = received.getOrDefault(sid, 0L) + 1;
    if (number != due) {
      offences.add("%s: %d was due on %s but %d came".formatted(subscription, due, sid, number));
    }
    if (over.contains(sid)) {
      offences.add("%s: %d came on %s, which had ended".formatted(subscription, number, sid));
    }
    String offence = Payload.offence(args, 2);
    if (offence != null) {
      offences.add("%s: event %d of %s: %s".formatted(subscription, number, sid, offence));
    }
    received.put(sid, number);
    count++;
    notifyAll();
  }

  /** Called when the end of all sessions so far was reported. */
  synchronized void endSessions() {
    over.addAll(received.keySet());
  }

  synchronized long count() {
    return count;
  }

  /** Waits until so many events have arrived on a session; returns false if they do not. */
  synchronized boolean await(String sid, long number, int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (received.getOrDefault(sid, 0L) < number) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /**
   * Finds events that should not have arrived and events that are missing, compared with those
   * sent.
   */
  synchronized List<String> offences(Map<String, Long> sent) {
    var found = new ArrayList<>(offences);
    received.forEach(
        (sid, number) -> {
          if (number > sent.getOrDefault(sid, 0L)) {
            found.add(subscription + ": " + number + " came on " + sid + ", which was not sent");
          }
        });
    return found;
  }
}

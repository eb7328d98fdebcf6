package socketio.it.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The plain events that a client has emitted, in the order of their numbers. Confined to one
 * thread.
 */
final class UpLedger {
  private final List<Sent> events = new ArrayList<>();

  /**
   * An event.
   *
   * @param before the connection before it was emitted
   * @param after the connection afterwards
   */
  private record Sent(
      long number,
      @Nullable String before,
      @Nullable String after,
      CompletableFuture<Void> emitted) {

    /** Whether it was emitted on this connection; not where that is uncertain. */
    boolean on(String connection) {
      return connection.equals(before) && connection.equals(after) && !refused();
    }

    boolean refused() {
      return emitted.isCompletedExceptionally();
    }
  }

  void sent(
      long number,
      @Nullable String before,
      @Nullable String after,
      CompletableFuture<Void> emitted) {
    events.add(new Sent(number, before, after, emitted));
  }

  int count() {
    return events.size();
  }

  /**
   * Finds violations: on every connection the events that arrived are a gapless run of the accepted
   * ones, once each and in order; events may be missing only at the end of a connection; no refused
   * event arrived.
   *
   * @param received the numbers that arrived, by connection
   * @param live the connection on which nothing may be missing, or null
   */
  List<String> offences(Map<String, List<Long>> received, @Nullable String live) {
    var found = new ArrayList<String>();
    for (Sent event : events) {
      if (!event.emitted().isDone()) {
        found.add("emit " + event.number() + " did not complete");
      }
    }
    List<Long> accepted =
        events.stream().filter(event -> !event.refused()).map(Sent::number).toList();
    var seen = new HashSet<Long>();
    received.forEach(
        (connection, numbers) -> {
          checkRun(connection, numbers, accepted, found);
          numbers.stream()
              .filter(number -> !seen.add(number))
              .forEach(number -> found.add("event " + number + " arrived again"));
          checkBeginning(connection, numbers, found);
        });
    checkOrder(received, found);
    if (live != null) {
      checkComplete(live, seen, found);
    }
    return found;
  }

  private static void checkRun(
      String connection, List<Long> numbers, List<Long> accepted, List<String> found) {
    if (numbers.isEmpty()) {
      return;
    }
    int begin = accepted.indexOf(numbers.get(0));
    int end = begin + numbers.size();
    if (begin < 0 || end > accepted.size() || !accepted.subList(begin, end).equals(numbers)) {
      found.add(
          "the server got %s on %s, which is no run of what was accepted: %s"
              .formatted(numbers, connection, begin < 0 ? "" : around(accepted, begin, end)));
    }
  }

  private static List<Long> around(List<Long> accepted, int begin, int end) {
    return accepted.subList(Math.max(0, begin - 2), Math.min(accepted.size(), end + 2));
  }

  private void checkBeginning(String connection, List<Long> numbers, List<String> found) {
    if (numbers.isEmpty()) {
      return;
    }
    events.stream()
        .filter(event -> event.on(connection) && event.number() < numbers.get(0))
        .forEach(event -> found.add("event " + event.number() + " is missing at the beginning"));
  }

  /** Each connection continues after the events of the one before. */
  private static void checkOrder(Map<String, List<Long>> received, List<String> found) {
    List<List<Long>> runs =
        received.values().stream()
            .filter(numbers -> !numbers.isEmpty())
            .sorted(Comparator.comparing(numbers -> numbers.get(0)))
            .toList();
    for (int i = 1; i < runs.size(); i++) {
      List<Long> before = runs.get(i - 1);
      if (before.get(before.size() - 1) >= runs.get(i).get(0)) {
        found.add("two connections were used at a time: " + before + " and " + runs.get(i));
      }
    }
  }

  private void checkComplete(String live, Set<Long> seen, List<String> found) {
    events.stream()
        .filter(event -> event.on(live) && !seen.contains(event.number()))
        .forEach(event -> found.add("event " + event.number() + " is missing on " + live));
  }
}

package socketio.it.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import socketio.Args;

/** The calls that a client has received from its server and answered. Thread-safe. */
final class QuestionLedger {
  private final Map<Long, Integer> times = new HashMap<>();

  /** Answers a question by its number, every other one later. */
  Object answer(Args args) {
    long number = Objects.requireNonNull(args.get(0, Long.class), "number");
    synchronized (this) {
      times.merge(number, 1, Integer::sum);
    }
    return number % 2 == 0 ? number : CompletableFuture.supplyAsync(() -> number);
  }

  /** Finds violations: no question arrived twice, and every answered one arrived. */
  synchronized List<String> offences(List<Long> answered) {
    var found = new ArrayList<String>();
    times.forEach(
        (number, count) -> {
          if (count > 1) {
            found.add("question " + number + " came " + count + " times");
          }
        });
    answered.stream()
        .filter(number -> !times.containsKey(number))
        .forEach(number -> found.add("question " + number + " was answered but did not come"));
    if (answered.stream().distinct().count() != answered.size()) {
      found.add("a question was answered twice");
    }
    return found;
  }
}

package socketio.it.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.DisconnectedException;
import socketio.NotConnectedException;

/** The calls that a client has made, or its events with retries. Only one thread may add. */
final class CallLedger {
  private final String event;
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

  CallLedger(String event) {
    this.event = event;
  }

  private static final class Call {
    private final long number;
    private final @Nullable String sha256;
    private final CompletableFuture<Args> future;
    private final AtomicInteger completions = new AtomicInteger();

    /** Completes when the completion has been counted. */
    private final CompletableFuture<?> counted;

    Call(long number, @Nullable String sha256, CompletableFuture<Args> future) {
      this.number = number;
      this.sha256 = sha256;
      this.future = future;
      counted = future.handle((answer, error) -> completions.incrementAndGet());
    }

    boolean answered() {
      return future.isDone() && !future.isCompletedExceptionally();
    }

    @Nullable Throwable error() {
      return future
          .handle(
              (answer, error) ->
                  error instanceof CompletionException wrapped ? wrapped.getCause() : error)
          .join();
    }

    boolean rightAnswer() {
      Args answer = future.join();
      Long echo = answer.get(0, Long.class);
      return echo != null
          && echo == number
          && (sha256 == null
              || (sha256.equals(answer.get(1)) && Payload.offence(answer, 1) == null));
    }
  }

  void made(long number, @Nullable String sha256, CompletableFuture<Args> future) {
    calls.add(new Call(number, sha256, future));
  }

  /** Completes when all calls have ended, with or without an error. */
  CompletableFuture<?> settled() {
    return CompletableFuture.allOf(
        List.copyOf(calls).stream().map(call -> call.counted).toArray(CompletableFuture<?>[]::new));
  }

  long pending() {
    return List.copyOf(calls).stream().filter(call -> !call.future.isDone()).count();
  }

  long answered() {
    return List.copyOf(calls).stream().filter(Call::answered).count();
  }

  int count() {
    return calls.size();
  }

  /**
   * Finds violations: each call ends once, with its own answer or an error; an answered call
   * arrived once, a refused one never, any other one at most once.
   *
   * @param arrived the numbers that arrived
   */
  List<String> offencesOfCalls(List<Long> arrived) {
    List<String> found = offencesOfEnds();
    Map<Long, Integer> times = new HashMap<>();
    arrived.forEach(number -> times.merge(number, 1, Integer::sum));
    for (Call call : calls) {
      int count = times.getOrDefault(call.number, 0);
      if (count > 1 || (count == 0 && call.answered()) || (count > 0 && refused(call))) {
        found.add(
            "%s %d arrived %d times and ended with %s"
                .formatted(event, call.number, count, call.future));
      }
    }
    return found;
  }

  private static boolean refused(Call call) {
    return call.future.isCompletedExceptionally() && call.error() instanceof NotConnectedException;
  }

  /**
   * Finds violations: each event with retries ends once, with its own answer, unless the
   * application gave it up; each answered event arrived, the first time in order.
   *
   * @param arrived the numbers that arrived, in order
   * @param givenUp whether the application has disconnected, which ends the retries
   */
  List<String> offencesOfRetries(List<Long> arrived, boolean givenUp) {
    List<String> found = offencesOfEnds();
    Set<Long> first = new HashSet<>();
    Set<Long> answered = new HashSet<>();
    for (Call call : calls) {
      if (call.answered()) {
        answered.add(call.number);
      } else if (!givenUp) {
        found.add(event + " " + call.number + " was not delivered: " + call.future);
      }
    }
    long last = 0;
    for (long number : arrived) {
      if (first.add(number) && answered.contains(number)) {
        if (number < last) {
          found.add(event + " " + number + " arrived first after " + last);
        }
        last = number;
      }
    }
    answered.removeAll(first);
    answered.forEach(number -> found.add(event + " " + number + " was answered but not seen"));
    return found;
  }

  private List<String> offencesOfEnds() {
    var found = new ArrayList<String>();
    for (Call call : calls) {
      String name = event + " " + call.number;
      if (!call.future.isDone()) {
        found.add(name + " did not complete");
      } else if (call.completions.get() != 1) {
        found.add(name + " completed " + call.completions + " times");
      } else if (call.answered()) {
        if (!call.rightAnswer()) {
          found.add(name + " got another answer: " + call.future.join().toList());
        }
      } else if (!(call.error() instanceof DisconnectedException
          || call.error() instanceof NotConnectedException
          || call.error() instanceof AckTimeoutException)) {
        found.add(name + " failed with " + call.error());
      }
    }
    return found;
  }
}

package socketio.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompletionsTest {
  private final Queue<Runnable> pool = new ArrayDeque<>();
  private final Completions completions = new Completions(pool::add);
  private final List<String> log = new ArrayList<>();

  @Test
  void runOnOnePoolThreadIfNoneBlocks() {
    completions.add(() -> log.add("first"));
    completions.add(() -> log.add("second"));
    assertEquals(List.of(), log);
    assertEquals(1, pool.size());
    pool.remove().run();
    assertEquals(List.of("first", "second"), log);
  }

  /** A completion that waits for another must not delay that one. */
  @Test
  void runOnAnotherThreadWhileOneWaits() {
    completions.add(
        () -> {
          pool.remove().run();
          log.add("the waiting one");
        });
    completions.add(() -> log.add("the other"));
    pool.remove().run();
    assertEquals(List.of("the other", "the waiting one"), log);
  }

  @Test
  void runOnAnotherThreadIfAddedWhileOneWaits() {
    completions.add(
        () -> {
          completions.add(() -> log.add("the other"));
          pool.remove().run();
          log.add("the waiting one");
        });
    pool.remove().run();
    assertEquals(List.of("the other", "the waiting one"), log);
  }

  /** As on the testkit's loop, which runs them once its own task has ended. */
  @Test
  void thatAreDueTogetherDoNotNest() {
    var ran = new AtomicInteger();
    var busy = new AtomicBoolean(true);
    var inline = new Completions(task -> (busy.get() ? (Executor) pool::add : run()).execute(task));
    IntStream.range(0, 100_000).forEach(i -> inline.add(ran::incrementAndGet));
    busy.set(false);
    pool.remove().run();
    assertEquals(100_000, ran.get());
    inline.add(ran::incrementAndGet);
    assertEquals(100_001, ran.get());
  }

  private static Executor run() {
    return Runnable::run;
  }
}

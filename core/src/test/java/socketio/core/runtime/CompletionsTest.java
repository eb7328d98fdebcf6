package socketio.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
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
}

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
  void areMadeByOneThreadOfThePoolIfThereIsTime() {
    completions.add(() -> log.add("first"));
    completions.add(() -> log.add("second"));
    assertEquals(List.of(), log);
    assertEquals(1, pool.size());
    pool.remove().run();
    assertEquals(List.of("first", "second"), log);
  }

  /** One that waits for another one must not be what holds that up. */
  @Test
  void areMadeByAnotherThreadWhileOneWaits() {
    completions.add(
        () -> {
          pool.remove().run();
          log.add("the one that waited");
        });
    completions.add(() -> log.add("the other"));
    pool.remove().run();
    assertEquals(List.of("the other", "the one that waited"), log);
  }

  @Test
  void areMadeByAnotherThreadIfTheyComeWhileOneWaits() {
    completions.add(
        () -> {
          completions.add(() -> log.add("the other"));
          pool.remove().run();
          log.add("the one that waited");
        });
    pool.remove().run();
    assertEquals(List.of("the other", "the one that waited"), log);
  }
}

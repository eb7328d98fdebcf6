package socketio.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlineQueueTest {
  private final DeadlineQueue<Wait> queue = new DeadlineQueue<>();
  private long lastId;

  private static final class Wait extends DeadlineQueue.Entry<Wait> {
    Wait(long id, long deadline) {
      super(id, deadline);
    }

    @Override
    public String toString() {
      return id + " at " + deadline;
    }
  }

  private Wait add(long deadline) {
    var wait = new Wait(++lastId, deadline);
    queue.add(wait);
    return wait;
  }

  @Test
  void givesTheEarliestWhateverTheOrder() {
    assertNull(queue.first());
    Wait late = add(30);
    Wait early = add(10);
    Wait between = add(20);
    Wait alsoLate = add(30);
    for (Wait expected : List.of(early, between, late, alsoLate)) {
      assertEquals(expected, queue.first());
      queue.remove(expected);
    }
    assertNull(queue.first());
  }

  @Test
  void comparesReadingsOfAClockThatOverflows() {
    Wait before = add(Long.MAX_VALUE);
    Wait after = add(Long.MIN_VALUE);
    assertEquals(before, queue.first());
    queue.remove(before);
    assertEquals(after, queue.first());
  }

  @Test
  void isEmptyWhenItIsCleared() {
    add(2);
    add(1);
    queue.clear();
    assertNull(queue.first());
    Wait next = add(3);
    assertEquals(next, queue.first());
  }

  @Test
  void agreesWithASortedListOverManyRandomSteps() {
    var random = new Random(7);
    List<Wait> model = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      if (model.isEmpty() || random.nextInt(100) < 51) {
        // Mostly in order, as with one timeout for all, sometimes earlier or much later.
        int kind = random.nextInt(20);
        model.add(add(step + (kind == 0 ? random.nextInt(500) : kind == 1 ? 5_000 : 1_000)));
      } else {
        queue.remove(model.remove(random.nextInt(model.size())));
      }
      assertEquals(model.stream().min(Wait::compareTo).orElse(null), queue.first());
    }
  }
}

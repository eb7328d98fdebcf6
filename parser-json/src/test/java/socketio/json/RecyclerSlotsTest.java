package socketio.json;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.util.BufferRecycler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecyclerSlotsTest {
  private final RecyclerSlots slots = new RecyclerSlots(2);

  @Test
  void givesAThreadWhatItHasLeft() {
    BufferRecycler first = slots.acquireAndLinkPooled();
    BufferRecycler second = slots.acquireAndLinkPooled();
    assertNotSame(first, second);
    first.releaseToPool();
    assertSame(first, slots.acquireAndLinkPooled());
    first.releaseToPool();
    second.releaseToPool();
    assertEquals(2, slots.pooledCount());
    assertTrue(slots.clear());
    assertEquals(0, slots.pooledCount());
  }

  @Test
  void keepsNoMoreThanItHasPlaces() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      for (int i = 0; i < 100; i++) {
        threads.submit(() -> slots.releasePooled(new BufferRecycler())).get(10, SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(8, slots.pooledCount());
  }

  @Test
  void givesNoBufferToTwoThreadsAtATime() throws Exception {
    Set<BufferRecycler> inUse = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 50_000; i++) {
                    BufferRecycler recycler = slots.acquireAndLinkPooled();
                    assertTrue(inUse.add(recycler));
                    inUse.remove(recycler);
                    recycler.releaseToPool();
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get(30, SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}

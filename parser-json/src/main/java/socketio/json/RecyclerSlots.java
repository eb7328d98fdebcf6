package socketio.json;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Jackson's buffers between uses. Buffers kept per thread would be lost with every virtual
 * thread, and a concurrent queue, Jackson's other choice, costs a node and several contended writes
 * each time. Here a thread begins to look at a place of its own, so that it mostly finds what it
 * has left there itself. Keeps no more buffers than it has places. Thread-safe.
 */
final class RecyclerSlots implements RecyclerPool<BufferRecycler> {
  private static final long serialVersionUID = 1L;

  /** All parsers share it: what one leaves suits any other. */
  static final RecyclerSlots SHARED = new RecyclerSlots(Runtime.getRuntime().availableProcessors());

  /** How many places a thread looks at. */
  private static final int TRIES = 4;

  /** References from one place to the next that is used: a cache line apart, or nearly. */
  private static final int STRIDE = 16;

  private final transient AtomicReferenceArray<@Nullable BufferRecycler> slots;
  private final int mask;

  RecyclerSlots(int processors) {
    int count = Math.max(TRIES, Integer.highestOneBit(Math.max(1, processors)) * 4);
    slots = new AtomicReferenceArray<>(count * STRIDE);
    mask = count - 1;
  }

  @Override
  public BufferRecycler acquirePooled() {
    int first = first();
    for (int i = 0; i < TRIES; i++) {
      int slot = slot(first + i);
      // Looked at first, because a place may be empty, and a write would be contended.
      if (slots.get(slot) != null) {
        BufferRecycler found = slots.getAndSet(slot, null);
        if (found != null) {
          return found;
        }
      }
    }
    return new BufferRecycler();
  }

  @Override
  public void releasePooled(BufferRecycler recycler) {
    int first = first();
    for (int i = 0; i < TRIES; i++) {
      int slot = slot(first + i);
      if (slots.get(slot) == null && slots.compareAndSet(slot, null, recycler)) {
        return;
      }
    }
  }

  @Override
  public int pooledCount() {
    int count = 0;
    for (int i = 0; i <= mask; i++) {
      if (slots.get(slot(i)) != null) {
        count++;
      }
    }
    return count;
  }

  @Override
  public boolean clear() {
    for (int i = 0; i <= mask; i++) {
      slots.set(slot(i), null);
    }
    return true;
  }

  private int slot(int place) {
    return (place & mask) * STRIDE;
  }

  /** Where the current thread begins: ids of threads are handed out in order. */
  private static int first() {
    long id = Thread.currentThread().getId();
    return (int) (id ^ (id >>> 32));
  }

  /** Buffers are not worth being written: whoever is read back shares those of this process. */
  private Object readResolve() {
    return SHARED;
  }
}

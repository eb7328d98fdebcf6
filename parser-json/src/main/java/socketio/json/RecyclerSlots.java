package socketio.json;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Pools Jackson's buffers. Thread-local buffers would be lost with every virtual thread, and a
 * concurrent queue, Jackson's other choice, costs a node and several contended writes each time.
 * Here each thread begins its search at a slot of its own, so it usually finds the buffer that it
 * released there. Keeps no more buffers than it has slots. Thread-safe.
 */
final class RecyclerSlots implements RecyclerPool<BufferRecycler> {
  private static final long serialVersionUID = 1L;

  /** Shared by all parsers: their buffers are interchangeable. */
  static final RecyclerSlots SHARED = new RecyclerSlots(Runtime.getRuntime().availableProcessors());

  /** The number of slots that a thread tries. */
  private static final int TRIES = 4;

  /** The distance between used slots, in references: about a cache line. */
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
      // Read first: the slot may be empty, and a write would be contended.
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

  /** The first slot of the current thread: thread ids are assigned in order. */
  private static int first() {
    long id = Thread.currentThread().getId();
    return (int) (id ^ (id >>> 32));
  }

  /** Buffers are not serialized: a deserialized pool is the shared one of this process. */
  private Object readResolve() {
    return SHARED;
  }
}

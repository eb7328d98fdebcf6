package socketio.core.runtime;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Entries by their deadlines, to be added and removed in any order. Where all wait equally long, as
 * nearly always, each deadline is the latest yet, and both take a few writes; the others are in a
 * tree. For one thread at a time.
 */
public final class DeadlineQueue<E extends DeadlineQueue.Entry<E>> {
  /** Those that came in the order of their deadlines, linked from the first to the last. */
  private @Nullable E first;

  private @Nullable E last;

  private final TreeSet<E> others = new TreeSet<>(Comparator.<E>naturalOrder());

  /** What waits until a deadline. In one queue at a time. */
  public abstract static class Entry<E extends Entry<E>> implements Comparable<E> {
    public final long id;
    public final long deadline;

    // For the queue alone.
    @Nullable E previous;
    @Nullable E next;
    boolean linked;

    /**
     * An entry that is in no queue.
     *
     * @param id unique in the queue
     * @param deadline a reading of a monotonic clock
     */
    public Entry(long id, long deadline) {
      this.id = id;
      this.deadline = deadline;
    }

    /** Readings of a monotonic clock are compared by their difference. */
    @Override
    public final int compareTo(E other) {
      int order = Long.signum(deadline - other.deadline);
      return order != 0 ? order : Long.compare(id, other.id);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public final int hashCode() {
      return Long.hashCode(id);
    }
  }

  public void add(E entry) {
    E before = last;
    if (before != null && entry.compareTo(before) < 0) {
      others.add(entry);
      return;
    }
    entry.linked = true;
    entry.previous = before;
    if (before == null) {
      first = entry;
    } else {
      before.next = entry;
    }
    last = entry;
  }

  /** Removes an entry that is in the queue. */
  public void remove(E entry) {
    if (!entry.linked) {
      others.remove(entry);
      return;
    }
    E before = entry.previous;
    E after = entry.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    entry.previous = null;
    entry.next = null;
    entry.linked = false;
  }

  /** The entry whose deadline is the earliest; null if there is none. */
  public @Nullable E first() {
    E inOrder = first;
    if (others.isEmpty()) {
      return inOrder;
    }
    E other = others.first();
    return inOrder == null || other.compareTo(inOrder) < 0 ? other : inOrder;
  }

  public void clear() {
    first = null;
    last = null;
    others.clear();
  }
}

package socketio.core.runtime;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A queue of entries sorted by deadline, which may be added and removed in any order. Entries that
 * all have the same timeout, which is the usual case, arrive in the order of their deadlines and
 * are kept in a linked list, where both operations take a few writes; all others are in a tree. Not
 * thread-safe.
 */
public final class DeadlineQueue<E extends DeadlineQueue.Entry<E>> {
  /** The head of the list of entries that were added in the order of their deadlines. */
  private @Nullable E first;

  private @Nullable E last;

  private final TreeSet<E> outOfOrder = new TreeSet<>(Comparator.<E>naturalOrder());

  /** An entry with a deadline. It is in one queue at a time. */
  public abstract static class Entry<E extends Entry<E>> implements Comparable<E> {
    public final long id;
    public final long deadline;

    // Used by the queue only.
    @Nullable E previous;
    @Nullable E next;
    boolean linked;

    /**
     * Creates an entry that is in no queue.
     *
     * @param id unique in the queue
     * @param deadline a reading of a monotonic clock
     */
    public Entry(long id, long deadline) {
      this.id = id;
      this.deadline = deadline;
    }

    /** Compares the readings by their difference, because a monotonic clock may overflow. */
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
      outOfOrder.add(entry);
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
      outOfOrder.remove(entry);
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

  /** Returns the entry with the earliest deadline, or null if the queue is empty. */
  public @Nullable E first() {
    E inOrder = first;
    if (outOfOrder.isEmpty()) {
      return inOrder;
    }
    E other = outOfOrder.first();
    return inOrder == null || other.compareTo(inOrder) < 0 ? other : inOrder;
  }

  public void clear() {
    first = null;
    last = null;
    outOfOrder.clear();
  }
}

package socketio.it.concurrency;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What must be entered by one thread at a time, each of which must see what those before have
 * written. It has no protection of its own: everything it keeps is plain, or accessed without an
 * effect on anything else.
 */
public final class Witness {
  private final AtomicBoolean inside = new AtomicBoolean();
  private final int[] next;
  private int entries;
  private int overlaps;
  private int misplaced;

  /**
   * Nobody has entered.
   *
   * @param submitters how many there are; each of them numbers its entries from 0 on
   */
  public Witness(int submitters) {
    next = new int[submitters];
  }

  /** An entry of a submitter. */
  public void enter(int submitter, int number) {
    if (inside.getOpaque()) {
      overlaps++;
    }
    inside.setOpaque(true);
    if (next[submitter]++ != number) {
      misplaced++;
    }
    entries++;
    inside.setOpaque(false);
  }

  /** What is wrong with the entries, or "ok". */
  public String verdict(int expected) {
    if (entries == expected && overlaps == 0 && misplaced == 0) {
      return "ok";
    }
    return String.format(
        "%d of %d entries, %d overlapping, %d misplaced", entries, expected, overlaps, misplaced);
  }
}

package socketio.testkit.internal.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.When;

/** The faults that have yet to strike. Confined to the loop. */
public final class PendingFaults {
  private final List<Armed> armed = new ArrayList<>();

  /** Arms a fault. */
  void arm(Fault fault, When when) {
    armed.add(new Armed(fault, when));
  }

  /** Disarms all. */
  void clear() {
    armed.clear();
  }

  /**
   * The faults that have not struck yet.
   *
   * @return descriptions
   */
  List<String> pending() {
    return armed.stream().map(Armed::toString).toList();
  }

  /**
   * Takes a fault of a request or packet for which this is an opportunity.
   *
   * @param kind the class of the fault
   * @param phase the phase that the connection is in
   * @param <F> the type of the fault
   * @return the fault that strikes now, or null
   */
  public <F extends Fault> @Nullable F take(Class<F> kind, Phase phase) {
    return take(kind, phase, null);
  }

  /** Like {@link #take(Class, Phase)}, for a packet about to be sent. */
  <F extends Fault> @Nullable F take(Class<F> kind, Phase phase, @Nullable Frame sent) {
    for (Armed candidate : armed) {
      if (kind.isInstance(candidate.fault) && candidate.concerns(phase, sent)) {
        return candidate.hit() ? kind.cast(candidate.fault) : null;
      }
    }
    return null;
  }

  /**
   * The faults of the connection that strike when it enters a phase, or, if {@code opened}, when it
   * is now open.
   */
  List<Fault.OfConnection> entering(Phase phase, boolean opened) {
    return strike(
        when -> phase == when.phase() || (opened && when.phase() == null && !onPacket(when)));
  }

  /** The faults of the connection that strike in place of a packet. */
  List<Fault.OfConnection> passing(When.Direction direction, Frame frame) {
    return strike(when -> direction == when.direction() && begins(frame, when.prefix()));
  }

  private List<Fault.OfConnection> strike(java.util.function.Predicate<When> now) {
    if (armed.isEmpty()) {
      return List.of();
    }
    var struck = new ArrayList<Fault.OfConnection>();
    for (Iterator<Armed> all = List.copyOf(armed).iterator(); all.hasNext(); ) {
      Armed candidate = all.next();
      if (candidate.fault instanceof Fault.OfConnection fault
          && now.test(candidate.when)
          && candidate.hit()) {
        struck.add(fault);
      }
    }
    return struck;
  }

  private static boolean onPacket(When when) {
    return when.direction() != null;
  }

  private static boolean begins(Frame frame, String prefix) {
    return prefix.isEmpty() || (frame instanceof Frame.Text text && text.data().startsWith(prefix));
  }

  private final class Armed {
    final Fault fault;
    final When when;
    private int skip;
    private int times;

    Armed(Fault fault, When when) {
      this.fault = fault;
      this.when = when;
      skip = when.skip();
      times = when.times();
    }

    boolean concerns(Phase phase, @Nullable Frame sent) {
      if (when.phase() != null) {
        return when.phase() == phase;
      }
      return !onPacket(when)
          || (sent != null
              && when.direction() == When.Direction.SENT
              && begins(sent, when.prefix()));
    }

    /** Uses up one opportunity; true if it strikes. */
    boolean hit() {
      if (skip > 0) {
        skip--;
        return false;
      }
      if (times != Integer.MAX_VALUE && --times == 0) {
        armed.remove(this);
      }
      return true;
    }

    @Override
    public String toString() {
      return fault + " (" + when + ")";
    }
  }
}

package socketio.testkit.internal.io;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.testkit.FakeHandshake;
import socketio.testkit.internal.ServerHost;

/** The states of lost connections that clients may resume. Confined to the loop. */
final class RecoveryStore {
  /** More events than any test misses. */
  private static final int MAX_EVENTS = 10_000;

  private final ServerHost host;
  private final @Nullable Duration keep;
  private final Map<String, State> away = new HashMap<>();

  RecoveryStore(ServerHost host, @Nullable Duration keep) {
    this.host = host;
    this.keep = keep;
  }

  /**
   * The state that outlives a connection: the ids, and the events that the client may have missed.
   */
  static final class State {
    private final String namespace;
    private final String id;
    private final String pid = UUID.randomUUID().toString();
    private final ArrayDeque<Hub.EncodedEvent> events = new ArrayDeque<>();
    private Loop.@Nullable Timer expiry;

    State(String namespace, String id) {
      this.namespace = namespace;
      this.id = id;
    }

    String id() {
      return id;
    }

    String pid() {
      return pid;
    }

    void sent(Hub.EncodedEvent event) {
      events.add(event);
      if (events.size() > MAX_EVENTS) {
        events.remove();
      }
    }

    /** The events sent after a given one, or null if that one is unknown. */
    @Nullable List<List<Frame>> after(String offset) {
      List<List<Frame>> missed = null;
      for (Hub.EncodedEvent event : events) {
        if (missed != null) {
          missed.add(event.frames());
        } else if (event.offset().equals(offset)) {
          missed = new ArrayList<>();
        }
      }
      return missed;
    }
  }

  /** A client that resumes: its state, and the events that it has missed. */
  record Resumed(State state, List<List<Frame>> missed) {}

  boolean enabled() {
    return keep != null;
  }

  /** Keeps a state for a while. */
  void keep(State state) {
    if (keep != null) {
      away.put(state.pid, state);
      state.expiry = host.scheduling().loop().schedule(keep, () -> away.remove(state.pid, state));
    }
  }

  boolean isAway(State state) {
    return away.get(state.pid) == state;
  }

  void forgetAll() {
    away.clear();
  }

  /** Adds an event sent to everybody in a namespace. */
  void sent(String namespace, Hub.EncodedEvent event) {
    for (State state : away.values()) {
      if (state.namespace.equals(namespace)) {
        state.sent(event);
      }
    }
  }

  /** Takes the state that a connecting client asks to resume, if it is still there. */
  @Nullable Resumed resume(FakeHandshake handshake) {
    if (away.isEmpty()) {
      return null;
    }
    try {
      if (!(handshake.authEntry("pid") instanceof String pid)
          || !(handshake.authEntry("offset") instanceof String offset)) {
        return null;
      }
      State state = away.get(pid);
      if (state == null || !state.namespace.equals(handshake.namespace())) {
        return null;
      }
      List<List<Frame>> missed = state.after(offset);
      if (missed == null) {
        return null;
      }
      away.remove(pid);
      if (state.expiry != null) {
        state.expiry.cancel(); // otherwise it would cut short the time after the next loss
      }
      return new Resumed(state, missed);
    } catch (DecodingException e) {
      return null; // an unreadable payload does not ask to resume
    }
  }
}

package socketio.it.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import socketio.AsyncClient;
import socketio.AsyncNamespace;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.it.support.StateDiagram;

/** The state changes, connects and disconnects that a client has reported. Thread-safe. */
final class LifeLedger {
  private static final int STORY_LINES = 40;

  private final List<String> story = new ArrayList<>();
  private final List<String> offences = new ArrayList<>();
  private final long begin = System.nanoTime();
  private ClientState state = ClientState.IDLE;
  private boolean connected;
  private int connects;

  void follow(AsyncClient client) {
    client.onStateChange((from, to, cause) -> changed(from, to, cause));
    AsyncNamespace namespace = client.namespace(ChaosServer.NAMESPACE);
    namespace.onConnect(() -> connected(namespace.recovered()));
    namespace.onDisconnect(this::disconnected);
  }

  synchronized void changed(ClientState from, ClientState to, @Nullable Throwable cause) {
    note(from + " -> " + to + (cause == null ? "" : ": " + cause.getMessage()));
    if (ownFault(cause)) {
      offences.add("a fault of the client: " + cause);
    }
    if (from != state) {
      offences.add("left " + from + " but was " + state);
    }
    if (!StateDiagram.after(from).contains(to)) {
      offences.add("went from " + from + " to " + to);
    }
    state = to;
    notifyAll();
  }

  /** Whether our own code threw something that no network may cause. */
  private static boolean ownFault(@Nullable Throwable cause) {
    for (Throwable error = cause; error != null; error = error.getCause()) {
      StackTraceElement[] trace = error.getStackTrace();
      boolean bug = error instanceof Error || error instanceof NullPointerException;
      if (bug && trace.length > 0 && trace[0].getClassName().startsWith("socketio.")) {
        return true;
      }
    }
    return false;
  }

  synchronized void connected(boolean recovered) {
    note(recovered ? "recovered" : "connected");
    connects++;
    if (connected) {
      offences.add("connected twice without a disconnection");
    }
    connected = true;
  }

  synchronized void disconnected(DisconnectReason reason) {
    note("disconnected: " + reason);
    if (!connected) {
      offences.add("disconnected without a connection");
    }
    connected = false;
    notifyAll();
  }

  synchronized void note(String what) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    story.add(millis + " ms " + what);
  }

  synchronized void offend(String what) {
    offences.add(what);
  }

  synchronized int connects() {
    return connects;
  }

  /** Waits until the end has been reported. */
  synchronized void awaitEnd(int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long left;
    while ((state != ClientState.CLOSED || connected)
        && (left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) > 0) {
      wait(left);
    }
    if (state != ClientState.CLOSED || connected) {
      offences.add("the handlers ended with " + state + (connected ? ", connected" : ""));
    }
  }

  synchronized List<String> offences() {
    return List.copyOf(offences);
  }

  /** The latest of what happened. */
  synchronized String story() {
    return String.join(
        "\n    ", story.subList(Math.max(0, story.size() - STORY_LINES), story.size()));
  }
}

package socketio.core.namespace;

/** What a namespace needs from its client. */
public interface NamespaceHost {
  /** Returns whether a namespace is joined, or the client tries to join it; the loop. */
  boolean wants(String path);

  /** Returns whether the client is closed; any thread. */
  boolean isClosed();
}

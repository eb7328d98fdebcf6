package socketio.core.namespace;

/** What a namespace needs of its client. */
public interface NamespaceHost {
  /** Returns whether the client tries to have a namespace joined; the loop. */
  boolean wants(String path);

  /** Returns whether the client is closed; any thread. */
  boolean isClosed();
}

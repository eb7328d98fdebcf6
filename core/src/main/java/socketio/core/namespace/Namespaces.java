package socketio.core.namespace;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import socketio.core.handlers.HandlerTable;
import socketio.core.handlers.SharedHandlers;
import socketio.core.runtime.ClientContext;
import socketio.internal.Check;

/** The namespaces of one client, by path. Any thread, except where marked otherwise. */
public final class Namespaces {
  public static final String ROOT = "/";

  private final ClientContext context;
  private final NamespaceHost host;
  private final SharedHandlers handlers = new SharedHandlers();
  private final Map<String, NamespaceSession> sessions = new ConcurrentHashMap<>();

  public Namespaces(ClientContext context, NamespaceHost host) {
    this.context = context;
    this.host = host;
  }

  /** Returns the handlers that do not belong to one namespace. */
  public SharedHandlers handlers() {
    return handlers;
  }

  /** Returns the session of a namespace, always the same one. */
  public NamespaceSession session(String path) {
    return sessions.computeIfAbsent(
        path, name -> newSession(Check.namespace(name), new HandlerTable()));
  }

  /** Returns a session that only has handlers: those that apply to all namespaces. */
  public NamespaceSession ofAll() {
    return newSession(Check.ALL_NAMESPACES, handlers.functions());
  }

  private NamespaceSession newSession(String path, HandlerTable table) {
    return new NamespaceSession(context, path, table, handlers, host);
  }

  /** Returns the session of a namespace if the application has named it before, else null. */
  public @Nullable NamespaceSession known(String path) {
    return sessions.get(path);
  }

  /** Returns the namespaces to join if the application names none: those with handlers. */
  public Set<String> discovered() {
    var paths = new TreeSet<String>(handlers.paths());
    sessions.forEach(
        (path, session) -> {
          if (!session.table().isEmpty()) {
            paths.add(path);
          }
        });
    return paths.isEmpty() ? Set.of(ROOT) : paths;
  }

  /** Fails the events that wait for a connection; the loop. */
  public void clearBuffers(String why) {
    sessions.values().forEach(session -> session.clearBuffer(why));
  }

  /** The client was closed; the loop. */
  public void close() {
    clearBuffers("the client was closed");
    sessions.values().forEach(session -> session.arrivals().close());
  }
}

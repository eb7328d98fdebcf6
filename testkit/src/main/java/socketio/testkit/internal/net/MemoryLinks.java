package socketio.testkit.internal.net;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The in-memory connections to one server, in place of a network. Confined to the server's loop.
 */
public final class MemoryLinks {
  private final Set<Link> links = new LinkedHashSet<>();

  /** A connection that the network can cut. */
  interface Link {
    /** Ends the connection for both sides. */
    void cut(IOException why);
  }

  /** No connections. */
  public MemoryLinks() {}

  void add(Link link) {
    links.add(link);
  }

  void remove(Link link) {
    links.remove(link);
  }

  /** Cuts every connection. */
  public void cutAll() {
    for (Link link : List.copyOf(links)) {
      link.cut(new IOException("the connection was reset by the server"));
    }
  }
}

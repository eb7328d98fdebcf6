package socketio.testkit.internal.net;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The connections in memory to one server, as the network between. Confined to the server's loop.
 */
public final class MemoryLinks {
  private final Set<Link> links = new LinkedHashSet<>();

  /** Something that a network can cut. */
  interface Link {
    /** Ends for both sides. */
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

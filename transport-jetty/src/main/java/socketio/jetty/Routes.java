package socketio.jetty;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Knows by which proxy a server is reached. */
interface Routes {
  /** A client of the application sees to its proxies itself. */
  Routes OF_THE_CLIENT = (uri, channel) -> CompletableFuture.completedFuture(Optional.empty());

  /**
   * The way to a server. Does not block.
   *
   * @param channel whether a channel is to be opened
   * @return the route, empty if there is none but the direct one, or what the selector has thrown
   */
  CompletableFuture<Optional<Route>> find(URI uri, boolean channel);

  /** A request by this route has failed, perhaps because the proxy cannot be reached. */
  default void failed(URI uri, Route route, Throwable failure) {}
}

package socketio.jetty;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds the proxy through which a server is reached. */
interface Routes {
  /** The application's client handles its proxies itself. */
  Routes OF_THE_CLIENT = (uri, channel) -> CompletableFuture.completedFuture(Optional.empty());

  /**
   * The way to a server. Does not block.
   *
   * @param channel whether a channel is to be opened
   * @return the route, empty for a direct connection; or a failure with the selector's exception
   */
  CompletableFuture<Optional<Route>> find(URI uri, boolean channel);

  /** A request through this route has failed, perhaps because the proxy cannot be reached. */
  default void failed(URI uri, Route route, Throwable failure) {}
}

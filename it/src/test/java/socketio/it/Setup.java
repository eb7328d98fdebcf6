package socketio.it;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import socketio.ClientBuilder;
import socketio.ConnectOptions;

/**
 * How a test connects.
 *
 * @param mode by which transports
 * @param view through which interface
 */
record Setup(TransportMode mode, View view) {
  /** The two views of a client. */
  enum View {
    BLOCKING(builder -> new BlockingPeer(builder.build())),
    ASYNC(builder -> new AsyncPeer(builder.buildAsync()));

    private final Function<ClientBuilder, Peer> factory;

    View(Function<ClientBuilder, Peer> factory) {
      this.factory = factory;
    }
  }

  /** Each view over each mode. */
  static Stream<Setup> all() {
    return Arrays.stream(TransportMode.values())
        .flatMap(mode -> Arrays.stream(View.values()).map(view -> new Setup(mode, view)));
  }

  Peer peer(ClientBuilder builder) {
    return view.factory.apply(builder);
  }

  ConnectOptions to(NodeServer server) {
    return ConnectOptions.to(server.url()).transports(mode.kinds());
  }

  @Override
  public String toString() {
    return mode + ", " + view;
  }
}

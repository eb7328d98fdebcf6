package socketio.it;

import java.util.Arrays;
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
    BLOCKING,
    ASYNC
  }

  /** Each view over each mode. */
  static Stream<Setup> all() {
    return Arrays.stream(TransportMode.values())
        .flatMap(mode -> Arrays.stream(View.values()).map(view -> new Setup(mode, view)));
  }

  Peer peer(ClientBuilder builder) {
    return switch (view) {
      case BLOCKING -> new BlockingPeer(builder.build());
      case ASYNC -> new AsyncPeer(builder.buildAsync());
    };
  }

  ConnectOptions to(NodeServer server) {
    return ConnectOptions.to(server.url()).transports(mode.kinds());
  }

  @Override
  public String toString() {
    return mode + ", " + view;
  }
}

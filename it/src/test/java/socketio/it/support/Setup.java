package socketio.it.support;

import java.util.Arrays;
import java.util.stream.Stream;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ConnectOptions;

/**
 * How a test connects.
 *
 * @param mode by which transports
 * @param view through which interface
 * @param library the name of the transport provider
 */
public record Setup(TransportMode mode, View view, String library) {
  private static final String OKHTTP = "okhttp";
  private static final String JETTY = "jetty";

  /** The two views of a client. */
  public enum View {
    BLOCKING,
    ASYNC
  }

  /** Each view over each mode by each library. */
  public static Stream<Setup> all() {
    return eachMode()
        .flatMap(setup -> Stream.of(setup, new Setup(setup.mode(), View.ASYNC, setup.library())));
  }

  /** Each mode by each library, in one view. */
  public static Stream<Setup> eachMode() {
    return Arrays.stream(TransportMode.values())
        .flatMap(mode -> libraries().map(library -> new Setup(mode, View.BLOCKING, library)));
  }

  /** Each transport that can be alone, by each library, in one view. */
  public static Stream<Setup> eachTransport() {
    return Stream.of(OKHTTP, JETTY)
        .flatMap(
            library ->
                Stream.of(TransportMode.POLLING, TransportMode.WEBSOCKET)
                    .map(mode -> new Setup(mode, View.BLOCKING, library)));
  }

  /** The libraries alone. */
  public static Stream<String> libraries() {
    return Stream.of(OKHTTP, JETTY);
  }

  /** A builder of a client that uses the library. */
  public ClientBuilder client() {
    return Client.builder().transport(library);
  }

  public ConnectOptions to(NodeServer server) {
    return to(server.url());
  }

  public ConnectOptions to(String url) {
    return ConnectOptions.to(url).transports(mode.kinds());
  }

  @Override
  public String toString() {
    return mode + ", " + view + ", " + library;
  }
}

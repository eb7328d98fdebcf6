package socketio.it.security;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.TransportKind;
import socketio.it.support.Setup;
import socketio.it.support.TransportMode;

/**
 * One call to a server that has {@link #SUM}, over each transport and network library.
 *
 * @param mode by which transports
 * @param library the name of the transport provider
 */
record RoundTrip(TransportMode mode, String library) {
  /** A call that such a server answers with 3. */
  static final String SUM = "sum";

  /** Every combination. */
  static Stream<RoundTrip> all() {
    return Setup.libraries()
        .flatMap(
            library -> Stream.of(TransportMode.values()).map(mode -> new RoundTrip(mode, library)));
  }

  /** A builder of a client that does not reconnect. */
  ClientBuilder client() {
    return Client.builder().transport(library).reconnection(false);
  }

  /** Connects, waits for the upgrade if the mode has one, and calls. */
  void run(ClientBuilder builder, String url) throws Exception {
    var upgraded = new CompletableFuture<TransportKind>();
    try (Client client = builder.build()) {
      client.onUpgrade(
          (kind, error) -> {
            if (error == null) {
              upgraded.complete(kind);
            } else {
              upgraded.completeExceptionally(error);
            }
          });
      client.connect(options(url));
      if (mode == TransportMode.UPGRADE) {
        assertEquals(TransportKind.WEBSOCKET, upgraded.get(10, SECONDS));
      }
      assertEquals(3L, client.call(SUM, 1, 2).get(0));
    }
  }

  /** Fails to connect, and returns the error. */
  ConnectionException refusal(ClientBuilder builder, String url) {
    try (Client client = builder.build()) {
      ConnectionException error =
          assertThrows(ConnectionException.class, () -> client.connect(options(url)));
      assertFalse(error.willRetry());
      return error;
    }
  }

  ConnectOptions options(String url) {
    return ConnectOptions.to(url).transports(mode.kinds());
  }

  static void assertSays(String part, ConnectionException error) {
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains(part), message);
  }
}

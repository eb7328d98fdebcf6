package socketio.testkit.contract;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import socketio.spi.Transport;

/** The set-up of every test of a transport. */
abstract class TransportFixture {
  static final Duration TIMEOUT = Duration.ofSeconds(20);
  static final long MAX = 100L << 20;

  @SuppressWarnings("NullAway.Init") // set before each test
  Transport transport;

  /** Creates the transport under test: the only part that depends on the library. */
  abstract Transport create();

  @BeforeEach
  void createTransport() {
    transport = create();
  }

  @AfterEach
  void closeTransport() {
    transport.close();
  }

  static Transport.Request get(URI uri) {
    return new Transport.Request("GET", uri, Map.of(), null, TIMEOUT, MAX);
  }

  static Transport.Request get(URI uri, Duration timeout) {
    return new Transport.Request("GET", uri, Map.of(), null, timeout, MAX);
  }

  static Transport.Request get(URI uri, long maxResponse) {
    return new Transport.Request("GET", uri, Map.of(), null, TIMEOUT, maxResponse);
  }

  static Transport.Request get(URI uri, Map<String, List<String>> headers) {
    return new Transport.Request("GET", uri, headers, null, TIMEOUT, MAX);
  }

  static Transport.Request post(
      URI uri, Map<String, List<String>> headers, byte @org.jspecify.annotations.Nullable [] body) {
    return new Transport.Request("POST", uri, headers, body, TIMEOUT, MAX);
  }
}

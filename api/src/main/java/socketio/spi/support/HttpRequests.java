package socketio.spi.support;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import socketio.TransportKind;
import socketio.spi.Transport;

/**
 * What transports need to know about a {@link Transport.Request}.
 *
 * @since 1.0
 */
public final class HttpRequests {
  private static final Duration MAX_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);
  private static final String SEPARATORS = "\"(),/:;<=>?@[\\]{}"; // RFC 9110, 5.6.2

  private HttpRequests() {}

  /**
   * Refuses what libraries do not refuse, or refuse with a message that quotes secrets: an address
   * that is not {@code http} or {@code https} or has no host, methods other than GET and POST, a
   * GET with a body, and header names and values with characters that HTTP does not allow.
   *
   * @param request a request
   * @throws IOException if something is wrong with it; the message says what, without a secret
   */
  public static void check(Transport.Request request) throws IOException {
    URI uri = request.uri();
    String scheme = uri.getScheme();
    boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    if (!http || uri.getHost() == null) {
      throw new MalformedURLException(
          "Not an http or https address with a host: " + request + "; correct it");
    }
    if (request.method().equals("GET")) {
      if (request.body() != null) {
        throw new IOException("A GET cannot have a body: " + request);
      }
    } else if (!request.method().equals("POST")) {
      throw new IOException("Only GET and POST are supported: " + request);
    }
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      String name = header.getKey();
      if (!isToken(name) || !header.getValue().stream().allMatch(HttpRequests::isFieldValue)) {
        throw new IOException(
            "The header "
                + name
                + " has characters that HTTP does not allow; encode or remove them");
      }
    }
  }

  /**
   * Refuses what does not open a WebSocket. {@link #check} checks the rest of the request.
   *
   * @param kind the kind of the channel
   * @param request a request
   * @throws IOException if the kind is another one, or the request is no GET
   */
  public static void checkWebSocket(TransportKind kind, Transport.Request request)
      throws IOException {
    if (!kind.equals(TransportKind.WEBSOCKET)) {
      throw new IOException("This transport opens no channels of the kind " + kind);
    }
    if (!request.method().equals("GET")) {
      throw new IOException("A channel is opened with a GET: " + request);
    }
  }

  private static boolean isToken(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && SEPARATORS.indexOf(c) < 0);
  }

  private static boolean isFieldValue(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
  }

  /**
   * The address for libraries that want {@code ws} and {@code wss}.
   *
   * @param request a request that was checked
   * @return its address with that scheme
   */
  public static URI webSocketUri(Transport.Request request) {
    return URI.create("ws" + request.uri().toString().substring("http".length()));
  }

  /**
   * The timeout for libraries that take milliseconds in an {@code int}, of which 0 often means no
   * timeout at all.
   *
   * @param request a request
   * @return its timeout, 1 to 2,147,483,647 milliseconds
   */
  public static int timeoutMillis(Transport.Request request) {
    Duration timeout = request.timeout();
    return timeout.compareTo(MAX_TIMEOUT) > 0
        ? Integer.MAX_VALUE
        : (int) Math.max(1, timeout.toMillis());
  }
}

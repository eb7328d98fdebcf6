package socketio.examples.jdk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import socketio.spi.Transport;

/** Translates the requests that open a WebSocket. */
final class Handshakes {
  private static final String PREFIX = "sec-websocket-";
  private static final String PROTOCOL = "sec-websocket-protocol";

  private Handshakes() {}

  /**
   * Refuses what is no such request.
   *
   * @return the address for the JDK
   */
  static URI check(Transport.Request request) throws IOException {
    Requests.check(request);
    if (!request.method().equals("GET")) {
      throw new IOException("A channel is opened by a GET: " + request);
    }
    for (String name : request.headers().keySet()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith(PREFIX) && !lower.equals(PROTOCOL)) {
        throw Requests.restricted(name);
      }
    }
    return URI.create("ws" + request.uri().toString().substring("http".length()));
  }

  static WebSocket.Builder builder(HttpClient client, Transport.Request request) {
    WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(request.timeout());
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase(PROTOCOL)) {
        String[] names = String.join(",", header.getValue()).strip().split("\\s*,\\s*", -1);
        builder.subprotocols(names[0], Arrays.copyOfRange(names, 1, names.length));
      } else {
        header.getValue().forEach(value -> builder.header(header.getKey(), value));
      }
    }
    return builder;
  }
}

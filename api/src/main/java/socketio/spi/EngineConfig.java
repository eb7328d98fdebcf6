package socketio.spi;

import java.net.CookieHandler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import socketio.TransportKind;

/**
 * Where and how an {@link Engine} connects.
 *
 * @param uri the server's address: {@code http} or {@code https}, a host, perhaps a port and a
 *     query, no path
 * @param path the path of the endpoint, with a slash at both ends
 * @param query further query parameters, not yet percent-encoded; sent on every request
 * @param headers extra headers, sent on every request
 * @param transports which transports may be used; the first one opens the connection
 * @param timeout how long the handshake may take
 * @param maxMessageSize the most bytes that one message, or one polling response, of the server may
 *     have; more ends the connection
 * @param transport the network
 * @param cookies the cookies of the client, shared by all its connections
 * @param loop owns the engine
 */
public record EngineConfig(
    URI uri,
    String path,
    Map<String, String> query,
    Map<String, List<String>> headers,
    List<TransportKind> transports,
    Duration timeout,
    long maxMessageSize,
    Transport transport,
    CookieHandler cookies,
    Loop loop) {
  /** Names the address without its query and headers: they hold secrets. */
  @Override
  public String toString() {
    return uri.getScheme() + "://" + uri.getRawAuthority() + path + " by " + transports;
  }
}

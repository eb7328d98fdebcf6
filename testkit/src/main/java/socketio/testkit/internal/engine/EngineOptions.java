package socketio.testkit.internal.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;

/**
 * How an Engine.IO server behaves.
 *
 * @param path the path of the endpoint, beginning and ending with a slash
 * @param pingInterval how often the server pings
 * @param pingTimeout how long it waits for the pong
 * @param upgradeTimeout how long an upgrade may take
 * @param maxPayload the maximum size of a request body or WebSocket message, in bytes
 * @param transports the transports that the server offers
 * @param cookie the name of a cookie that carries the session id, or null for none
 * @param responseHeaders headers added to every HTTP response
 */
public record EngineOptions(
    String path,
    Duration pingInterval,
    Duration pingTimeout,
    Duration upgradeTimeout,
    int maxPayload,
    Set<TransportKind> transports,
    @Nullable String cookie,
    Map<String, List<String>> responseHeaders) {
  /** Copies the collections. */
  public EngineOptions {
    transports = Set.copyOf(transports);
    responseHeaders = Map.copyOf(responseHeaders);
  }
}

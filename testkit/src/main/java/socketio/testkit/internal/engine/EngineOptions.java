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
 * @param path the path of the endpoint, with a slash at both ends
 * @param pingInterval how often the server pings
 * @param pingTimeout how long it waits for the pong
 * @param upgradeTimeout how long an upgrade may take
 * @param maxPayload the most bytes of a request body or of a WebSocket message
 * @param transports what the server offers
 * @param cookie the name of a cookie that carries the session id, or null for none
 * @param responseHeaders headers added to every HTTP answer
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
  /** Takes copies. */
  public EngineOptions {
    transports = Set.copyOf(transports);
    responseHeaders = Map.copyOf(responseHeaders);
  }
}

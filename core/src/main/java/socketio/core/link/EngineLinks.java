package socketio.core.link;

import java.net.CookieHandler;
import java.net.CookieManager;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import socketio.TransportKind;
import socketio.core.runtime.ClientContext;
import socketio.internal.ConnectSpec;
import socketio.spi.ClientConfig;
import socketio.spi.EngineConfig;

/** The links of a client that have not ended: the one in use, and those still closing. */
public final class EngineLinks {
  private final ClientContext context;
  private final ClientConfig config;
  private final LinkEvents events;

  /** Shared by all links. */
  private final CookieHandler cookies;

  private final Set<EngineLink> links = new LinkedHashSet<>();

  public EngineLinks(ClientContext context, ClientConfig config, LinkEvents events) {
    this.context = context;
    this.config = config;
    this.events = events;
    CookieHandler given = config.cookies();
    cookies = given == null ? new CookieManager(new CookieShelf(), null) : given;
  }

  /** Opens a link. */
  public EngineLink open(ConnectSpec spec, ResolvedOptions options, EngineLink.Owner owner) {
    assert context.loop().inLoop();
    List<TransportKind> order =
        spec.rememberUpgrade ? events.memory().order(spec.transports) : spec.transports;
    EngineConfig.Builder engineConfig =
        EngineConfig.builder(options.uri(), config.transport(), context.loop())
            .path(spec.path)
            .query(options.query())
            .headers(options.headers())
            .transports(order)
            // A remembered order is only a guess.
            .tryAllTransports(spec.tryAllTransports || !order.equals(spec.transports))
            .timestampParameter(spec.timestampParameter)
            .timeout(spec.timeout)
            .maxMessageSize(config.maxMessageSize())
            .cookies(cookies);
    spec.transportQuery.forEach(engineConfig::query);
    spec.transportHeaders.forEach(engineConfig::headers);
    var link = new EngineLink(context, config.engine(), engineConfig.build(), owner, events);
    links.add(link);
    var unused = link.ended().thenRun(() -> links.remove(link));
    return link;
  }

  /** Runs an action when all links that exist now have ended. */
  public void whenAllEnded(Runnable action) {
    assert context.loop().inLoop();
    var unused =
        CompletableFuture.allOf(
                links.stream().map(EngineLink::ended).toArray(CompletableFuture<?>[]::new))
            .thenRun(action);
  }
}

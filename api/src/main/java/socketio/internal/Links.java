package socketio.internal;

import java.net.CookieHandler;
import java.net.CookieManager;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import socketio.TransportKind;
import socketio.spi.EngineConfig;

/** The links of a client that have not ended: one in use, and those that are closing. */
final class Links {
  private final Core core;
  private final Settings settings;
  private final LinkNews news;

  /** The cookies of all of them. */
  private final CookieHandler cookies;

  private final Set<Link> links = new LinkedHashSet<>();

  Links(Core core, Settings settings, LinkNews news) {
    this.core = core;
    this.settings = settings;
    this.news = news;
    CookieHandler given = settings.cookies();
    cookies = given == null ? new CookieManager(new CookieShelf(), null) : given;
  }

  /** Opens a link. */
  Link open(ConnectSpec spec, Target target, Link.Owner owner) {
    assert core.loop().inLoop();
    List<TransportKind> order =
        spec.rememberUpgrade ? news.memory().order(spec.transports) : spec.transports;
    var config =
        new EngineConfig(
            target.uri(),
            spec.path,
            target.query(),
            target.headers(),
            order,
            spec.timeout,
            settings.maxMessageSize(),
            settings.transport(),
            cookies,
            core.loop(),
            order.equals(spec.transports) ? spec.engineOptions : spec.tryingAllTransports());
    var link = new Link(core, settings.engine(), config, owner, news);
    links.add(link);
    var unused = link.ended().thenRun(() -> links.remove(link));
    return link;
  }

  /** Does something when all links of now have ended. */
  void whenEnded(Runnable action) {
    assert core.loop().inLoop();
    var unused =
        CompletableFuture.allOf(
                links.stream().map(Link::ended).toArray(CompletableFuture<?>[]::new))
            .thenRun(action);
  }
}

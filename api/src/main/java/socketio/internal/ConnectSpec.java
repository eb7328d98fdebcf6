package socketio.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import socketio.ConnectOptions;
import socketio.TransportKind;
import socketio.spi.EngineConfig;

/** The only implementation of {@link ConnectOptions}, which documents it. */
public final class ConnectSpec implements ConnectOptions {
  final Source url;
  final List<Source> headers;
  final List<Source> query;
  final Source auth;
  final Map<String, Source> namespaceAuth;
  final List<String> namespaces;
  final String path;
  final List<TransportKind> transports;
  final Duration timeout;
  final boolean retry;
  final boolean waitForNamespaces;
  final boolean rememberUpgrade;
  final EngineConfig.Options engineOptions;

  private ConnectSpec(Draft draft) {
    url = draft.url;
    headers = draft.headers;
    query = draft.query;
    auth = draft.auth;
    namespaceAuth = draft.namespaceAuth;
    namespaces = draft.namespaces;
    path = draft.path;
    transports = draft.transports;
    timeout = draft.timeout;
    retry = draft.retry;
    waitForNamespaces = draft.waitForNamespaces;
    rememberUpgrade = draft.rememberUpgrade;
    engineOptions = draft.engineOptions;
  }

  /** Options with defaults. */
  public static ConnectSpec to(Source url) {
    return new ConnectSpec(new Draft(url));
  }

  /** What gives the auth payload of a namespace. */
  Source authOf(String namespace) {
    return namespaceAuth.getOrDefault(namespace, auth);
  }

  @Override
  public ConnectSpec header(String name, String value) {
    Urls.checkHeader(name, value);
    return headers(Map.of(name, value));
  }

  @Override
  public ConnectSpec headers(Map<String, String> headers) {
    Check.notNull(headers, "headers").forEach(Urls::checkHeader);
    return withHeaders(Source.of(new LinkedHashMap<>(headers)));
  }

  @Override
  public ConnectSpec headers(Supplier<?> headers) {
    return withHeaders(Source.from(headers, "headers"));
  }

  private ConnectSpec withHeaders(Source more) {
    var draft = new Draft(this);
    draft.headers = plus(headers, more);
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec query(String name, String value) {
    return withQuery(Source.of(Map.of(Check.notNull(name, "name"), Check.notNull(value, "value"))));
  }

  @Override
  public ConnectSpec query(Supplier<?> query) {
    return withQuery(Source.from(query, "query"));
  }

  private ConnectSpec withQuery(Source more) {
    var draft = new Draft(this);
    draft.query = plus(query, more);
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec header(TransportKind transport, String name, String value) {
    Urls.checkHeader(name, value);
    EngineConfig.Extras extras = extrasOf(transport);
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(extras.headers());
    headers.put(name, List.of(value));
    return withExtras(transport, new EngineConfig.Extras(extras.query(), headers));
  }

  @Override
  public ConnectSpec query(TransportKind transport, String name, String value) {
    EngineConfig.Extras extras = extrasOf(transport);
    var query = new LinkedHashMap<String, String>(extras.query());
    query.put(Check.notNull(name, "name"), Check.notNull(value, "value"));
    return withExtras(transport, new EngineConfig.Extras(query, extras.headers()));
  }

  private EngineConfig.Extras extrasOf(TransportKind transport) {
    return engineOptions
        .extras()
        .getOrDefault(
            Check.notNull(transport, "transport"), new EngineConfig.Extras(Map.of(), Map.of()));
  }

  private ConnectSpec withExtras(TransportKind transport, EngineConfig.Extras extras) {
    var all = new HashMap<TransportKind, EngineConfig.Extras>(engineOptions.extras());
    all.put(transport, extras);
    return withEngineOptions(
        new EngineConfig.Options(
            engineOptions.tryAllTransports(), engineOptions.timestampParameter(), all));
  }

  private ConnectSpec withEngineOptions(EngineConfig.Options options) {
    var draft = new Draft(this);
    draft.engineOptions = options;
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec tryAllTransports(boolean all) {
    return withEngineOptions(
        new EngineConfig.Options(all, engineOptions.timestampParameter(), engineOptions.extras()));
  }

  /** The engine's options for an order of transports that is only a guess. */
  EngineConfig.Options tryingAllTransports() {
    return tryAllTransports(true).engineOptions;
  }

  @Override
  public ConnectSpec timestampParameter(@Nullable String name) {
    if (name != null && (name.isEmpty() || Set.of("EIO", "transport", "sid").contains(name))) {
      throw new IllegalArgumentException(
          "name: '" + name + "' cannot be the name of the timestamp parameter");
    }
    return withEngineOptions(
        new EngineConfig.Options(engineOptions.tryAllTransports(), name, engineOptions.extras()));
  }

  @Override
  public ConnectSpec rememberUpgrade(boolean remember) {
    var draft = new Draft(this);
    draft.rememberUpgrade = remember;
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec auth(@Nullable Object auth) {
    return withAuth(Source.of(auth));
  }

  @Override
  public ConnectSpec auth(@Nullable Supplier<?> auth) {
    // auth(null) compiles to this overload.
    return withAuth(auth == null ? Source.of(null) : Source.from(auth, "auth"));
  }

  private ConnectSpec withAuth(Source auth) {
    var draft = new Draft(this);
    draft.auth = auth;
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec auth(String namespace, @Nullable Object auth) {
    return withAuth(namespace, Source.of(auth));
  }

  @Override
  public ConnectSpec auth(String namespace, @Nullable Supplier<?> auth) {
    // auth(namespace, null) compiles to this overload.
    return withAuth(namespace, auth == null ? Source.of(null) : Source.from(auth, "auth"));
  }

  private ConnectSpec withAuth(String namespace, Source auth) {
    var draft = new Draft(this);
    draft.namespaceAuth = new LinkedHashMap<>(namespaceAuth);
    draft.namespaceAuth.put(Check.namespace(namespace), auth);
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec namespaces(String... namespaces) {
    for (String namespace : Check.notNull(namespaces, "namespaces")) {
      Check.namespace(namespace);
    }
    var draft = new Draft(this);
    draft.namespaces = List.copyOf(new LinkedHashSet<>(Arrays.asList(namespaces)));
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec path(String path) {
    var draft = new Draft(this);
    draft.path = Urls.path(path);
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec transports(TransportKind... transports) {
    if (Check.notNull(transports, "transports").length == 0) {
      throw new IllegalArgumentException("transports: at least one is needed");
    }
    for (TransportKind transport : transports) {
      Check.notNull(transport, "transports");
    }
    var draft = new Draft(this);
    draft.transports = List.copyOf(new LinkedHashSet<>(Arrays.asList(transports)));
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec timeout(Duration timeout) {
    var draft = new Draft(this);
    draft.timeout = Check.positive(timeout, "timeout");
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec retry(boolean retry) {
    var draft = new Draft(this);
    draft.retry = retry;
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec waitForNamespaces(boolean wait) {
    var draft = new Draft(this);
    draft.waitForNamespaces = wait;
    return new ConnectSpec(draft);
  }

  private static List<Source> plus(List<Source> sources, Source more) {
    var all = new ArrayList<Source>(sources);
    all.add(more);
    return List.copyOf(all);
  }

  /** Names no address, header, query or auth: they may be secret. */
  @Override
  public String toString() {
    return String.format(
        "ConnectOptions[path=%s, transports=%s, namespaces=%s]", path, transports, namespaces);
  }

  /** The same fields, not yet final. */
  private static final class Draft {
    final Source url;
    List<Source> headers = List.of();
    List<Source> query = List.of();
    Source auth = Source.of(null);
    Map<String, Source> namespaceAuth = Map.of();
    List<String> namespaces = List.of();
    String path = "/socket.io/";
    List<TransportKind> transports = List.of(TransportKind.POLLING, TransportKind.WEBSOCKET);
    Duration timeout = Duration.ofSeconds(20);
    boolean retry;
    boolean waitForNamespaces = true;
    boolean rememberUpgrade;
    EngineConfig.Options engineOptions = EngineConfig.Options.DEFAULTS;

    Draft(Source url) {
      this.url = url;
    }

    Draft(ConnectSpec spec) {
      url = spec.url;
      headers = spec.headers;
      query = spec.query;
      auth = spec.auth;
      namespaceAuth = spec.namespaceAuth;
      namespaces = spec.namespaces;
      path = spec.path;
      transports = spec.transports;
      timeout = spec.timeout;
      retry = spec.retry;
      waitForNamespaces = spec.waitForNamespaces;
      rememberUpgrade = spec.rememberUpgrade;
      engineOptions = spec.engineOptions;
    }
  }
}

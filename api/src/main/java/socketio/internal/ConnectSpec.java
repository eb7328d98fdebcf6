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
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import socketio.ConnectOptions;
import socketio.TransportKind;

/** The only implementation of {@link ConnectOptions}, which documents it. */
public final class ConnectSpec implements ConnectOptions {
  public final OptionSource url;
  public final List<OptionSource> headers;
  public final List<OptionSource> query;
  public final OptionSource auth;
  public final Map<String, OptionSource> namespaceAuth;
  public final List<String> namespaces;
  public final String path;
  public final List<TransportKind> transports;
  public final Duration timeout;
  public final boolean retry;
  public final boolean waitForNamespaces;
  public final boolean rememberUpgrade;
  public final boolean tryAllTransports;
  public final @Nullable String timestampParameter;
  public final Map<TransportKind, Map<String, String>> transportQuery;
  public final Map<TransportKind, Map<String, List<String>>> transportHeaders;

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
    tryAllTransports = draft.tryAllTransports;
    timestampParameter = draft.timestampParameter;
    transportQuery = draft.transportQuery;
    transportHeaders = draft.transportHeaders;
  }

  /** Returns options with defaults for an address. */
  public static ConnectSpec to(OptionSource url) {
    return new ConnectSpec(new Draft(url));
  }

  /** Returns the source of the auth payload of a namespace. */
  public OptionSource authOf(String namespace) {
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
    return withHeaders(OptionSource.of(new LinkedHashMap<>(headers)));
  }

  @Override
  public ConnectSpec headers(Supplier<? extends Map<String, String>> headers) {
    return withHeaders(OptionSource.from(headers, "headers"));
  }

  @Override
  public ConnectSpec headersAsync(
      Supplier<? extends CompletionStage<? extends Map<String, String>>> headers) {
    return withHeaders(OptionSource.from(headers, "headers"));
  }

  private ConnectSpec withHeaders(OptionSource more) {
    var draft = new Draft(this);
    draft.headers = append(headers, more);
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec query(String name, String value) {
    return query(Map.of(Check.notNull(name, "name"), Check.notNull(value, "value")));
  }

  @Override
  public ConnectSpec query(Map<String, String> query) {
    Check.notNull(query, "query")
        .forEach(
            (name, value) -> {
              Check.notNull(name, "name");
              Check.notNull(value, "value");
            });
    return withQuery(OptionSource.of(new LinkedHashMap<>(query)));
  }

  @Override
  public ConnectSpec query(Supplier<? extends Map<String, String>> query) {
    return withQuery(OptionSource.from(query, "query"));
  }

  @Override
  public ConnectSpec queryAsync(
      Supplier<? extends CompletionStage<? extends Map<String, String>>> query) {
    return withQuery(OptionSource.from(query, "query"));
  }

  private ConnectSpec withQuery(OptionSource more) {
    var draft = new Draft(this);
    draft.query = append(query, more);
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec header(TransportKind transport, String name, String value) {
    Urls.checkHeader(name, value);
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(transportHeaders.getOrDefault(Check.notNull(transport, "transport"), Map.of()));
    headers.put(name, List.of(value));
    var draft = new Draft(this);
    draft.transportHeaders = with(transportHeaders, transport, headers);
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec query(TransportKind transport, String name, String value) {
    var query =
        new LinkedHashMap<String, String>(
            transportQuery.getOrDefault(Check.notNull(transport, "transport"), Map.of()));
    query.put(Check.notNull(name, "name"), Check.notNull(value, "value"));
    var draft = new Draft(this);
    draft.transportQuery = with(transportQuery, transport, query);
    return new ConnectSpec(draft);
  }

  private static <V> Map<TransportKind, V> with(
      Map<TransportKind, V> map, TransportKind key, V value) {
    var copy = new HashMap<TransportKind, V>(map);
    copy.put(key, value);
    return copy;
  }

  @Override
  public ConnectSpec tryAllTransports(boolean all) {
    var draft = new Draft(this);
    draft.tryAllTransports = all;
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec timestampParameter(@Nullable String name) {
    if (name != null && (name.isEmpty() || Set.of("EIO", "transport", "sid").contains(name))) {
      throw new IllegalArgumentException(
          "name: '"
              + name
              + "' cannot be the name of the timestamp parameter; choose another"
              + " one");
    }
    var draft = new Draft(this);
    draft.timestampParameter = name;
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec rememberUpgrade(boolean remember) {
    var draft = new Draft(this);
    draft.rememberUpgrade = remember;
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec auth(@Nullable Object auth) {
    return withAuth(OptionSource.ofValue(auth, "auth"));
  }

  @Override
  public ConnectSpec auth(@Nullable Supplier<?> auth) {
    // auth(null) compiles to this overload.
    return withAuth(auth == null ? OptionSource.of(null) : OptionSource.from(auth, "auth"));
  }

  private ConnectSpec withAuth(OptionSource auth) {
    var draft = new Draft(this);
    draft.auth = auth;
    return new ConnectSpec(draft);
  }

  @Override
  public ConnectSpec auth(String namespace, @Nullable Object auth) {
    return withAuth(namespace, OptionSource.ofValue(auth, "auth"));
  }

  @Override
  public ConnectSpec auth(String namespace, @Nullable Supplier<?> auth) {
    // auth(namespace, null) compiles to this overload.
    return withAuth(
        namespace, auth == null ? OptionSource.of(null) : OptionSource.from(auth, "auth"));
  }

  private ConnectSpec withAuth(String namespace, OptionSource auth) {
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
      throw new IllegalArgumentException("transports: at least one is required");
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

  private static List<OptionSource> append(List<OptionSource> sources, OptionSource more) {
    var all = new ArrayList<OptionSource>(sources);
    all.add(more);
    return List.copyOf(all);
  }

  /** Shows no address, header, query or auth: they may be secret. */
  @Override
  public String toString() {
    return String.format(
        "ConnectOptions[path=%s, transports=%s, namespaces=%s]", path, transports, namespaces);
  }

  /** Mutable copies of the fields. */
  private static final class Draft {
    final OptionSource url;
    List<OptionSource> headers = List.of();
    List<OptionSource> query = List.of();
    OptionSource auth = OptionSource.of(null);
    Map<String, OptionSource> namespaceAuth = Map.of();
    List<String> namespaces = List.of();
    String path = "/socket.io/";
    List<TransportKind> transports = List.of(TransportKind.POLLING, TransportKind.WEBSOCKET);
    Duration timeout = Duration.ofSeconds(20);
    boolean retry;
    boolean waitForNamespaces = true;
    boolean rememberUpgrade;
    boolean tryAllTransports;
    @Nullable String timestampParameter = "t";
    Map<TransportKind, Map<String, String>> transportQuery = Map.of();
    Map<TransportKind, Map<String, List<String>>> transportHeaders = Map.of();

    Draft(OptionSource url) {
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
      tryAllTransports = spec.tryAllTransports;
      timestampParameter = spec.timestampParameter;
      transportQuery = spec.transportQuery;
      transportHeaders = spec.transportHeaders;
    }
  }
}

package socketio.testkit.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;
import socketio.testkit.ManualLoop;
import socketio.testkit.internal.engine.EngineOptions;
import socketio.testkit.internal.net.Tls;

/** The settings that the builders of both servers share. */
public final class SettingsBuilder {
  private final Map<String, List<String>> responseHeaders = new LinkedHashMap<>();
  private int port;
  private String path;
  private Duration pingInterval = Duration.ofSeconds(25);
  private Duration pingTimeout = Duration.ofSeconds(20);
  private Duration upgradeTimeout = Duration.ofSeconds(10);
  private Duration patience = Duration.ofSeconds(5);
  private int maxPayload = 1_000_000;
  private Set<TransportKind> transports = Set.of(TransportKind.POLLING, TransportKind.WEBSOCKET);
  private @Nullable String cookie;
  private @Nullable Tls tls;
  private @Nullable ManualLoop loop;
  private boolean recording = true;

  /**
   * The defaults of the reference server.
   *
   * @param path the default path
   */
  public SettingsBuilder(String path) {
    this.path = path;
  }

  /** Sets the port. */
  public void port(int number) {
    if (number < 0 || number > 65_535) {
      throw new IllegalArgumentException("port: " + number + " must be between 0 and 65535");
    }
    port = number;
  }

  /** Sets the path. */
  public void path(String endpoint) {
    if (!notNull(endpoint, "path").startsWith("/") || !endpoint.endsWith("/")) {
      throw new IllegalArgumentException(
          "path: '" + endpoint + "' must begin and end with a slash, as in \"/socket.io/\"");
    }
    path = endpoint;
  }

  /** Sets the ping interval. */
  public void pingInterval(Duration time) {
    pingInterval = positive(time, "pingInterval");
  }

  /** Sets the ping timeout. */
  public void pingTimeout(Duration time) {
    pingTimeout = positive(time, "pingTimeout");
  }

  /** Sets the upgrade timeout. */
  public void upgradeTimeout(Duration time) {
    upgradeTimeout = positive(time, "upgradeTimeout");
  }

  /** Sets how long a test waits. */
  public void patience(Duration time) {
    patience = positive(time, "patience");
  }

  private static Duration positive(Duration time, String name) {
    if (notNull(time, name).isNegative() || time.isZero()) {
      throw new IllegalArgumentException(name + ": " + time + " must be more than zero");
    }
    return time;
  }

  private static <T> T notNull(@Nullable T value, String name) {
    return Objects.requireNonNull(value, () -> name + " must not be null");
  }

  /** Sets the largest payload. */
  public void maxPayload(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("maxPayload: " + bytes + " must be 1 or more");
    }
    maxPayload = bytes;
  }

  /** Sets the transports. */
  public void transports(TransportKind... kinds) {
    for (TransportKind kind : notNull(kinds, "kinds")) {
      notNull(kind, "kinds");
    }
    transports = Set.copyOf(List.of(kinds));
  }

  /** Sets the name of the session cookie. */
  public void cookie(String name) {
    cookie = notNull(name, "name");
  }

  /** Adds a header to all answers. */
  public void responseHeader(String name, String value) {
    responseHeaders.put(notNull(name, "name"), List.of(notNull(value, "value")));
  }

  /** Sets the keys for TLS, and parameters that differ from the JVM's defaults. */
  public void tls(SSLContext keys, @Nullable SSLParameters parameters) {
    tls = new Tls(notNull(keys, "keys"), parameters);
  }

  /** Sets whether anything is recorded. */
  public void recording(boolean on) {
    recording = on;
  }

  /** Sets the test's loop. */
  public void loop(ManualLoop manual) {
    loop = notNull(manual, "loop");
  }

  /** The settings as they are now. */
  public ServerHost.Settings build() {
    return new ServerHost.Settings(
        port,
        tls,
        loop,
        patience,
        recording,
        new EngineOptions(
            path,
            pingInterval,
            pingTimeout,
            upgradeTimeout,
            maxPayload,
            transports,
            cookie,
            responseHeaders));
  }
}

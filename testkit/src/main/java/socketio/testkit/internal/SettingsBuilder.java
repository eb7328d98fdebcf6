package socketio.testkit.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      throw new IllegalArgumentException("not a port: " + number);
    }
    port = number;
  }

  /** Sets the path. */
  public void path(String endpoint) {
    if (!endpoint.startsWith("/") || !endpoint.endsWith("/")) {
      throw new IllegalArgumentException(
          "a path must begin and end with a slash: \"" + endpoint + "\"");
    }
    path = endpoint;
  }

  /** Sets the ping interval. */
  public void pingInterval(Duration time) {
    pingInterval = positive(time);
  }

  /** Sets the ping timeout. */
  public void pingTimeout(Duration time) {
    pingTimeout = positive(time);
  }

  /** Sets the upgrade timeout. */
  public void upgradeTimeout(Duration time) {
    upgradeTimeout = positive(time);
  }

  /** Sets how long a test waits. */
  public void patience(Duration time) {
    patience = positive(time);
  }

  private static Duration positive(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("not a positive time: " + time);
    }
    return time;
  }

  /** Sets the largest payload. */
  public void maxPayload(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("not a positive size: " + bytes);
    }
    maxPayload = bytes;
  }

  /** Sets the transports. */
  public void transports(TransportKind... kinds) {
    transports = Set.of(kinds);
  }

  /** Sets the name of the session cookie. */
  public void cookie(String name) {
    cookie = name;
  }

  /** Adds a header to all answers. */
  public void responseHeader(String name, String value) {
    responseHeaders.put(name, List.of(value));
  }

  /** Sets the keys for TLS, and parameters that differ from the JVM's defaults. */
  public void tls(SSLContext keys, @Nullable SSLParameters parameters) {
    tls = new Tls(keys, parameters);
  }

  /** Sets whether anything is recorded. */
  public void recording(boolean on) {
    recording = on;
  }

  /** Sets the test's loop. */
  public void loop(ManualLoop manual) {
    loop = manual;
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

package socketio.testkit;

import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import socketio.TransportKind;
import socketio.testkit.internal.ServerHost;
import socketio.testkit.internal.SettingsBuilder;

/**
 * The settings that {@link FakeServer} and {@link FakeEngineServer} share. Each method returns this
 * builder.
 *
 * @param <B> the builder's own type
 * @since 1.0
 */
public abstract sealed class FakeServerBuilder<B extends FakeServerBuilder<B>>
    permits FakeServer.Builder, FakeEngineServer.Builder {
  private final SettingsBuilder settings;

  FakeServerBuilder(String path) {
    settings = new SettingsBuilder(path);
  }

  /** This builder as its own type. */
  abstract B self();

  ServerHost.Settings settings() {
    return settings.build();
  }

  /**
   * Sets the port.
   *
   * @param port the port; 0, the default, is any free one
   * @return this builder
   */
  public final B port(int port) {
    settings.port(port);
    return self();
  }

  /**
   * Sets the path.
   *
   * @param path the path, which begins and ends with a slash; {@code "/socket.io/"} or {@code
   *     "/engine.io/"} by default
   * @return this builder
   */
  public final B path(String path) {
    settings.path(path);
    return self();
  }

  /**
   * Sets how often the server pings.
   *
   * @param time the interval; 25 s by default
   * @return this builder
   */
  public final B pingInterval(Duration time) {
    settings.pingInterval(time);
    return self();
  }

  /**
   * Sets how long the server waits for a pong.
   *
   * @param time the timeout; 20 s by default
   * @return this builder
   */
  public final B pingTimeout(Duration time) {
    settings.pingTimeout(time);
    return self();
  }

  /**
   * Sets how long an upgrade may take.
   *
   * @param time the timeout; 10 s by default
   * @return this builder
   */
  public final B upgradeTimeout(Duration time) {
    settings.upgradeTimeout(time);
    return self();
  }

  /**
   * Sets the maximum payload size.
   *
   * @param bytes the maximum size of a request body or WebSocket message, in bytes; 1000000 by
   *     default
   * @return this builder
   */
  public final B maxPayload(int bytes) {
    settings.maxPayload(bytes);
    return self();
  }

  /**
   * Sets the transports that the server offers.
   *
   * @param kinds the transports; polling and websocket by default
   * @return this builder
   */
  public final B transports(TransportKind... kinds) {
    settings.transports(kinds);
    return self();
  }

  /**
   * Makes the handshake set a cookie that holds the session id, as for a load balancer.
   *
   * @param name the cookie's name
   * @return this builder
   */
  public final B cookie(String name) {
    settings.cookie(name);
    return self();
  }

  /**
   * Adds a header to every HTTP response.
   *
   * @param name the header's name
   * @param value the header's value
   * @return this builder
   */
  public final B responseHeader(String name, String value) {
    settings.responseHeader(name, value);
    return self();
  }

  /**
   * Enables TLS: the server then has an {@code https} address.
   *
   * @param keys an initialised context whose key manager holds the server's certificate and private
   *     key; clients must trust the certificate
   * @return this builder
   */
  public final B tls(SSLContext keys) {
    settings.tls(keys, null);
    return self();
  }

  /**
   * Enables TLS, as {@link #tls(SSLContext)} does, with parameters: whether clients must present a
   * certificate that {@code keys} trusts ({@code needClientAuth}), protocols, cipher suites.
   *
   * @param keys holds the server's certificate and key
   * @param parameters the parameters; must not be changed afterwards
   * @return this builder
   */
  public final B tls(SSLContext keys, SSLParameters parameters) {
    settings.tls(keys, Objects.requireNonNull(parameters, "parameters must not be null"));
    return self();
  }

  /**
   * Sets the patience of a test: how long methods such as {@code takeSocket} and {@code takeEvent}
   * wait before they throw an {@link AssertionError}.
   *
   * @param time the timeout; 5 s by default
   * @return this builder
   */
  public final B patience(Duration time) {
    settings.patience(time);
    return self();
  }

  /**
   * Enables or disables the recording of clients and messages. Without it, nothing is kept to be
   * taken later, so a server may run for days.
   *
   * @param on true by default
   * @return this builder
   */
  public final B recording(boolean on) {
    settings.recording(on);
    return self();
  }

  /**
   * Runs the server on a test's loop and clock. It then opens no sockets: clients reach it through
   * a {@link FakeTransport}.
   *
   * @param loop the loop, shared with the clients
   * @return this builder
   */
  public final B loop(ManualLoop loop) {
    settings.loop(loop);
    return self();
  }
}

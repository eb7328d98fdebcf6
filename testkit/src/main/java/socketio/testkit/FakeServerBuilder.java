package socketio.testkit;

import java.time.Duration;
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
 */
public abstract sealed class FakeServerBuilder<B extends FakeServerBuilder<B>>
    permits FakeServer.Builder, FakeEngineServer.Builder {
  private final SettingsBuilder settings;

  FakeServerBuilder(String path) {
    settings = new SettingsBuilder(path);
  }

  /** This builder by its own type. */
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
   * @param path with a slash at both ends; {@code "/socket.io/"} or {@code "/engine.io/"} by
   *     default
   * @return this builder
   */
  public final B path(String path) {
    settings.path(path);
    return self();
  }

  /**
   * Sets how often the server pings.
   *
   * @param time 25 s by default
   * @return this builder
   */
  public final B pingInterval(Duration time) {
    settings.pingInterval(time);
    return self();
  }

  /**
   * Sets how long the server waits for a pong.
   *
   * @param time 20 s by default
   * @return this builder
   */
  public final B pingTimeout(Duration time) {
    settings.pingTimeout(time);
    return self();
  }

  /**
   * Sets how long an upgrade may take.
   *
   * @param time 10 s by default
   * @return this builder
   */
  public final B upgradeTimeout(Duration time) {
    settings.upgradeTimeout(time);
    return self();
  }

  /**
   * Sets the largest payload.
   *
   * @param bytes the most bytes of a request body or WebSocket message; 1000000 by default
   * @return this builder
   */
  public final B maxPayload(int bytes) {
    settings.maxPayload(bytes);
    return self();
  }

  /**
   * Sets what the server offers.
   *
   * @param kinds polling and websocket by default
   * @return this builder
   */
  public final B transports(TransportKind... kinds) {
    settings.transports(kinds);
    return self();
  }

  /**
   * Lets the handshake set a cookie that holds the session id, as for a load balancer.
   *
   * @param name the cookie's name
   * @return this builder
   */
  public final B cookie(String name) {
    settings.cookie(name);
    return self();
  }

  /**
   * Adds a header to every HTTP answer.
   *
   * @param name the header's name
   * @param value its value
   * @return this builder
   */
  public final B responseHeader(String name, String value) {
    settings.responseHeader(name, value);
    return self();
  }

  /**
   * Turns TLS on.
   *
   * @param keys holds the server's certificate and key
   * @return this builder
   */
  public final B tls(SSLContext keys) {
    settings.tls(keys, null);
    return self();
  }

  /**
   * Turns TLS on, as {@link #tls(SSLContext)} does, and says how it is spoken: whether clients have
   * to show a certificate that {@code keys} trusts ({@code needClientAuth}), protocols, cipher
   * suites.
   *
   * @param keys holds the server's certificate and key
   * @param parameters the parameters, not to be changed afterwards
   * @return this builder
   */
  public final B tls(SSLContext keys, SSLParameters parameters) {
    settings.tls(keys, parameters);
    return self();
  }

  /**
   * Sets how long the server's waiting methods wait.
   *
   * @param time 5 s by default
   * @return this builder
   */
  public final B patience(Duration time) {
    settings.patience(time);
    return self();
  }

  /**
   * Turns the recording of clients and messages off or on. Without it nothing can be taken, and a
   * server may run for days.
   *
   * @param on true by default
   * @return this builder
   */
  public final B recording(boolean on) {
    settings.recording(on);
    return self();
  }

  /**
   * Puts the server under a test's clock. It then has no sockets: clients reach it by {@link
   * FakeTransport}.
   *
   * @param loop the loop, shared with the clients
   * @return this builder
   */
  public final B loop(ManualLoop loop) {
    settings.loop(loop);
    return self();
  }
}

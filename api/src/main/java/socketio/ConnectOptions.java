package socketio;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import socketio.internal.ConnectSpec;
import socketio.internal.OptionSource;
import socketio.internal.Urls;

/**
 * Where and how to connect. Immutable: each method returns a modified copy. Headers and query
 * parameters add up, a later one replacing an earlier one of the same name; any other setting
 * replaces the earlier one.
 *
 * <p>The address, headers, query and auth may be given as suppliers. A supplier is called before
 * every attempt, including reconnections, on a library thread where it may block. If it throws, or
 * the value is invalid, the attempt fails with a {@link ConnectionException} of the phase {@link
 * ConnectionException.Phase#PREPARE}. The suppliers of one attempt are called one after another:
 * address, query, headers, auth. A method whose name ends in {@code Async} takes a supplier that
 * does not block and returns a stage of the value; a stage that is still incomplete after {@link
 * #timeout} fails the attempt.
 *
 * @since 1.0
 */
public sealed interface ConnectOptions permits ConnectSpec {
  /**
   * Returns options for a server.
   *
   * @param url the address: {@code http}, {@code https}, {@code ws} or {@code wss}, a host, and
   *     optionally a port and a query; a path is not allowed, because it could mean either a
   *     namespace ({@link #namespaces}) or the HTTP path ({@link #path})
   * @return options with default values
   * @throws IllegalArgumentException if the address is invalid
   */
  static ConnectOptions to(String url) {
    return ConnectSpec.to(OptionSource.of(Urls.server(url)));
  }

  /**
   * Returns options for a server.
   *
   * @param url the address, as in {@link #to(String)}
   * @return options with default values
   * @throws IllegalArgumentException if the address is invalid
   */
  static ConnectOptions to(URI url) {
    return ConnectSpec.to(OptionSource.of(Urls.server(url)));
  }

  /**
   * Returns options for a server whose address is supplied before every attempt.
   *
   * @param url supplies the address, as in {@link #to(String)}
   * @return options with default values
   */
  static ConnectOptions to(Supplier<String> url) {
    return ConnectSpec.to(OptionSource.from(url, "url"));
  }

  /**
   * Returns options for a server whose address is supplied asynchronously before every attempt.
   *
   * @param url supplies a stage of the address, as in {@link #to(String)}
   * @return options with default values
   */
  static ConnectOptions toAsync(Supplier<? extends CompletionStage<String>> url) {
    return ConnectSpec.to(OptionSource.from(url, "url"));
  }

  /**
   * Adds an HTTP header to every request.
   *
   * @param name the header's name
   * @param value its value
   * @return a modified copy
   * @throws IllegalArgumentException if the name or value is not valid in a header
   */
  ConnectOptions header(String name, String value);

  /**
   * Adds HTTP headers to every request.
   *
   * @param headers the headers
   * @return a modified copy
   * @throws IllegalArgumentException if a name or value is not valid in a header
   */
  ConnectOptions headers(Map<String, String> headers);

  /**
   * Adds HTTP headers, supplied before every attempt, to every request.
   *
   * @param headers supplies the headers
   * @return a modified copy
   */
  ConnectOptions headers(Supplier<? extends Map<String, String>> headers);

  /**
   * Adds HTTP headers, supplied asynchronously before every attempt, to every request.
   *
   * @param headers supplies a stage of the headers
   * @return a modified copy
   */
  ConnectOptions headersAsync(
      Supplier<? extends CompletionStage<? extends Map<String, String>>> headers);

  /**
   * Adds an HTTP header to the requests of one transport, replacing one of the same name that
   * applies to all requests.
   *
   * @param transport the transport
   * @param name the header's name
   * @param value its value
   * @return a modified copy
   * @throws IllegalArgumentException if the name or value is not valid in a header
   */
  ConnectOptions header(TransportKind transport, String name, String value);

  /**
   * Adds a query parameter to every request.
   *
   * @param name its name, any text
   * @param value its value, any text
   * @return a modified copy
   */
  ConnectOptions query(String name, String value);

  /**
   * Adds query parameters to every request.
   *
   * @param query the parameters: names and values, any text
   * @return a modified copy
   */
  ConnectOptions query(Map<String, String> query);

  /**
   * Adds query parameters, supplied before every attempt, to every request.
   *
   * @param query supplies the parameters
   * @return a modified copy
   */
  ConnectOptions query(Supplier<? extends Map<String, String>> query);

  /**
   * Adds query parameters, supplied asynchronously before every attempt, to every request.
   *
   * @param query supplies a stage of the parameters
   * @return a modified copy
   */
  ConnectOptions queryAsync(
      Supplier<? extends CompletionStage<? extends Map<String, String>>> query);

  /**
   * Adds a query parameter to the requests of one transport, replacing one of the same name that
   * applies to all requests.
   *
   * @param transport the transport
   * @param name its name, any text
   * @param value its value, any text
   * @return a modified copy
   */
  ConnectOptions query(TransportKind transport, String name, String value);

  /**
   * Sets the auth payload for all namespaces without one of their own.
   *
   * @param auth the value that the server's middleware sees as {@code socket.handshake.auth}: a map
   *     or an object that is encoded as a JSON object; null for none
   * @return a modified copy
   * @throws IllegalArgumentException if this is no data but code, a future or the like, such as a
   *     lambda of another type than {@link Supplier}
   */
  ConnectOptions auth(@Nullable Object auth);

  /**
   * Sets the auth payload, supplied before every attempt, for all namespaces without one of their
   * own. The supplier is called once for each of these namespaces, and by {@link
   * Namespace#connect()}.
   *
   * @param auth supplies the payload, or a {@link CompletionStage} of it; null for none, because
   *     {@code auth(null)} means this method
   * @return a modified copy
   */
  ConnectOptions auth(@Nullable Supplier<?> auth);

  /**
   * Sets the auth payload for one namespace.
   *
   * @param namespace a path that begins with a slash
   * @param auth the payload, as in {@link #auth(Object)}; null for none, also if there is one for
   *     all namespaces
   * @return a modified copy
   * @throws IllegalArgumentException as in {@link #auth(Object)}, or if the path is invalid
   */
  ConnectOptions auth(String namespace, @Nullable Object auth);

  /**
   * Sets the auth payload, supplied before every attempt, for one namespace.
   *
   * @param namespace a path that begins with a slash
   * @param auth supplies the payload, as in {@link #auth(Supplier)}
   * @return a modified copy
   * @throws IllegalArgumentException if the path is invalid
   */
  ConnectOptions auth(String namespace, @Nullable Supplier<?> auth);

  /**
   * Sets the namespaces to connect, in this order; {@code "/"} is not added implicitly. Default:
   * those that have handlers, or {@code "/"} if there are none.
   *
   * @param namespaces paths that begin with a slash; none for the default
   * @return a modified copy
   * @throws IllegalArgumentException if a path is invalid; {@code "*"} cannot be connected
   */
  ConnectOptions namespaces(String... namespaces);

  /**
   * Sets the path of the HTTP endpoint. Default: {@code "/socket.io/"}.
   *
   * @param path the path; missing leading and trailing slashes are added
   * @return a modified copy
   * @throws IllegalArgumentException if the path is invalid, or has a query or a fragment
   */
  ConnectOptions path(String path);

  /**
   * Sets the transports that may be used. The first one opens the connection, which may then be
   * upgraded to a later one. Default: polling, then WebSocket.
   *
   * @param transports at least one
   * @return a modified copy
   * @throws IllegalArgumentException if there is none
   */
  ConnectOptions transports(TransportKind... transports);

  /**
   * Sets whether, when a transport cannot open the connection, the next one is tried in the same
   * attempt: with {@code transports(WEBSOCKET, POLLING)}, polling is used where WebSocket is
   * blocked. The transports are tried in order, each with an equal share of the remaining {@link
   * #timeout}, and those that failed are not tried again for an upgrade of that connection. The
   * error of the last one describes all failures and holds the earlier ones as suppressed
   * exceptions. A 401 or 403 response to long-polling ends the attempt, because the server has
   * refused the client and not the transport; the same response to a WebSocket handshake may come
   * from a proxy, so the next transport is tried. Default: false.
   *
   * @param all whether to try all
   * @return a modified copy
   */
  ConnectOptions tryAllTransports(boolean all);

  /**
   * Sets whether the client, after a connection was upgraded to a transport, opens its next
   * connection with that transport first. If that fails, the client tries the others in the same
   * attempt and forgets the upgrade, as it does when none opens the connection. Default: false.
   *
   * @param remember whether to remember
   * @return a modified copy
   */
  ConnectOptions rememberUpgrade(boolean remember);

  /**
   * Sets the name of the query parameter that makes each long-polling request unique, so that no
   * cache answers it. If the query already has a parameter of this name, an underscore is prepended
   * to the name. Default: {@code "t"}.
   *
   * @param name the parameter's name, or null to omit the parameter
   * @return a modified copy
   * @throws IllegalArgumentException if the name is empty or reserved by Engine.IO ({@code EIO},
   *     {@code transport}, {@code sid})
   */
  ConnectOptions timestampParameter(@Nullable String name);

  /**
   * Sets how long one attempt may take, from calling the suppliers to receiving the answers for all
   * namespaces. Default: 20 seconds.
   *
   * <p>If the server answers for no namespace in that time, the attempt has failed. If it answers
   * for some, the first {@code connect} treats the others as refused: it fails and disconnects
   * those that have joined, unless {@link #waitForNamespaces} is false. On a reconnection, the
   * client is connected with those; {@code onConnectError} of the others is called, and they are
   * joined when the answer arrives later, or else on the next connection.
   *
   * <p>It also limits {@link Namespace#connect()} on this connection, from the call.
   *
   * @param timeout the timeout, more than zero
   * @return a modified copy
   * @throws IllegalArgumentException if the timeout is not positive
   */
  ConnectOptions timeout(Duration timeout);

  /**
   * Sets whether a failed first attempt is retried in the same way as a reconnection, also if the
   * connection is lost before all namespaces are answered. When the server refuses a namespace, no
   * further attempt follows, unless it refuses all of them and a {@link Reconnection.Policy}
   * decides to continue. Default: false.
   *
   * @param retry whether to retry it
   * @return a modified copy
   */
  ConnectOptions retry(boolean retry);

  /**
   * Sets whether {@code connect} waits for the answers for all namespaces, or only for the
   * connection itself. Default: true.
   *
   * <p>If it waits and any namespace is refused, or not answered in time, it fails once all are
   * answered, and leaves nothing connected. If it does not wait, the others stay connected: {@code
   * onConnectError} of each namespace reports a refusal, and the client reconnects as soon as one
   * namespace has joined.
   *
   * @param wait whether to wait
   * @return a modified copy
   */
  ConnectOptions waitForNamespaces(boolean wait);
}

package socketio;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import socketio.internal.ConnectSpec;
import socketio.internal.OptionSource;
import socketio.internal.Urls;

/**
 * Where and how to connect. Immutable: each method returns changed options.
 *
 * <p>Address, headers, query and auth may be given as suppliers. A supplier is asked anew before
 * every attempt, reconnections included, on a thread of the library where it may block; it may also
 * return a {@link java.util.concurrent.CompletionStage} of the value.
 */
public sealed interface ConnectOptions permits ConnectSpec {
  /**
   * Options for a server.
   *
   * @param url the address: {@code http}, {@code https}, {@code ws} or {@code wss}, a host, perhaps
   *     a port and a query; no path, because there it would be unclear whether it means a namespace
   *     ({@link #namespaces}) or the HTTP path ({@link #path})
   * @return options with defaults
   * @throws IllegalArgumentException if it is not such an address
   */
  static ConnectOptions to(String url) {
    return ConnectSpec.to(OptionSource.of(Urls.server(url)));
  }

  /**
   * Options for a server.
   *
   * @param url the address, as in {@link #to(String)}
   * @return options with defaults
   * @throws IllegalArgumentException if it is not such an address
   */
  static ConnectOptions to(URI url) {
    return ConnectSpec.to(OptionSource.of(Urls.server(url)));
  }

  /**
   * Options for a server whose address is asked for before every attempt.
   *
   * @param url gives the address as a String or URI, or a stage of one
   * @return options with defaults
   */
  static ConnectOptions to(Supplier<?> url) {
    return ConnectSpec.to(OptionSource.from(url, "url"));
  }

  /**
   * Adds an HTTP header to every request.
   *
   * @param name the header's name
   * @param value its value
   * @return changed options
   * @throws IllegalArgumentException if name or value cannot stand in a header
   */
  ConnectOptions header(String name, String value);

  /**
   * Adds HTTP headers to every request.
   *
   * @param headers the headers
   * @return changed options
   * @throws IllegalArgumentException if a name or value cannot stand in a header
   */
  ConnectOptions headers(Map<String, String> headers);

  /**
   * Adds HTTP headers, asked for before every attempt, to every request.
   *
   * @param headers gives a {@code Map<String, String>}, or a stage of one
   * @return changed options
   */
  ConnectOptions headers(Supplier<?> headers);

  /**
   * Adds an HTTP header to the requests of one transport, in place of one of the same name that all
   * requests have.
   *
   * @param transport the transport
   * @param name the header's name
   * @param value its value
   * @return changed options
   * @throws IllegalArgumentException if name or value cannot stand in a header
   */
  ConnectOptions header(TransportKind transport, String name, String value);

  /**
   * Adds a query parameter to every request.
   *
   * @param name its name, any text
   * @param value its value, any text
   * @return changed options
   */
  ConnectOptions query(String name, String value);

  /**
   * Adds query parameters, asked for before every attempt, to every request.
   *
   * @param query gives a {@code Map<String, String>}, or a stage of one
   * @return changed options
   */
  ConnectOptions query(Supplier<?> query);

  /**
   * Adds a query parameter to the requests of one transport, in place of one of the same name that
   * all requests have.
   *
   * @param transport the transport
   * @param name its name, any text
   * @param value its value, any text
   * @return changed options
   */
  ConnectOptions query(TransportKind transport, String name, String value);

  /**
   * Sets the auth payload of all namespaces that have none of their own.
   *
   * @param auth what the server's middleware gets as {@code socket.handshake.auth}: a map or an
   *     object that is encoded as a JSON object; null for none
   * @return changed options
   */
  ConnectOptions auth(@Nullable Object auth);

  /**
   * Sets the auth payload, asked for before every attempt, of all namespaces that have none of
   * their own.
   *
   * @param auth gives the payload, or a stage of it
   * @return changed options
   */
  ConnectOptions auth(Supplier<?> auth);

  /**
   * Sets the auth payload of one namespace.
   *
   * @param namespace the namespace
   * @param auth the payload, as in {@link #auth(Object)}
   * @return changed options
   */
  ConnectOptions auth(String namespace, @Nullable Object auth);

  /**
   * Sets the auth payload, asked for before every attempt, of one namespace.
   *
   * @param namespace the namespace
   * @param auth gives the payload, or a stage of it
   * @return changed options
   */
  ConnectOptions auth(String namespace, Supplier<?> auth);

  /**
   * Sets which namespaces to connect, in this order; {@code "/"} is not added. Default: those that
   * have handlers, or else {@code "/"}.
   *
   * @param namespaces paths that begin with a slash
   * @return changed options
   */
  ConnectOptions namespaces(String... namespaces);

  /**
   * Sets the path of the HTTP endpoint. Default: {@code "/socket.io/"}.
   *
   * @param path the path; slashes at its ends are added
   * @return changed options
   */
  ConnectOptions path(String path);

  /**
   * Sets which transports may be used; the first one opens the connection, a later one may take
   * over. Default: polling, then WebSocket.
   *
   * @param transports at least one
   * @return changed options
   */
  ConnectOptions transports(TransportKind... transports);

  /**
   * Sets whether another transport is tried, in the same attempt, when one cannot open the
   * connection: with {@code transports(WEBSOCKET, POLLING)}, polling where WebSocket is blocked.
   * They are tried in their order, each with an equal share of the time that is left of {@link
   * #timeout}, and those that have failed are not tried again for an upgrade of that connection.
   * The error of the last one tells of all, and holds those before as suppressed exceptions. An
   * answer of 401 or 403 to long-polling ends the attempt, because the server has refused the
   * client and not the transport; to the handshake of a WebSocket it may be a proxy's, and the next
   * transport is tried. Default: false.
   *
   * @param all whether to try all
   * @return changed options
   */
  ConnectOptions tryAllTransports(boolean all);

  /**
   * Sets whether the client, once a transport has taken a connection over, opens its next
   * connection by that transport first, and by the others, in the same attempt, where that fails;
   * then it forgets again, as it does when none opens the connection. Default: false.
   *
   * @param remember whether to remember
   * @return changed options
   */
  ConnectOptions rememberUpgrade(boolean remember);

  /**
   * Sets the query parameter that makes each request of long-polling a new one, so that no cache
   * answers it. Where the query has a parameter of this name already, an underscore is put before
   * it. Default: {@code "t"}.
   *
   * @param name the parameter's name, or null for no such parameter
   * @return changed options
   * @throws IllegalArgumentException if the name is empty, or one of Engine.IO's ({@code EIO},
   *     {@code transport}, {@code sid})
   */
  ConnectOptions timestampParameter(@Nullable String name);

  /**
   * Sets how long one attempt may take, from asking the suppliers to the answers of all namespaces.
   * Default: 20 seconds.
   *
   * <p>If the server answers no namespace in that time, the attempt has failed. If it answers some,
   * the client is connected with them. The others are given up as if refused by the first {@code
   * connect}; when the client has come back, their {@code onConnectError} hears of it, they are
   * joined should the answer come later, and else by the next connection.
   *
   * @param timeout the timeout
   * @return changed options
   */
  ConnectOptions timeout(Duration timeout);

  /**
   * Sets whether the first attempt is repeated, as a reconnection is, when it fails. Default:
   * false.
   *
   * @param retry whether to repeat it
   * @return changed options
   */
  ConnectOptions retry(boolean retry);

  /**
   * Sets whether {@code connect} waits for the answers of all namespaces, or only for the
   * connection itself. Default: true.
   *
   * @param wait whether to wait
   * @return changed options
   */
  ConnectOptions waitForNamespaces(boolean wait);
}

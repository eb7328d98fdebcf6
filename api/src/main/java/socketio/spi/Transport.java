package socketio.spi;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;

/**
 * A network library reduced to what Engine.IO needs: HTTP exchanges and channels of framed
 * messages. It knows nothing of Engine.IO and may serve many clients at once. The package {@code
 * socketio.spi.support} provides what is independent of the library.
 *
 * <p><b>Threads.</b> Thread-safe. No method blocks or throws: any problem with a request, or with
 * the library, fails the future or the channel. Futures are completed and listeners called on any
 * thread of the library; a listener is never called from within a method of the transport or the
 * channel, because the caller may hold locks. Neither the futures' dependents nor the listeners
 * block that thread. Threads of the transport are daemons and end after {@link #close}.
 *
 * <p><b>Nothing is sent twice.</b> A request, whether POST or GET, is not repeated once any of it
 * may have reached the server: the packets in the lost response of a long poll would be lost, and
 * those of a POST would arrive twice. Many libraries silently repeat a request whose pooled
 * connection broke; switch that off.
 *
 * <p><b>HTTP.</b> Every status completes the future normally, including redirects and challenges.
 * The transport follows no redirects, answers no challenges of the server, keeps and adds no
 * cookies and caches nothing. Bodies are bytes: it knows nothing of their charset. It does decode
 * the {@code Content-Encoding}: if it accepts compressed responses, {@link Response#body} is the
 * decompressed content. The text frames of a channel are UTF-8 on the wire.
 *
 * <p><b>Timeouts.</b> {@link Request#timeout} covers a whole exchange, from name lookup and proxy
 * to the last byte of the body, or the opening of a channel up to {@code onOpen}. No other timeout
 * ends an exchange: a long poll may be silent until then. No timeout ends an open channel, which
 * may be silent for hours.
 *
 * <p><b>Errors.</b> Failures are {@link java.io.IOException}s whose class says what happened, and
 * from which the client derives its advice:
 *
 * <ul>
 *   <li>{@link java.net.UnknownHostException}: the name cannot be resolved
 *   <li>{@link java.net.ConnectException}, {@link java.net.NoRouteToHostException}: nothing accepts
 *       connections there
 *   <li>{@link javax.net.ssl.SSLException}: TLS failed; the certificate error, if there is one, is
 *       among its causes
 *   <li>{@link java.io.InterruptedIOException}: the timeout has elapsed; the message contains it,
 *       such as {@code PT20S}
 *   <li>any other {@code IOException}: the connection broke, the server broke the protocol, the
 *       request is invalid, a response or message exceeds {@link Request#maxResponse} (the message
 *       contains the limit), or the transport is closed (the message contains the word "closed")
 * </ul>
 *
 * <p>No exception message, including those of causes, contains a header, cookie, query or body.
 * {@link Request#toString} is safe.
 *
 * <p><b>Proxies and TLS.</b> See {@link TransportOptions}. A proxy that cannot be used is a
 * failure, never a reason to connect directly. The 407 of an HTTP proxy is a response like any
 * other.
 *
 * <p><b>Arrays</b> are handed over with the call or callback: the receiver owns them, and no
 * defensive copies are made.
 *
 * <p>A transport that decorates another one delegates every method.
 *
 * @since 1.0
 */
public interface Transport extends AutoCloseable {
  /**
   * What this transport can do. {@link TransportKind#POLLING} means {@link #exchange}, every other
   * kind {@link #connect}.
   *
   * @return the kinds, always the same
   */
  Set<TransportKind> kinds();

  /**
   * The largest message that a channel of a kind can send. A session that may move from
   * long-polling to a channel sends no larger ones from the start, so that none is too large after
   * the upgrade.
   *
   * @param kind one of {@link #kinds} other than polling
   * @return payload bytes, always the same; {@link Long#MAX_VALUE} if the library has no limit
   */
  long maxMessageSize(TransportKind kind);

  /**
   * Performs one HTTP exchange. Any number of exchanges with one host may be in progress at once,
   * because long polls stay open.
   *
   * @param request what to send, to an {@code http} or {@code https} URI
   * @return completes normally with any HTTP status; fails with an {@link java.io.IOException}.
   *     {@code cancel} drops the connection
   */
  CompletableFuture<Response> exchange(Request request);

  /**
   * Opens a channel, for WebSocket with a handshake at the {@code http} or {@code https} URI of the
   * request.
   *
   * @param kind one of {@link #kinds} other than polling; for any other the channel fails
   * @param request a GET without a body
   * @param listener called one call at a time, in order; first {@code onOpen} unless opening fails,
   *     last and exactly once {@code onClose} or {@code onFailure}
   * @return the channel, still opening
   */
  Channel connect(TransportKind kind, Request request, Channel.Listener listener);

  /**
   * Ends every exchange and channel with an {@link java.io.IOException} and frees what this
   * transport created, but never a library client that the application passed in. Does not wait.
   * Afterwards everything fails in the same way. Idempotent.
   */
  @Override
  void close();

  /**
   * An HTTP request.
   *
   * @param method {@code "GET"} or {@code "POST"}
   * @param uri the full address
   * @param headers extra headers, by name; they replace the library's own. Without a {@code
   *     Content-Type}, a POST is {@code text/plain;charset=UTF-8}
   * @param body what to send, or null for nothing; a POST then has {@code Content-Length: 0}
   * @param timeout how long the whole exchange, or the opening of a channel, may take
   * @param maxResponse the maximum size, in bytes, of a response body after decompression, or of a
   *     message on a channel (text as UTF-8); a larger one fails as soon as that is known, if
   *     possible from its announced length
   */
  @SuppressWarnings("ArrayRecordComponent") // the body changes owner and is not compared
  record Request(
      String method,
      URI uri,
      Map<String, List<String>> headers,
      byte @Nullable [] body,
      Duration timeout,
      long maxResponse) {
    /** Method and address without user information, query and headers, which hold secrets. */
    @Override
    public String toString() {
      return method + " " + EngineConfig.origin(uri) + uri.getRawPath();
    }
  }

  /**
   * An HTTP response. Of the body of a failed channel handshake, at most 4 KiB are kept.
   *
   * @param status the status code
   * @param headers the headers, found by name without regard to case
   * @param body the body, possibly empty
   */
  @SuppressWarnings("ArrayRecordComponent") // the body changes owner and is not compared
  record Response(int status, Map<String, List<String>> headers, byte[] body) {
    /**
     * Makes the headers case-insensitive.
     *
     * @param status see above
     * @param headers see above
     * @param body see above
     */
    public Response {
      var byName = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
      byName.putAll(headers);
      headers = byName;
    }

    /**
     * The first value of a header.
     *
     * @param name the header's name, in any case
     * @return its value, or null
     */
    public @Nullable String header(String name) {
      List<String> values = headers.get(name);
      return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** The status only. */
    @Override
    public String toString() {
      return "HTTP " + status;
    }
  }
}

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
 * messages. It knows nothing of Engine.IO, keeps no cookies, follows no redirects, and may serve
 * many clients at once. Thread-safe; no method blocks.
 */
public interface Transport extends AutoCloseable {
  /**
   * What this transport can do. {@link TransportKind#POLLING} stands for {@link #exchange}, every
   * other kind for {@link #connect}.
   *
   * @return the kinds
   */
  Set<TransportKind> kinds();

  /**
   * Performs one HTTP exchange.
   *
   * @param request what to send, to an {@code http} or {@code https} URI
   * @return completes normally with any HTTP status, on any thread; fails with an {@link
   *     java.io.IOException}. {@code cancel} aborts the exchange
   */
  CompletableFuture<Response> exchange(Request request);

  /**
   * Opens a channel, for WebSocket by a handshake at the {@code http} or {@code https} URI of the
   * request.
   *
   * @param request a GET without a body
   * @param listener called back one call at a time, in order, on threads of the library; first with
   *     {@code onOpen} unless opening fails, last with {@code onClose} or {@code onFailure}, once
   * @return the channel, still opening
   */
  Channel connect(Request request, Channel.Listener listener);

  /**
   * Ends everything this transport has open and frees what it created, but never a client that the
   * user passed in. Idempotent.
   */
  @Override
  void close();

  /**
   * An HTTP request.
   *
   * @param method {@code "GET"} or {@code "POST"}
   * @param uri the full address
   * @param headers extra headers, by name; they replace the library's own
   * @param body what to send, or null for nothing
   * @param timeout how long the whole exchange, or the opening of a channel, may take
   * @param maxResponse the most bytes that a response body, or a message on a channel, may have
   */
  @SuppressWarnings("ArrayRecordComponent") // the body changes owner and is not compared
  record Request(
      String method,
      URI uri,
      Map<String, List<String>> headers,
      byte @Nullable [] body,
      Duration timeout,
      long maxResponse) {
    /** Names method and address without user information, query and headers: they hold secrets. */
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

    /** Names the status only. */
    @Override
    public String toString() {
      return "HTTP " + status;
    }
  }
}

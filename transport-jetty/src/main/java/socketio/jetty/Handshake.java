package socketio.jetty;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.websocket.core.Configuration.ConfigurationCustomizer;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.client.CoreClientUpgradeRequest;
import org.eclipse.jetty.websocket.core.client.UpgradeListener;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;
import socketio.spi.Transport;
import socketio.spi.support.BoundedBytes;
import socketio.spi.support.HttpRequests;

/** The opening of a WebSocket. */
final class Handshake extends CoreClientUpgradeRequest implements Response.Listener {
  private static final byte[] NO_BODY = {};
  private static final int MAX_REFUSAL = 4096;
  private static final int BUFFER_SIZE = 64 << 10;
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

  private final Transport.Request request;
  private final Routes routes;
  private final Outcome outcome;
  private final BoundedBytes body = new BoundedBytes(MAX_REFUSAL);
  private boolean headersCame;
  private volatile @Nullable Route route;
  private volatile @Nullable CompletableFuture<CoreSession> session;
  private volatile @Nullable Throwable aborted;

  /** Called with the outcome of a handshake. */
  interface Outcome extends FrameHandler {
    /** The server agreed; {@link #onOpen} follows. */
    void accepted(Transport.Response response);

    /** The server did not agree, or could not be reached. */
    void refused(IOException cause, Transport.@Nullable Response response);
  }

  Handshake(WebSocketCoreClient client, Transport.Request request, Routes routes, Outcome outcome) {
    super(client, HttpRequests.webSocketUri(request));
    this.request = request;
    this.routes = routes;
    this.outcome = outcome;
    headers(fields -> Requests.addHeaders(request, fields));
    timeout(HttpRequests.timeoutMillis(request), TimeUnit.MILLISECONDS);
    var configuration = new ConfigurationCustomizer();
    configuration.setIdleTimeout(Duration.ZERO);
    configuration.setAutoFragment(false);
    configuration.setMaxFrameSize(maxFrameSize(request.maxResponse()));
    configuration.setInputBufferSize(BUFFER_SIZE);
    configuration.setOutputBufferSize(BUFFER_SIZE);
    setConfiguration(configuration);
    addListener(
        new UpgradeListener() {
          @Override
          public void onHandshakeRequest(Request sent) {
            sent.followRedirects(false).idleTimeout(0, TimeUnit.MILLISECONDS);
          }
        });
  }

  /** The largest frame: Jetty has one limit for both directions. */
  static int maxFrameSize(long maxMessageSize) {
    return (int) Math.max(BUFFER_SIZE, Math.min(maxMessageSize, Integer.MAX_VALUE - 8));
  }

  /** Refuses invalid requests, and a header that Jetty sets itself. */
  static void check(TransportKind kind, Transport.Request request) throws IOException {
    HttpRequests.checkWebSocket(kind, request);
    HttpRequests.check(request);
    if (request.headers().keySet().stream().anyMatch(EXTENSIONS::equalsIgnoreCase)) {
      throw new IOException("The header " + EXTENSIONS + " is set by Jetty; omit it");
    }
  }

  void start() {
    var unused =
        routes
            .find(request.uri(), true)
            .orTimeout(HttpRequests.timeoutMillis(request), TimeUnit.MILLISECONDS)
            .whenComplete(
                (found, problem) -> {
                  if (problem != null) {
                    outcome.refused(Requests.explain(problem, request), null);
                  } else {
                    send(found);
                  }
                });
  }

  private void send(Optional<Route> found) {
    if (aborted != null) {
      return;
    }
    found.ifPresent(this::tag);
    route = found.orElse(null);
    try {
      session = sendAsync();
    } catch (RuntimeException e) { // the client was stopped, or refuses
      outcome.refused(Requests.explain(e, request), null);
    }
    Throwable cause = aborted; // meanwhile
    if (cause != null) {
      abort(cause);
    }
  }

  /** Ends the handshake, if it is not over. */
  void abort(Throwable cause) {
    aborted = cause;
    CompletableFuture<CoreSession> opening = session;
    if (opening != null) {
      opening.completeExceptionally(cause);
    }
  }

  @Override
  public FrameHandler getFrameHandler() {
    return outcome;
  }

  @Override
  public void upgrade(Response response, EndPoint endPoint) {
    outcome.accepted(Requests.response(response, NO_BODY));
    super.upgrade(response, endPoint);
  }

  @Override
  public void onHeaders(Response response) {
    headersCame = true;
  }

  @Override
  public void onContent(Response response, ByteBuffer content) {
    if (!body.add(content)) {
      refused(response);
      var unused = response.abort(new IOException("The rest of the response is not wanted"));
    }
  }

  @Override
  public void onComplete(Result result) {
    Throwable failure = result.getFailure();
    Response response = result.getResponse();
    boolean agreed = response.getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101;
    if (agreed && failure == null) {
      return;
    }
    // Jetty treats a head that was cut off as complete.
    boolean cutOff = agreed && !response.getHeaders().contains(HttpHeader.SEC_WEBSOCKET_ACCEPT);
    if (headersCame && !cutOff) {
      refused(response);
    } else if (failure != null) {
      Route used = route;
      if (used != null) {
        routes.failed(request.uri(), used, failure);
      }
      outcome.refused(Requests.explain(failure, request), Requests.refusalOfProxy(failure));
    }
  }

  private void refused(Response response) {
    var cause =
        new ProtocolException(
            "Expected HTTP 101 with proof of a WebSocket but was '"
                + response.getStatus()
                + " "
                + response.getReason()
                + "'");
    outcome.refused(cause, Requests.response(response, body.take()));
  }
}

package socketio.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.jspecify.annotations.Nullable;
import socketio.spi.Transport;
import socketio.spi.support.BoundedBytes;
import socketio.spi.support.HttpRequests;
import socketio.spi.support.TransportErrors;

/** One HTTP request and its response. */
final class HttpExchange implements Response.Listener {
  private static final String TEXT = "text/plain;charset=UTF-8";
  private static final byte[] NO_BODY = {};

  private final Transport.Request request;
  private final BoundedBytes body;
  private final CompletableFuture<Transport.Response> future = new CompletableFuture<>();
  private volatile Routes routes = Routes.OF_THE_CLIENT;
  private volatile @Nullable Route route;

  HttpExchange(Transport.Request request) {
    this.request = request;
    this.body = new BoundedBytes(request.maxResponse());
  }

  /** Sends a request that was checked. */
  CompletableFuture<Transport.Response> start(HttpClient client, Routes proxies) {
    routes = proxies;
    Request sent =
        client
            .newRequest(request.uri())
            .method(request.method())
            .headers(fields -> Requests.addHeaders(request, fields))
            .followRedirects(false)
            .idleTimeout(0, TimeUnit.MILLISECONDS)
            .timeout(HttpRequests.timeoutMillis(request), TimeUnit.MILLISECONDS);
    if (request.method().equals("POST")) {
      byte[] content = request.body();
      sent.body(new BytesRequestContent(TEXT, content == null ? NO_BODY : content));
    }
    var unused =
        future.whenComplete(
            (response, error) -> {
              if (error != null) { // most likely the caller's cancel()
                var unusedResult = sent.abort(error);
              }
            });
    var unusedRoute =
        proxies
            .find(request.uri(), false)
            .orTimeout(HttpRequests.timeoutMillis(request), TimeUnit.MILLISECONDS)
            .whenComplete(
                (found, problem) -> {
                  if (problem != null) {
                    fail(Requests.explain(problem, request));
                  } else {
                    send(sent, found);
                  }
                });
    return future;
  }

  private void send(Request translated, Optional<Route> found) {
    if (future.isDone()) { // cancelled meanwhile; Jetty would connect nevertheless
      return;
    }
    Route used = found.orElse(null);
    route = used;
    if (used != null) {
      translated.tag(used);
      if (used.readsAlong(request.uri())) {
        translated.headers(fields -> fields.put(HttpHeader.CONNECTION, "close"));
      }
    }
    try {
      translated.send(this);
    } catch (RuntimeException e) { // the client was stopped, or refuses
      fail(Requests.explain(e, request));
    }
  }

  @Override
  public void onHeaders(Response response) {
    if (response instanceof HttpResponse received && closesAtOnce(response)) {
      // Jetty then drops the connection after this answer.
      received.headers(headers -> headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE));
    }
    if (response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > request.maxResponse()) {
      fail(TransportErrors.responseTooLarge(request.maxResponse()));
    }
  }

  /** netty-socketio closes a connection after every answer, although it announces to keep it. */
  private static boolean closesAtOnce(Response response) {
    String server = response.getHeaders().get(HttpHeader.SERVER);
    return server != null && server.startsWith("netty-socketio/");
  }

  @Override
  public void onContent(Response response, ByteBuffer content) {
    if (!body.add(content)) {
      fail(TransportErrors.responseTooLarge(request.maxResponse()));
    }
  }

  @Override
  public void onComplete(Result result) {
    Throwable failure = result.getFailure();
    if (failure == null) {
      future.complete(Requests.response(result.getResponse(), body.take()));
    } else if (failure instanceof HttpResponseException e
        && e.getResponse() instanceof ContentResponse response) {
      // An authentication handler does not understand a challenge, but the caller may.
      future.complete(Requests.response(response, response.getContent()));
    } else {
      failed(failure);
    }
  }

  private void failed(Throwable failure) {
    Transport.Response refusal = Requests.refusalOfProxy(failure);
    if (refusal != null) {
      future.complete(refusal);
      return;
    }
    Route used = route;
    if (used != null) {
      routes.failed(request.uri(), used, failure);
    }
    fail(Requests.explain(failure, request));
  }

  /** Ends the exchange with an error, unless it has ended. */
  void fail(IOException cause) {
    future.completeExceptionally(cause);
  }
}

package socketio.examples.jdk;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import socketio.spi.Transport;
import socketio.spi.support.HttpRequests;
import socketio.spi.support.TransportErrors;

/** One HTTP request and its response. */
final class HttpExchange {
  private final Transport.Request request;
  private final Pool pool;
  private final CompletableFuture<Transport.Response> future = new CompletableFuture<>();

  HttpExchange(Transport.Request request, Pool pool) {
    this.request = request;
    this.pool = pool;
  }

  CompletableFuture<Transport.Response> start(HttpClient client) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(translated(), LimitedBody.upTo(request.maxResponse()));
    // The timeout of the JDK ends with the head of the response.
    IOException late = TransportErrors.timeout(request.toString(), request.timeout(), null);
    CompletableFuture<Boolean> timer =
        pool.schedule(HttpRequests.timeoutMillis(request), () -> fail(late));
    var unused =
        sent.whenComplete(
            (response, problem) -> {
              if (problem != null) {
                fail(Requests.explain(problem, request));
              } else {
                future.complete(
                    Requests.response(response.statusCode(), response.headers(), response.body()));
              }
            });
    var unusedToo =
        future.whenComplete(
            (response, problem) -> {
              timer.complete(false);
              sent.cancel(true); // which does nothing once it is done
            });
    return future;
  }

  private HttpRequest translated() throws IOException {
    HttpRequests.check(request);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri()).version(HttpClient.Version.HTTP_1_1);
    Requests.addHeaders(request, builder::header);
    if (!Requests.hasHeader(request, "Accept-Encoding")) {
      builder.header("Accept-Encoding", "gzip");
    }
    if (request.method().equals("GET")) {
      return builder.method("GET", new SentOnce()).build();
    }
    if (!Requests.hasHeader(request, "Content-Type")) {
      builder.header("Content-Type", "text/plain;charset=UTF-8");
    }
    byte[] body = request.body();
    return builder
        .POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
        .build();
  }

  /** Ends the exchange with an error, unless it has ended. */
  void fail(IOException cause) {
    future.completeExceptionally(cause);
  }
}

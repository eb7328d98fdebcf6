package socketio.examples.jdk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
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
    CompletableFuture<HttpResponse<InputStream>> sent =
        client.sendAsync(translated(), BodyHandlers.ofInputStream());
    // The timeout of the JDK ends with the head of the response.
    CompletableFuture<Boolean> timer =
        pool.schedule(
            HttpRequests.timeoutMillis(request),
            () -> fail(TransportErrors.timeout(request.toString(), request.timeout(), null)));
    var unused =
        sent.thenAcceptAsync(this::read, pool)
            .exceptionally(
                problem -> {
                  fail(Requests.explain(problem, request));
                  return null;
                });
    var unusedToo =
        future.whenComplete(
            (response, problem) -> {
              timer.complete(false);
              sent.cancel(true); // which does nothing once there is a response
              if (problem != null) {
                var unusedEither = sent.thenAccept(HttpExchange::drop);
              }
            });
    return future;
  }

  private void read(HttpResponse<InputStream> response) {
    try (InputStream in = response.body()) {
      HttpHeaders headers = response.headers();
      long limit = request.maxResponse();
      boolean gzip =
          headers.firstValue("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent();
      long packed =
          gzip ? limit + limit / 1000 + 64 : limit; // what cannot be packed grows a little
      if (headers.firstValueAsLong("Content-Length").orElse(0) > packed) {
        throw TransportErrors.responseTooLarge(limit);
      }
      byte[] body = read(in, packed);
      if (gzip && body.length > 0) {
        body = read(new GZIPInputStream(new ByteArrayInputStream(body)), limit);
      }
      future.complete(Requests.response(response.statusCode(), headers, body));
    } catch (IOException e) {
      fail(Requests.explain(e, request));
    }
  }

  private byte[] read(InputStream in, long limit) throws IOException {
    byte[] body = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
    if (body.length > limit) {
      throw TransportErrors.responseTooLarge(request.maxResponse());
    }
    return body;
  }

  /** Ends the connection before the end of the body. */
  private static void drop(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException e) {
      // then it has ended already
    }
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

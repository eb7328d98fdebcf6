package socketio.okhttp;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import socketio.spi.Transport;
import socketio.spi.support.HttpRequests;

/** One HTTP request and its response. */
final class HttpExchange implements Callback {
  private final Transport.Request request;
  private final CompletableFuture<Transport.Response> future = new CompletableFuture<>();

  HttpExchange(Transport.Request request) {
    this.request = request;
  }

  CompletableFuture<Transport.Response> start(OkHttpClient client, okhttp3.Request translated) {
    Call call = client.newCall(translated);
    call.timeout().timeout(HttpRequests.timeoutMillis(request), TimeUnit.MILLISECONDS);
    var unused =
        future.whenComplete(
            (response, error) -> {
              if (error != null) { // most likely the caller's cancel()
                call.cancel();
              }
            });
    call.enqueue(this);
    return future;
  }

  @Override
  public void onResponse(Call call, Response response) {
    try (response) {
      read(response);
    }
  }

  /** A failure cancels the call before the response is closed, which would continue to read. */
  private void read(Response response) {
    try {
      byte[] body = Bodies.read(response, request.maxResponse());
      future.complete(Requests.fromOkHttp(response, body));
    } catch (Throwable e) { // after an Error, too, the future must be completed
      future.completeExceptionally(Requests.explain(e, request));
    }
  }

  @Override
  public void onFailure(Call call, IOException cause) {
    Transport.Response refusal = ProxyRefusal.in(cause);
    if (refusal != null) {
      future.complete(refusal);
    } else {
      future.completeExceptionally(Requests.explain(cause, request));
    }
  }
}

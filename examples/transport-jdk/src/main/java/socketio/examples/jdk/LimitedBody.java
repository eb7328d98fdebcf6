package socketio.examples.jdk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import socketio.spi.support.BoundedBytes;
import socketio.spi.support.TransportErrors;

/** Takes a response's body up to a limit, which counts what is unpacked. */
final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {
  private final long limit;
  private final boolean tooLong;
  private final boolean gzip;
  private final BoundedBytes bytes;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  private LimitedBody(HttpResponse.ResponseInfo response, long limit) {
    this.limit = limit;
    String encoding = response.headers().firstValue("Content-Encoding").orElse("");
    gzip = encoding.equalsIgnoreCase("gzip");
    long packed = gzip ? limit + limit / 1000 + 64 : limit; // what cannot be packed grows a little
    bytes = new BoundedBytes(packed);
    tooLong = response.headers().firstValueAsLong("Content-Length").orElse(0) > packed;
  }

  static HttpResponse.BodyHandler<byte[]> upTo(long limit) {
    return response -> new LimitedBody(response, limit);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    if (tooLong) {
      refuse();
    } else {
      begun.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    for (ByteBuffer piece : pieces) {
      if (!body.isDone() && !bytes.add(piece)) {
        refuse();
      }
    }
  }

  private void refuse() {
    if (subscription != null) {
      subscription.cancel();
    }
    body.completeExceptionally(TransportErrors.responseTooLarge(limit));
  }

  @Override
  public void onError(Throwable problem) {
    body.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    try {
      byte[] received = bytes.take();
      body.complete(gzip && received.length > 0 ? unpack(received) : received);
    } catch (IOException e) {
      body.completeExceptionally(e);
    }
  }

  private byte[] unpack(byte[] packed) throws IOException {
    var unpacked = new BoundedBytes(limit);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      var piece = new byte[8192];
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        if (!unpacked.add(ByteBuffer.wrap(piece, 0, count))) {
          throw TransportErrors.responseTooLarge(limit);
        }
      }
    }
    return unpacked.take();
  }
}

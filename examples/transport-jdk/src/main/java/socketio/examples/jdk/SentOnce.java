package socketio.examples.jdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The empty body of a GET that must not be sent twice. The JDK repeats a GET whose connection broke
 * before the first byte of the answer, and has no switch against it; the packets of that answer
 * would be lost. It reads the length of the body each time that it writes the head.
 */
final class SentOnce implements HttpRequest.BodyPublisher {
  private final HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();
  private final AtomicBoolean asked = new AtomicBoolean();

  @Override
  public long contentLength() {
    if (asked.getAndSet(true)) {
      throw new UncheckedIOException(
          new IOException("The connection broke before the answer; the request is not repeated"));
    }
    return 0;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    nothing.subscribe(subscriber);
  }
}

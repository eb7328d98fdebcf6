package socketio.it.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;

/** A session over long-polling: a response is written when the client asks for it. */
public final class RawPollingPeer implements RawPeer {
  private static final int RESPONSE_CHARS = 1 << 20;
  private static final char SEPARATOR = '\u001e';

  /** Longer than any test; a thread that waits for a session that is over ends then. */
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<Response> responses = new SynchronousQueue<>();
  private final BlockingQueue<String> received = new SynchronousQueue<>();
  private final StringBuilder pending = new StringBuilder();
  private volatile boolean finished;

  /** Writes a response. */
  @FunctionalInterface
  public interface Response {
    void writeTo(java.io.OutputStream out) throws IOException;
  }

  @Override
  public void send(String packet) throws IOException, InterruptedException {
    if (pending.length() > 0) {
      pending.append(SEPARATOR);
    }
    pending.append(packet);
    if (pending.length() >= RESPONSE_CHARS) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException, InterruptedException {
    if (pending.length() > 0) {
      byte[] whole = response(pending.toString());
      pending.setLength(0);
      respond(out -> out.write(whole));
    }
  }

  /** A response with these packets and its length. */
  public static byte[] response(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    var whole = new ByteArrayOutputStream(bytes.length + 100);
    whole.writeBytes(
        ("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: "
                + bytes.length
                + "\r\n\r\n")
            .getBytes(ISO_8859_1));
    whole.writeBytes(bytes);
    return whole.toByteArray();
  }

  /** Answers the next GET; waits until it has arrived. */
  public void respond(Response response) throws IOException, InterruptedException {
    if (!responses.offer(response, PATIENCE_SECONDS, SECONDS)) {
      throw new IOException("the client does not poll");
    }
  }

  @Override
  public String receive() throws IOException, InterruptedException {
    String packet = received.poll(PATIENCE_SECONDS, SECONDS);
    if (packet == null) {
      throw new IOException("the client does not post");
    }
    return packet;
  }

  /** The answer to a GET. */
  Response nextResponse() throws IOException, InterruptedException {
    Response next = responses.poll(PATIENCE_SECONDS, SECONDS);
    if (next == null) {
      throw new IOException("there is nothing to poll");
    }
    return next;
  }

  /** From now on accepts everything and sends nothing. */
  void finish() {
    finished = true;
  }

  /** Takes what was posted; waits until it has been received. */
  void posted(String payload) throws IOException, InterruptedException {
    for (String packet : payload.split(String.valueOf(SEPARATOR), -1)) {
      if (!finished && !received.offer(packet, PATIENCE_SECONDS, SECONDS)) {
        throw new IOException("nobody receives");
      }
    }
  }
}

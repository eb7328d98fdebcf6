package socketio.okhttp;

import java.io.IOException;
import java.util.Locale;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Sink;
import okio.Socket;
import okio.Source;
import org.jspecify.annotations.Nullable;
import socketio.spi.support.TransportErrors;

/**
 * Fails a WebSocket whose peer sends, or announces, a message that is too large, or pings without
 * end and does not read the answers. OkHttp itself would assemble and inflate a message of any
 * size, and queue any number of answers.
 */
final class MessageLimit implements Interceptor {
  private static final String NO_CONTEXT = "server_no_context_takeover"; // RFC 7692, 7.1.1.1

  private final long limit;

  MessageLimit(long limit) {
    this.limit = limit;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    Socket socket = response.socket();
    if (socket == null) {
      return response;
    }
    boolean keepsContext =
        response.headers("Sec-WebSocket-Extensions").stream()
            .noneMatch(value -> value.toLowerCase(Locale.ROOT).contains(NO_CONTEXT));
    var pings = new UnansweredPings();
    var source = new LimitedSource(socket.getSource(), limit, keepsContext, pings);
    Sink sink = pings.watch(socket.getSink());
    return response.newBuilder().socket(new LimitedSocket(socket, source, sink)).build();
  }

  private static final class LimitedSocket implements Socket {
    private final Socket socket;
    private final Source source;
    private final Sink sink;

    LimitedSocket(Socket socket, Source source, Sink sink) {
      this.socket = socket;
      this.source = source;
      this.sink = sink;
    }

    @Override
    public Source getSource() {
      return source;
    }

    @Override
    public Sink getSink() {
      return sink;
    }

    @Override
    public void cancel() {
      socket.cancel();
    }
  }

  /**
   * Follows the frames (RFC 6455, 5.2; RFC 7692, 7.2.2) that pass through. OkHttp handles invalid
   * ones. Data that arrived together with the excess is still passed on, since it may contain
   * earlier messages.
   */
  private static final class LimitedSource extends ForwardingSource {
    private static final int FINAL = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int CONTROL = 0x08;
    private static final int OPCODE = 0x0f;
    private static final int PING = 0x09;
    private static final int SHORT = 126;
    private static final int LONG = 127;

    /** Up to the length: no server sends the mask that may follow. */
    private static final int MAX_HEADER = 10;

    private final long limit;
    private final byte[] header = new byte[MAX_HEADER];
    private int headerSize;
    private final boolean keepsContext;
    private final UnansweredPings pings;
    private @Nullable InflatedSize inflated; // since the first compressed message
    private int firstByte;
    private long payloadLeft;
    private boolean compressed;
    private long messageSize;
    private boolean exceeded;

    LimitedSource(Source source, long limit, boolean keepsContext, UnansweredPings pings) {
      super(source);
      this.limit = limit;
      this.keepsContext = keepsContext;
      this.pings = pings;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      if (exceeded) {
        throw TransportErrors.messageTooLarge(limit);
      }
      long count = super.read(sink, byteCount);
      long position = sink.size() - Math.max(count, 0);
      while (position < sink.size() && !exceeded) {
        if (payloadLeft > 0) {
          long step = Math.min(payloadLeft, sink.size() - position);
          passPayload(sink, position, step);
          position += step;
        } else {
          header[headerSize++] = sink.getByte(position++);
          parseHeader();
        }
      }
      return count;
    }

    private void parseHeader() throws IOException {
      if (headerSize < 2) {
        return;
      }
      int length = header[1] & 0x7f;
      int size = length == SHORT ? 4 : length == LONG ? MAX_HEADER : 2;
      if (headerSize < size) {
        return;
      }
      firstByte = header[0];
      payloadLeft = size == 2 ? length : bigEndian(header, 2, size);
      headerSize = 0;
      if (isControl()) {
        if ((firstByte & OPCODE) == PING) {
          pings.add();
        }
        return;
      }
      if ((firstByte & OPCODE) != 0) {
        compressed = (firstByte & COMPRESSED) != 0;
      }
      messageSize += payloadLeft;
      exceeded = messageSize > limit || messageSize < 0;
      endFrameIfComplete();
    }

    private static long bigEndian(byte[] bytes, int from, int to) {
      long value = 0;
      for (int i = from; i < to; i++) {
        value = value << 8 | (bytes[i] & 0xff);
      }
      return value;
    }

    private void passPayload(Buffer sink, long position, long count) throws IOException {
      if (compressed && !isControl()) {
        if (inflated == null) {
          inflated = new InflatedSize(keepsContext);
        }
        exceeded = inflated.add(sink, position, count) > limit;
      }
      payloadLeft -= count;
      endFrameIfComplete();
    }

    private void endFrameIfComplete() throws IOException {
      if (payloadLeft == 0 && (firstByte & FINAL) != 0 && !isControl()) {
        messageSize = 0;
        if (compressed && inflated != null) {
          inflated.endMessage();
        }
      }
    }

    private boolean isControl() {
      return (firstByte & CONTROL) != 0;
    }

    @Override
    public void close() throws IOException {
      if (inflated != null) {
        inflated.close();
      }
      super.close();
    }
  }
}

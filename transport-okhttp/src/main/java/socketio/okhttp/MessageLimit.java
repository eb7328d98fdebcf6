package socketio.okhttp;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Sink;
import okio.Socket;
import okio.Source;

/**
 * Fails a WebSocket as soon as the peer announces a message that is too large. OkHttp itself would
 * assemble it whole, whatever its size.
 */
final class MessageLimit implements Interceptor {
  private final long limit;

  MessageLimit(long limit) {
    this.limit = limit;
  }

  static IOException exceeded(long limit) {
    return new IOException(
        "The server sent a message of more than "
            + limit
            + " bytes; raise the maximum message size if it is meant to");
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    Socket socket = response.socket();
    return socket == null
        ? response
        : response.newBuilder().socket(new LimitedSocket(socket, limit)).build();
  }

  private static final class LimitedSocket implements Socket {
    private final Socket socket;
    private final Source source;

    LimitedSocket(Socket socket, long limit) {
      this.socket = socket;
      this.source = new LimitedSource(socket.getSource(), limit);
    }

    @Override
    public Source getSource() {
      return source;
    }

    @Override
    public Sink getSink() {
      return socket.getSink();
    }

    @Override
    public void cancel() {
      socket.cancel();
    }
  }

  /**
   * Follows the frame headers (RFC 6455, 5.2) that pass by. What is invalid is left to OkHttp, and
   * what came together with the header of a message that is too large is still passed on, since
   * earlier messages may be among it.
   */
  private static final class LimitedSource extends ForwardingSource {
    private static final int CONTROL = 0x08;
    private static final int FINAL = 0x80;
    private static final int SHORT = 126;
    private static final int LONG = 127;

    private final long limit;
    private final Buffer header = new Buffer();
    private long payloadLeft;
    private long messageSize;
    private boolean exceeded;

    LimitedSource(Source source, long limit) {
      super(source);
      this.limit = limit;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      if (exceeded) {
        throw exceeded(limit);
      }
      long count = super.read(sink, byteCount);
      long position = sink.size() - Math.max(count, 0);
      while (position < sink.size() && !exceeded) {
        if (payloadLeft > 0) {
          long step = Math.min(payloadLeft, sink.size() - position);
          payloadLeft -= step;
          position += step;
        } else {
          header.writeByte(sink.getByte(position++));
          parseHeader();
        }
      }
      return count;
    }

    private void parseHeader() {
      if (header.size() < 2) {
        return;
      }
      int first = header.getByte(0);
      int length = header.getByte(1) & 0x7f;
      int size = length == SHORT ? 4 : length == LONG ? 10 : 2;
      if (header.size() < size) {
        return;
      }
      header.skip(2);
      payloadLeft =
          length == SHORT
              ? header.readShort() & 0xffff
              : length == LONG ? header.readLong() : length;
      if ((first & CONTROL) == 0) {
        messageSize += payloadLeft;
        exceeded = messageSize > limit || messageSize < 0;
        if ((first & FINAL) != 0) {
          messageSize = 0;
        }
      }
    }
  }
}

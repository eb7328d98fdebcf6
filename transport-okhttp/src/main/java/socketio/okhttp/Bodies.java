package socketio.okhttp;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import socketio.spi.support.TransportErrors;

/** Bodies of requests and, within bounds, of responses. */
final class Bodies {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;
  private static final int PIECE = 1 << 16;
  private static final byte[] NOTHING = {};
  private static final MediaType TEXT = MediaType.get("text/plain;charset=UTF-8");

  private Bodies() {}

  /** The body of a POST; it is text unless the request has a Content-Type of its own. */
  static RequestBody of(byte @Nullable [] body, boolean typed) {
    return body == null ? RequestBody.create(NOTHING) : new Content(body, typed ? null : TEXT);
  }

  /** Written in pieces: OkHttp's own body of an array copies all of it into buffers first. */
  private static final class Content extends RequestBody {
    private final byte[] bytes;
    private final @Nullable MediaType type;

    Content(byte[] bytes, @Nullable MediaType type) {
      this.bytes = bytes;
      this.type = type;
    }

    @Override
    public @Nullable MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      for (int from = 0; from < bytes.length; ) {
        int length = Math.min(PIECE, bytes.length - from);
        sink.write(bytes, from, length);
        from += length;
      }
    }
  }

  /** Reads a whole body; the limit counts bytes after decompression. */
  static byte[] read(Response response, long limit) throws IOException {
    long max = Math.min(limit, MAX_ARRAY);
    BufferedSource source = response.body().source();
    if (response.body().contentLength() > max || source.request(max + 1)) {
      throw TransportErrors.responseTooLarge(max);
    }
    return source.readByteArray();
  }

  /** Reads the beginning of a body, as far as it arrives. */
  static byte[] readStart(Response response, long limit) {
    BufferedSource source = response.body().source();
    try {
      source.request(limit);
    } catch (IOException e) { // what has arrived is still useful
    }
    Buffer received = source.getBuffer();
    return received.snapshot((int) Math.min(limit, received.size())).toByteArray();
  }
}

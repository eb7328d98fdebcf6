package socketio.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Server frames: many copies of one frame in a buffer. */
final class Flood {
  private static final int BYTES = 64 << 10;

  private final int size;
  private final ByteBuffer frames;

  Flood(Kind kind) {
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    one.writeBytes(text(kind.text));
    if (kind.attachment > 0) {
      one.writeBytes(frame(0x82, new byte[kind.attachment]));
    }
    size = one.size();
    frames = ByteBuffer.allocateDirect(Math.max(1, BYTES / size) * size);
    while (frames.hasRemaining()) {
      frames.put(one.toByteArray());
    }
    frames.flip();
  }

  /** The largest number of frames in the buffer. */
  int count() {
    return frames.limit() / size;
  }

  /** The frames of the given number of events. */
  ByteBuffer frames(int count) {
    return frames.duplicate().limit(size * count);
  }

  /** A text frame. */
  static byte[] text(String text) {
    return frame(0x81, text.getBytes(UTF_8));
  }

  private static byte[] frame(int first, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else {
      frame.write(126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(payload);
    return frame.toByteArray();
  }
}

package socketio.jetty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.OpCode;
import socketio.spi.Frame;

/** Writes batches of frames with one flush each. For one thread at a time. */
final class FrameWriter {
  private final int maxFrameSize;
  private final Callback written;

  /**
   * @param maxFrameSize larger messages are sent in fragments
   * @param written called once for each batch
   */
  FrameWriter(int maxFrameSize, Callback written) {
    this.maxFrameSize = maxFrameSize;
    this.written = written;
  }

  void write(CoreSession to, List<Frame> frames) {
    if (frames.size() == 1 && isSmall(frames.get(0))) {
      to.sendFrame(whole(frames.get(0)), written, false);
      return;
    }
    for (Frame frame : frames) {
      writeFragments(to, frame);
    }
    to.flush(written); // the callbacks of the frames report a buffer, not the network
  }

  /** In UTF-8 a character has up to 3 bytes. */
  private boolean isSmall(Frame frame) {
    int size =
        frame instanceof Frame.Text text ? text.length() : ((Frame.Binary) frame).data().length;
    return size <= maxFrameSize / 3;
  }

  private static org.eclipse.jetty.websocket.core.Frame whole(Frame frame) {
    return new org.eclipse.jetty.websocket.core.Frame(opCode(frame), payload(frame));
  }

  private void writeFragments(CoreSession to, Frame frame) {
    ByteBuffer payload = payload(frame);
    byte opCode = opCode(frame);
    while (payload.remaining() > maxFrameSize) {
      ByteBuffer piece = payload.slice(payload.position(), maxFrameSize);
      payload.position(payload.position() + maxFrameSize);
      to.sendFrame(
          new org.eclipse.jetty.websocket.core.Frame(opCode, false, piece), Callback.NOOP, true);
      opCode = OpCode.CONTINUATION;
    }
    to.sendFrame(
        new org.eclipse.jetty.websocket.core.Frame(opCode, true, payload), Callback.NOOP, true);
  }

  private static byte opCode(Frame frame) {
    return frame instanceof Frame.Text ? OpCode.TEXT : OpCode.BINARY;
  }

  private static ByteBuffer payload(Frame frame) {
    return ByteBuffer.wrap(
        frame instanceof Frame.Text text
            ? text.data().getBytes(UTF_8)
            : ((Frame.Binary) frame).data());
  }
}

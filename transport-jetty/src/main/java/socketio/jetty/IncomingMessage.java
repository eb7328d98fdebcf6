package socketio.jetty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;
import socketio.spi.support.BoundedBytes;
import socketio.spi.support.TransportErrors;

/**
 * Joins WebSocket frames to messages, up to a size. Jetty has checked the order of the frames. For
 * one thread at a time.
 */
final class IncomingMessage {
  private final long limit;
  private boolean text;
  private @Nullable BoundedBytes fragments;

  IncomingMessage(long limit) {
    this.limit = limit;
  }

  /**
   * Takes a frame of data.
   *
   * @return the message that it completes, or null
   */
  @Nullable Frame add(org.eclipse.jetty.websocket.core.Frame frame) throws IOException {
    if (frame.getOpCode() != OpCode.CONTINUATION) {
      text = frame.getOpCode() == OpCode.TEXT;
    }
    if (frame.isFin() && fragments == null) {
      return whole(frame);
    }
    if (fragments == null) {
      fragments = new BoundedBytes(limit);
    }
    if (frame.hasPayload() && !fragments.add(frame.getPayload())) {
      throw TransportErrors.messageTooLarge(limit);
    }
    if (!frame.isFin()) {
      return null;
    }
    byte[] bytes = fragments.take();
    fragments = null;
    return text ? new Frame.Text(new String(bytes, UTF_8)) : new Frame.Binary(bytes);
  }

  private Frame whole(org.eclipse.jetty.websocket.core.Frame frame) throws IOException {
    if (frame.getPayloadLength() > limit) {
      throw TransportErrors.messageTooLarge(limit);
    }
    if (!frame.hasPayload()) {
      return text ? new Frame.Text("") : new Frame.Binary(new byte[0]);
    }
    ByteBuffer payload = frame.getPayload();
    if (text && payload.hasArray()) {
      int start = payload.arrayOffset() + payload.position();
      return new Frame.Text(new String(payload.array(), start, payload.remaining(), UTF_8));
    }
    var bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return text ? new Frame.Text(new String(bytes, UTF_8)) : new Frame.Binary(bytes);
  }
}

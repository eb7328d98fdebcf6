package socketio.msgpack;

import java.io.IOException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.buffer.ArrayBufferOutput;
import org.msgpack.core.buffer.MessageBuffer;
import org.msgpack.core.buffer.MessageBufferOutput;

/** Collects the bytes of a frame. */
final class FrameOutput {
  /** Most packets fit into one buffer of this size. */
  private static final int BUFFER_BYTES = 512;

  private static final MessagePack.PackerConfig CONFIG = new MessagePack.PackerConfig();

  private final Chunks chunks;
  private final MessagePacker packer;

  FrameOutput(MsgpackLimits limits) {
    chunks = new Chunks(limits.frameBytes());
    packer = CONFIG.newPacker(chunks);
  }

  MessagePacker packer() {
    return packer;
  }

  /** Writes bytes that are already MessagePack and no longer change. */
  void raw(byte[] data) throws IOException {
    if (data.length > BUFFER_BYTES) {
      packer.addPayload(data);
    } else {
      packer.writePayload(data);
    }
  }

  /** Everything written so far. */
  byte[] finish() throws IOException {
    packer.flush();
    return chunks.toByteArray();
  }

  /** Rejects a frame that would become too large, before allocating it. */
  private static final class Chunks implements MessageBufferOutput {
    private final ArrayBufferOutput chunks = new ArrayBufferOutput(BUFFER_BYTES);
    private final int maxBytes;
    private long bytes;

    Chunks(int maxBytes) {
      this.maxBytes = maxBytes;
    }

    private void count(int length) throws PacketFault {
      bytes += length;
      if (bytes > maxBytes) {
        throw new PacketFault(
            "the packet has more than %d bytes (MsgpackLimits can allow more)".formatted(maxBytes));
      }
    }

    @Override
    public MessageBuffer next(int minimumSize) {
      return chunks.next(minimumSize);
    }

    @Override
    public void writeBuffer(int length) throws IOException {
      count(length);
      chunks.writeBuffer(length);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      count(length);
      chunks.write(buffer, offset, length);
    }

    @Override
    public void add(byte[] buffer, int offset, int length) throws IOException {
      count(length);
      chunks.add(buffer, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    byte[] toByteArray() {
      return chunks.toByteArray();
    }
  }
}

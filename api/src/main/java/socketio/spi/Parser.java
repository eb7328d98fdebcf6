package socketio.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;
import socketio.EncodingException;

/**
 * Encodes packets as frames and creates decoders of frames. Stateless, thread-safe and without I/O.
 *
 * @since 1.0
 */
public interface Parser {
  /**
   * Encodes a packet. The result is a snapshot that later changes to the packet's values do not
   * affect.
   *
   * @param packet the packet; its values are read with {@link socketio.Args#get(int)}
   * @return one frame, followed by the attachments if there are any; to be sent contiguously
   * @throws EncodingException if a value cannot be represented
   */
  List<Frame> encode(Packet packet);

  /**
   * Creates the decoder of one connection.
   *
   * @return a decoder that has seen no frame
   */
  Decoder newDecoder();

  /** Decodes the frames of one connection into packets. Used by one thread at a time. */
  interface Decoder {
    /**
     * Decodes the next frame. The arguments of the returned packet may still be undecoded text;
     * {@link socketio.Args} then reports any errors in them. Whatever the frames, neither throws
     * anything but {@link DecodingException}.
     *
     * @param frame the frame
     * @return the packet that this frame completes, or null while attachments are outstanding
     * @throws DecodingException if the frame is not valid at this point; the connection must then
     *     be closed and this decoder discarded
     */
    @Nullable Packet decode(Frame frame);
  }
}

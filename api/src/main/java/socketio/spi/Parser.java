package socketio.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;
import socketio.EncodingException;

/** A codec between packets and frames: stateless, thread-safe, without I/O. */
public interface Parser {
  /**
   * Encodes a packet. The result is a snapshot: later changes to the packet's values do not show.
   *
   * @param packet the packet; its values are read by {@link socketio.Args#get(int)}
   * @return one frame, followed by the attachments if there are any; to be sent without a gap
   * @throws EncodingException if a value cannot be represented
   */
  List<Frame> encode(Packet packet);

  /**
   * Creates the decoder of one connection.
   *
   * @return a decoder that has seen no frame
   */
  Decoder newDecoder();

  /** Turns the frames of one connection into packets. Confined to one thread at a time. */
  interface Decoder {
    /**
     * Takes the next frame. The arguments of the returned packet may still be undecoded text; what
     * is wrong with them is then reported by {@link socketio.Args}, except that no sequence of
     * frames makes either throw anything but {@link DecodingException}.
     *
     * @param frame the frame
     * @return the packet that this frame completes, or null while attachments are outstanding
     * @throws DecodingException if the frame is not valid here; the connection must then be closed
     *     and this decoder dropped
     */
    @Nullable Packet decode(Frame frame);
  }
}

package socketio.spi;

import java.util.Arrays;

/**
 * The content of one Engine.IO message, and of one WebSocket message. Whoever passes a frame on
 * gives its array away: it is neither copied nor changed afterwards.
 */
public sealed interface Frame {
  /**
   * A text.
   *
   * @param data the text
   */
  record Text(String data) implements Frame {
    /** Names the length only: content may be secret. */
    @Override
    public String toString() {
      return "Text[" + data.length() + " chars]";
    }
  }

  /**
   * Bytes.
   *
   * @param data the bytes, owned by whoever holds the frame
   */
  @SuppressWarnings("ArrayRecordComponent") // never copied: compared by content below
  record Binary(byte[] data) implements Frame {
    @Override
    public boolean equals(Object other) {
      return other instanceof Binary binary && Arrays.equals(data, binary.data);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(data);
    }

    /** Names the length only: content may be secret. */
    @Override
    public String toString() {
      return "Binary[" + data.length + " bytes]";
    }
  }
}

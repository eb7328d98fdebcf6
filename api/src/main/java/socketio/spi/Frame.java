package socketio.spi;

import java.util.Arrays;
import java.util.Objects;

/**
 * The content of one Engine.IO message, and of one WebSocket message. Whoever passes a frame on
 * gives its array away: it is neither copied nor changed afterwards.
 */
public sealed interface Frame {
  /**
   * A text. It may be the end of a longer one, so that what stands before it need not be cut off by
   * a copy; a parser that leaves the {@code '4'} of an Engine.IO message in front of its text
   * spares the engine the copy on the way out. Two texts of the same content are equal.
   *
   * @param source the text that this one is the end of
   * @param start where this one begins
   */
  record Text(String source, int start) implements Frame {
    /**
     * Checks that the text begins within its source, or at its end.
     *
     * @param source the text that this one is the end of
     * @param start where this one begins
     */
    public Text {
      Objects.checkFromToIndex(start, source.length(), source.length());
    }

    /**
     * A text that is not part of another one.
     *
     * @param data the text
     */
    public Text(String data) {
      this(data, 0);
    }

    /**
     * The text; a copy, if it is not the whole of its source.
     *
     * @return the text
     */
    public String data() {
      return source.substring(start);
    }

    /**
     * The length of {@link #data}, without the copy.
     *
     * @return the number of chars
     */
    public int length() {
      return source.length() - start;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Text text
          && text.length() == length()
          && source.regionMatches(start, text.source, text.start, length());
    }

    @Override
    public int hashCode() {
      return data().hashCode();
    }

    /** Names the length only: content may be secret. */
    @Override
    public String toString() {
      return "Text[" + length() + " chars]";
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

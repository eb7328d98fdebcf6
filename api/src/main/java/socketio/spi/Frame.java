package socketio.spi;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of one Engine.IO message, and of one WebSocket message. Passing on a frame transfers
 * ownership of its array, which is neither copied nor changed afterwards.
 *
 * @since 1.0
 */
public sealed interface Frame {
  /**
   * A text. It may be the end of a longer one, so that removing a prefix requires no copy; a parser
   * that leaves the {@code '4'} of an Engine.IO message in front of its text spares the engine a
   * copy when sending. Two texts with the same content are equal.
   *
   * @param source the text that ends with this one
   * @param start the index in the source at which this text begins
   */
  record Text(String source, int start) implements Frame {
    /**
     * Checks that the text begins within its source or at its end.
     *
     * @param source the text that ends with this one
     * @param start the index in the source at which this text begins
     */
    public Text {
      Objects.checkFromToIndex(start, source.length(), source.length());
    }

    /**
     * Creates a text that is not part of another one.
     *
     * @param data the text
     */
    public Text(String data) {
      this(data, 0);
    }

    /**
     * Returns the text; a copy unless it is the whole of its source.
     *
     * @return the text
     */
    public String data() {
      return source.substring(start);
    }

    /**
     * Returns the length of {@link #data}, without copying it.
     *
     * @return the number of chars
     */
    public int length() {
      return source.length() - start;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Text text
          && text.length() == length()
          && source.regionMatches(start, text.source, text.start, length());
    }

    @Override
    public int hashCode() {
      return data().hashCode();
    }

    /** Shows only the length, because content may be secret. */
    @Override
    public String toString() {
      return "Text[" + length() + " chars]";
    }
  }

  /**
   * Binary data.
   *
   * @param data the bytes, owned by the holder of the frame
   */
  @SuppressWarnings("ArrayRecordComponent") // never copied; compared by content below
  record Binary(byte[] data) implements Frame {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Binary binary && Arrays.equals(data, binary.data);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(data);
    }

    /** Shows only the length, because content may be secret. */
    @Override
    public String toString() {
      return "Binary[" + data.length + " bytes]";
    }
  }
}

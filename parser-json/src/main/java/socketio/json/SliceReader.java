package socketio.json;

import java.io.Reader;

/** Reads a part of a string without copying it first. */
final class SliceReader extends Reader {
  private final String text;
  private final int end;
  private int position;

  SliceReader(String text, int start, int end) {
    this.text = text;
    this.position = start;
    this.end = end;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    int count = Math.min(length, end - position);
    if (count <= 0) {
      return length == 0 ? 0 : -1;
    }
    text.getChars(position, position + count, buffer, offset);
    position += count;
    return count;
  }

  @Override
  public void close() {}
}

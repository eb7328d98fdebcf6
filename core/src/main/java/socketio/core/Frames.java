package socketio.core;

import java.util.ArrayList;
import java.util.List;
import socketio.spi.Frame;

/** Sizes and copies of frames. */
public final class Frames {
  private Frames() {}

  /** Returns the approximate size of a frame in bytes: each char of a text counts as one. */
  public static int size(Frame frame) {
    return frame instanceof Frame.Binary binary
        ? binary.data().length
        : ((Frame.Text) frame).length();
  }

  /** Returns the approximate total size of frames in bytes. */
  public static long size(List<Frame> frames) {
    long size = 0;
    for (Frame frame : frames) {
      size += size(frame);
    }
    return size;
  }

  /** Returns the size of a frame in bytes, a text encoded as UTF-8. */
  public static long bytes(Frame frame) {
    return frame instanceof Frame.Binary binary
        ? binary.data().length
        : utf8Length((Frame.Text) frame);
  }

  /** Returns the length of a text in UTF-8 bytes. */
  public static long utf8Length(Frame.Text text) {
    long length = text.length();
    String source = text.source();
    for (int i = text.start(); i < source.length(); i++) {
      char c = source.charAt(i);
      if (c >= 0x800) {
        // A surrogate is half of a four-byte sequence; a lone one is replaced by one byte or three.
        length += Character.isSurrogate(c) ? 1 : 2;
      } else if (c >= 0x80) {
        length++;
      }
    }
    return length;
  }

  /** Returns a deep copy of frames: binary ones get arrays of their own. */
  public static List<Frame> copy(List<Frame> frames) {
    List<Frame> copy = new ArrayList<>(frames.size());
    for (Frame frame : frames) {
      copy.add(
          frame instanceof Frame.Binary binary ? new Frame.Binary(binary.data().clone()) : frame);
    }
    return copy;
  }
}

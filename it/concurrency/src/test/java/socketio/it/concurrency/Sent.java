package socketio.it.concurrency;

import java.util.List;
import socketio.spi.Frame;

/**
 * What has left through a queue. Without protection, as a queue sends in turns. Two threads send
 * batches of two frames, "a1 a2", "a3 a4" … and "b1 b2" …, of which none may be torn apart.
 */
public final class Sent {
  private final StringBuilder words = new StringBuilder();

  /** The batch of a thread that begins with this number. */
  public static List<Frame> batch(String thread, int number) {
    return List.of(new Frame.Text(thread + number), new Frame.Text(thread + (number + 1)));
  }

  /** A frame has left. */
  public void add(String text) {
    words.append(text).append(' ');
  }

  @Override
  public String toString() {
    return words.length() == 0 ? "nothing" : words.toString().strip();
  }
}

package socketio.it.concurrency;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

/**
 * Records the calls of a channel, one word each. Not synchronized: the calls come one at a time.
 */
public final class CallLog implements Channel.Listener {
  private final AtomicBoolean inside = new AtomicBoolean();
  private final StringBuilder words = new StringBuilder();

  private void note(String word) {
    if (inside.getOpaque()) {
      words.append("overlapping-");
    }
    inside.setOpaque(true);
    words.append(word).append(' ');
    inside.setOpaque(false);
  }

  @Override
  public void onOpen(Transport.Response handshake) {
    note("open");
  }

  @Override
  public void onFrame(Frame frame) {
    note("frame");
  }

  @Override
  public void onDrain() {
    note("drain");
  }

  @Override
  public void onClose(int code, String reason) {
    note("close");
  }

  @Override
  public void onFailure(Throwable cause, Transport.@Nullable Response response) {
    note("failure");
  }

  @Override
  public String toString() {
    return words.toString().strip();
  }
}

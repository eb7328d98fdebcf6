package socketio.spi.support;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

/** The calls of a channel, one word each; a test may act within one of them. */
class Calls implements Channel.Listener {
  final List<String> words = new ArrayList<>();
  Runnable inFrame = () -> {};

  @Override
  public void onOpen(Transport.Response handshake) {
    words.add("open");
  }

  @Override
  public void onFrame(Frame frame) {
    words.add(((Frame.Text) frame).data());
    inFrame.run();
  }

  @Override
  public void onDrain() {
    words.add("drain");
  }

  @Override
  public void onClose(int code, String reason) {
    words.add("close " + code + reason);
  }

  @Override
  public void onFailure(Throwable cause, Transport.@Nullable Response response) {
    words.add("failure " + cause.getMessage() + (response == null ? "" : " " + response));
  }
}

package socketio.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

final class OkHttpFlowControlTest extends FlowControlContract {
  @Override
  Transport create() {
    return OkHttpTransport.create();
  }

  @Test
  void largestMessageIsThatOfOkHttp() throws Exception {
    try (var server = new RawServer(socket -> RawWebSocket.accept(socket).readToEnd())) {
      var recorder = new Recorder();
      Channel channel = transport.connect(get(server.uri()), recorder);

      assertEquals(16 << 20, channel.maxMessageSize());
      channel.send(List.of(new Frame.Binary(new byte[(16 << 20) + 1])));

      Throwable cause = recorder.skipTo(Recorder.Failed.class).cause();
      assertTrue(cause.toString().contains("16777216"), cause.toString());
    }
  }
}

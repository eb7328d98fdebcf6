package socketio.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import socketio.TransportKind;
import socketio.spi.Frame;
import socketio.spi.Transport;
import socketio.testkit.contract.RawWebSocket.RawFrame;
import socketio.testkit.contract.TransportContract.Leniency;

/** Shared by the tests of channels. */
abstract class ChannelFixture extends TransportFixture {
  final ChannelRecorder recorder = new ChannelRecorder();

  /** Whether the transport under test cannot do this. */
  boolean isExcused(Leniency leniency) {
    return false;
  }

  /** Echoes messages and answers a close frame. */
  static void echo(Socket socket) throws IOException {
    RawWebSocket peer = RawWebSocket.accept(socket);
    while (true) {
      RawFrame frame = peer.readMessage(Integer.MAX_VALUE);
      peer.writeRaw(RawWebSocket.frame(RawWebSocket.FINAL | frame.opcode(), frame.payload()));
      if (frame.opcode() == RawWebSocket.CLOSE) {
        return;
      }
    }
  }

  static Frame text(String data) {
    return new Frame.Text(data);
  }

  ChannelRecorder.Failed connectAndFail(Transport.Request request) throws Exception {
    transport.connect(TransportKind.WEBSOCKET, request, recorder);
    return recorder.next(ChannelRecorder.Failed.class);
  }

  static void assertMentions(String text, Throwable failure) {
    assertTrue(failure.toString().contains(text), failure.toString());
  }

  static void write(Socket socket, String response) throws IOException {
    socket.getOutputStream().write(response.getBytes(ISO_8859_1));
    socket.shutdownOutput();
    socket.getInputStream().readAllBytes();
  }
}

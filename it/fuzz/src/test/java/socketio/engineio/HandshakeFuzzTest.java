package socketio.engineio;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import socketio.TransportKind;
import socketio.fuzz.Watch;
import socketio.spi.Frame;

/** The open packet, and what becomes of its session id in the addresses of later requests. */
class HandshakeFuzzTest {
  private static final String BEGIN = "http://example.com/socket.io/?a=b&EIO=4&transport=";

  private final Watch watch = new Watch(HandshakeFuzzTest.class);
  private final Urls urls = new Urls(Configs.of("http://example.com?a=b"));

  @FuzzTest
  @DictionaryFile(resourcePath = "handshake.dict")
  void anOpenPacketIsAHandshakeOrOneProtocolException(byte[] input) {
    watch.run(() -> parse(new Frame.Text(new String(input, StandardCharsets.UTF_8))));
  }

  private void parse(Frame.Text packet) {
    if (!Handshake.isOpenPacket(packet)) {
      return;
    }
    Handshake handshake;
    try {
      handshake = Handshake.parse(packet);
    } catch (ProtocolException e) {
      check(e, packet);
      return;
    }
    requireTime(handshake.pingInterval());
    requireTime(handshake.pingTimeout());
    if (handshake.maxPayload() < 1 || handshake.sid().isEmpty()) {
      throw new AssertionError("not a handshake: " + packet.data());
    }
    requireOneParameter(handshake.sid(), urls.polling(handshake.sid()), TransportKind.POLLING);
    requireOneParameter(
        handshake.sid(),
        urls.channel(TransportKind.WEBSOCKET, handshake.sid()),
        TransportKind.WEBSOCKET);
  }

  private static void requireTime(long millis) {
    if (millis < 1 || millis > Integer.MAX_VALUE) {
      throw new AssertionError(millis + " ms");
    }
  }

  /** A session id is a secret, and so the message names places only. */
  private static void check(ProtocolException e, Frame.Text packet) {
    String message = String.valueOf(e.getMessage());
    if (message.length() > 200) {
      throw new AssertionError("a message that quotes " + packet.data() + ": " + message);
    }
  }

  /** Whatever the server chose as an id cannot become another parameter, path or host. */
  private static void requireOneParameter(String sid, URI uri, TransportKind kind) {
    String text = uri.toASCIIString();
    int begin = text.lastIndexOf("&sid=");
    String value = text.substring(begin + "&sid=".length());
    if (!text.startsWith(BEGIN + kind.name())
        || uri.getRawFragment() != null
        || !"example.com".equals(uri.getHost())
        || !value.matches("[\\w.~%-]+")
        || !java.net.URLDecoder.decode(value, StandardCharsets.UTF_8)
            .equals(new String(sid.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))) {
      throw new AssertionError("the address became " + text);
    }
  }
}

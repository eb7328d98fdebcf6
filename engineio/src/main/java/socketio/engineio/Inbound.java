package socketio.engineio;

import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.spi.Engine;
import socketio.spi.Frame;

/** Does what the packets of an open session ask for (Engine.IO protocol, "Packet encoding"). */
final class Inbound {
  private final Engine.Listener listener;
  private final Heartbeat heartbeat;
  private final Ending ending;

  /**
   * The packets of one session.
   *
   * @param listener gets the messages, and hears of pings
   * @param heartbeat is put off by pings
   * @param ending ends the session
   */
  Inbound(Engine.Listener listener, Heartbeat heartbeat, Ending ending) {
    this.listener = listener;
    this.heartbeat = heartbeat;
    this.ending = ending;
  }

  /**
   * Takes a packet.
   *
   * @param link where an answer goes
   */
  void accept(Frame packet, Link link) {
    if (!(packet instanceof Frame.Text text)) {
      listener.onMessage(packet);
      return;
    }
    String data = text.data();
    if (data.isEmpty()) {
      malformed("an empty packet", null);
      return;
    }
    switch (data.charAt(0)) {
      case PacketCodec.MESSAGE -> listener.onMessage(new Frame.Text(data, 1));
      case PacketCodec.PING -> {
        heartbeat.ping();
        link.send(PacketCodec.control(PacketCodec.PONG, data.substring(1)));
        listener.onPing();
      }
      case PacketCodec.CLOSE -> ending.end(DisconnectReason.TRANSPORT_CLOSE, null);
      case PacketCodec.BASE64 -> onBase64(data);
      case PacketCodec.NOOP, PacketCodec.PONG, PacketCodec.UPGRADE -> {}
      default ->
          malformed("a packet of unexpected type '" + Failures.printable(data, 1) + "'", null);
    }
  }

  /** Some servers send the text form of a binary message over a channel too. */
  private void onBase64(String packet) {
    Frame message;
    try {
      message = PacketCodec.decodeBase64(packet);
    } catch (ProtocolException e) {
      malformed(String.valueOf(e.getMessage()), e);
      return;
    }
    listener.onMessage(message);
  }

  private void malformed(String what, @Nullable Throwable cause) {
    ending.end(
        DisconnectReason.PARSE_ERROR, new DecodingException("the server sent " + what, cause));
  }

  /** Ends a session. */
  interface Ending {
    /** Ends it at once. */
    void end(DisconnectReason reason, @Nullable Throwable cause);
  }
}

package socketio.engineio;

import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.SocketIOException;
import socketio.spi.Engine;
import socketio.spi.Frame;

/** Handles the packets of an open session (Engine.IO protocol, "Packet encoding"). */
final class Inbound {
  /** Far more than a server that reads can leave unread: its pings are many seconds apart. */
  private static final int MAX_UNREAD_PONGS = 10_000;

  private final Engine.Listener listener;
  private final Heartbeat heartbeat;
  private final Ending ending;

  /** Pongs sent since the network had taken everything. */
  private int unreadPongs;

  /**
   * The packets of one session.
   *
   * @param listener called with messages, and for each ping
   * @param heartbeat restarted by pings
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
      case PacketCodec.PING -> onPing(data, link);
      case PacketCodec.CLOSE -> ending.end(DisconnectReason.TRANSPORT_CLOSE, null);
      case PacketCodec.BASE64 -> onBase64(data);
      case PacketCodec.NOOP, PacketCodec.PONG, PacketCodec.UPGRADE -> {}
      default ->
          malformed("a packet of unexpected type '" + Failures.printable(data, 1) + "'", null);
    }
  }

  /** The network has taken what was queued, or much of it. */
  void onDrain() {
    unreadPongs = 0;
  }

  /** Ends a session whose server pings and never reads: the pongs would fill the memory. */
  private void onPing(String data, Link link) {
    if (link.queuedBytes() == 0) {
      unreadPongs = 0;
    }
    if (++unreadPongs > MAX_UNREAD_PONGS) {
      ending.end(
          DisconnectReason.TRANSPORT_ERROR,
          new SocketIOException(
              String.format(
                  "the server does not read: more than %,d answers to its pings wait to be sent",
                  MAX_UNREAD_PONGS)));
      return;
    }
    heartbeat.ping();
    link.send(PacketCodec.control(PacketCodec.PONG, data.substring(1)));
    listener.onPing();
  }

  /** Over a channel, too, some servers send the text form of a binary message. */
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

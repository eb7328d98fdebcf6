package socketio.it.support;

import java.io.IOException;

/**
 * The server's side of one Engine.IO session, packet by packet with blocking calls: packets leave
 * only as the client reads them, and packets of the client are read only when received here.
 */
public interface RawPeer {
  /** A handshake packet whose heartbeat interval is longer than any test. */
  static String handshake(String sid) {
    return "0{\"sid\":\"%s\",\"upgrades\":[],\"pingInterval\":60000,\"pingTimeout\":60000,\"maxPayload\":1000000}"
        .formatted(sid);
  }

  /** The packet that confirms the namespace "/". */
  String CONNECTED = "40{\"sid\":\"raw\"}";

  /** Sends a packet, perhaps only with others or at the next {@link #flush}. */
  void send(String packet) throws IOException, InterruptedException;

  /** Waits until the client, or the network, has taken what was sent. */
  void flush() throws IOException, InterruptedException;

  /** Takes the next packet of the client. */
  String receive() throws IOException, InterruptedException;
}

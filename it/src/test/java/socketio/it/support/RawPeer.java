package socketio.it.support;

import java.io.IOException;

/**
 * The server's side of one Engine.IO session, packet by packet and by blocking calls: what the
 * client does not read does not leave, and what is not received here is not taken from the client.
 */
public interface RawPeer {
  /** A handshake packet whose heartbeat is slower than any test. */
  static String handshake(String sid) {
    return "0{\"sid\":\"%s\",\"upgrades\":[],\"pingInterval\":60000,\"pingTimeout\":60000,\"maxPayload\":1000000}"
        .formatted(sid);
  }

  /** What confirms the namespace "/". */
  String CONNECTED = "40{\"sid\":\"raw\"}";

  /** Sends a packet, perhaps only with others or at the next {@link #flush}. */
  void send(String packet) throws IOException, InterruptedException;

  /** Waits until the client, or the network, has taken what was sent. */
  void flush() throws IOException, InterruptedException;

  /** Takes the next packet of the client. */
  String receive() throws IOException, InterruptedException;
}

package socketio.it.chaos;

import java.util.List;
import java.util.Map;

/**
 * What a server has seen and sent.
 *
 * @param up the numbers of the plain events that arrived, by connection, named as by {@link
 *     #connection}
 * @param reliable the numbers of the events with retries, in the order in which they arrived
 * @param calls the numbers of the calls that arrived
 * @param down how many events the server has sent, by session id
 * @param answered the numbers of the server's own calls that were answered
 * @param offences what was wrong with what arrived
 */
record ServerReport(
    Map<String, List<Long>> up,
    List<Long> reliable,
    List<Long> calls,
    Map<String, Long> down,
    List<Long> answered,
    List<String> offences) {

  /** The name of a connection: the session may continue over another one. */
  static String connection(String sid, String engineId) {
    return sid + " by " + engineId;
  }
}

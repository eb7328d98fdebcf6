package socketio.it.chaos;

/**
 * The server's part of the traffic, in a namespace. Its clients send the number of their run as
 * {@code auth.run}.
 *
 * <ul>
 *   <li>{@code up(number)} and {@code up(number, sha256, bytes)} are plain events, {@code reliable}
 *       and {@code call} with the same arguments are answered by what they hold, and {@code
 *       settle()} by the number of events that were sent to the session.
 *   <li>It sends {@code down(sid, number)} and {@code down(sid, number, sha256, bytes)}, numbered
 *       from 1 for each session, and {@code ask(number)}, to be answered by the number.
 * </ul>
 */
interface ChaosServer extends AutoCloseable {
  String NAMESPACE = "/chaos";

  /** Where it listens. */
  String url();

  /** Whether a client may get its session back after its connection was lost. */
  boolean recovers();

  /** Stops sending on its own initiative. */
  void quiet() throws InterruptedException;

  /** Reports what has happened so far. */
  ServerReport report() throws InterruptedException;

  /** How many connections there are. */
  int connections() throws InterruptedException;

  @Override
  void close();
}

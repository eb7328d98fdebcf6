package socketio;

/**
 * The state of a client.
 *
 * <pre>{@code
 * IDLE --connect*-> CONNECTING --first namespace joined---> CONNECTED --connection lost--> WAITING --timer--> CONNECTING ...
 *  ^ ^                 | '--failed, to be retried--> WAITING   |                              |
 *  | '--failed for good'                                       | every namespace disconnected | attempts used up
 *  '-------------------------- disconnect() from anywhere -----'------------------------------'
 * close() from any state --> CLOSED
 *
 * * of the client; or of a namespace, once connect of the client has been called
 * }</pre>
 *
 * @since 1.0
 */
public enum ClientState {
  /** Not connected and not trying to be. */
  IDLE,

  /** Calling suppliers, opening a connection and joining its namespaces. */
  CONNECTING,

  /**
   * Connected: at least one namespace has been joined; others may still be waiting for their
   * answer.
   */
  CONNECTED,

  /**
   * The connection was lost or could not be opened; the next attempt is due after a delay, or a
   * {@link Reconnection.Policy} is deciding about it.
   */
  WAITING,

  /** Closed for good by {@link Client#close()}. */
  CLOSED
}

package socketio.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.TransportKind;

/**
 * The server's end of one client's connection to one namespace. Thread-safe. A client that
 * reconnects gets a new socket.
 *
 * <p>Methods that wait do so for a bounded time (see {@link FakeServer.Builder#patience}) and may
 * be called from handlers.
 *
 * @since 1.0
 */
public interface FakeSocket {
  /**
   * The Socket.IO session id.
   *
   * @return the {@code sid} that the client received for this namespace
   */
  String id();

  /**
   * The Engine.IO session id of the connection.
   *
   * @return the {@code sid} of the connection's requests
   */
  String engineId();

  /**
   * The namespace.
   *
   * @return its path
   */
  String namespace();

  /**
   * What the client presented when it connected.
   *
   * @return headers, query, cookies and auth payload
   */
  FakeHandshake handshake();

  /**
   * The auth payload.
   *
   * @return the payload, see {@link FakeHandshake#auth()}
   */
  default @Nullable Object auth() {
    return handshake().auth();
  }

  /**
   * The headers of the request that opened the connection.
   *
   * @return the headers, with case-insensitive names
   */
  default Map<String, List<String>> headers() {
    return handshake().headers();
  }

  /**
   * The query of the request that opened the connection.
   *
   * @return the parameters
   */
  default Map<String, String> query() {
    return handshake().query();
  }

  /**
   * The cookies of the request that opened the connection.
   *
   * @return the values by name
   */
  default Map<String, String> cookies() {
    return handshake().cookies();
  }

  /**
   * The transport in use now.
   *
   * @return polling or websocket
   */
  TransportKind transport();

  /**
   * Whether the client is in the namespace.
   *
   * @return false once it has left or its connection has ended
   */
  boolean connected();

  /**
   * Whether the client resumed an earlier session in this namespace.
   *
   * @return true if its state was recovered
   */
  boolean recovered();

  /**
   * Sends an event.
   *
   * @param event the event's name
   * @param args the arguments, one value each
   * @throws SocketGoneException if the client is gone for good
   */
  void emit(String event, @Nullable Object... args);

  /**
   * Sends an event and waits for its acknowledgement.
   *
   * @param event the event's name
   * @param args the arguments, one value each
   * @return the client's acknowledgement
   * @throws AssertionError if the client does not acknowledge in time
   * @throws SocketGoneException if the client is gone, or disconnects while waiting
   */
  Args call(String event, @Nullable Object... args);

  /**
   * Sends an event and waits for its acknowledgement.
   *
   * @param timeout how long to wait at most
   * @param event the event's name
   * @param args the arguments, one value each
   * @return the client's acknowledgement
   * @throws AssertionError if the client does not acknowledge in time
   * @throws SocketGoneException if the client is gone, or disconnects while waiting
   */
  Args call(Duration timeout, String event, @Nullable Object... args);

  /**
   * Takes the next event from the client, waiting for one if necessary. Events passed to a handler
   * can be taken, too.
   *
   * @return the oldest event not yet taken
   * @throws AssertionError if no event arrives in time; the message says whether the client is
   *     still connected
   */
  ReceivedEvent takeEvent();

  /**
   * Takes the next event of a given name from the client, waiting for one if necessary. Other
   * events can still be taken.
   *
   * @param name the event's name
   * @return the oldest such event not yet taken
   * @throws AssertionError if no such event arrives in time; the message says which events did
   */
  ReceivedEvent takeEvent(String name);

  /** Disconnects the client from this namespace. */
  void disconnect();

  /** Closes the whole connection in an orderly way; the client may reconnect. */
  void closeConnection();

  /**
   * Cuts the whole connection abruptly, without a close packet or close frame; the client may
   * reconnect.
   */
  void dropConnection();

  /**
   * Waits until the client has left the namespace or its connection has ended.
   *
   * @return why the client is gone
   * @throws AssertionError if it is still there when the time is up
   */
  DisconnectReason takeDisconnect();
}

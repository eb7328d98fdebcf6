package socketio.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.TransportKind;

/**
 * The server's end of one client's connection to one namespace. Thread-safe. A client that connects
 * again gets a new one.
 *
 * <p>Methods that wait do so for a bounded time (see {@link FakeServer.Builder#patience}) and may
 * be called in handlers.
 */
public interface FakeSocket {
  /**
   * The Socket.IO session id.
   *
   * @return the {@code sid} that the client was told in this namespace
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
   * How the client came.
   *
   * @return headers, query, cookies and auth payload
   */
  FakeHandshake handshake();

  /**
   * The auth payload.
   *
   * @return as {@link FakeHandshake#auth()}
   */
  default @Nullable Object auth() {
    return handshake().auth();
  }

  /**
   * The headers of the request that opened the connection.
   *
   * @return the headers, found by name without regard to case
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
   * @return their values by name
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
   * @return false once it has left or is gone
   */
  boolean connected();

  /**
   * Whether the client resumed an earlier session here.
   *
   * @return true if its state was recovered
   */
  boolean recovered();

  /**
   * Sends an event.
   *
   * @param event the event's name
   * @param args each is one argument
   * @throws SocketGoneException if the client is gone for good
   */
  void emit(String event, @Nullable Object... args);

  /**
   * Sends an event and waits for its acknowledgement.
   *
   * @param event the event's name
   * @param args each is one argument
   * @return what the client answered
   * @throws AssertionError if it does not answer in time
   * @throws SocketGoneException if the client is gone, or goes meanwhile
   */
  Args call(String event, @Nullable Object... args);

  /**
   * Sends an event and waits for its acknowledgement.
   *
   * @param timeout how long to wait at most
   * @param event the event's name
   * @param args each is one argument
   * @return what the client answered
   * @throws AssertionError if it does not answer in time
   * @throws SocketGoneException if the client is gone, or goes meanwhile
   */
  Args call(Duration timeout, String event, @Nullable Object... args);

  /**
   * Takes the next event from the client, waiting for it. Events that a handler gets can be taken
   * too.
   *
   * @return the oldest event that has not been taken
   * @throws AssertionError if none arrives; its message says what became of the client
   */
  ReceivedEvent takeEvent();

  /**
   * Takes the next event of a name from the client, waiting for it. Others stay to be taken.
   *
   * @param name the event's name
   * @return the oldest such event that has not been taken
   * @throws AssertionError if none arrives; its message says which events did
   */
  ReceivedEvent takeEvent(String name);

  /** Ends the client's connection to this namespace. */
  void disconnect();

  /** Ends the whole connection in good order; the client may reconnect. */
  void closeConnection();

  /** Cuts the whole connection without a farewell; the client may reconnect. */
  void dropConnection();

  /**
   * Waits until the client has left the namespace or is gone.
   *
   * @return why
   * @throws AssertionError if it stays
   */
  DisconnectReason takeDisconnect();
}

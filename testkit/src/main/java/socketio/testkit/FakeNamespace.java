package socketio.testkit;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DisconnectReason;

/**
 * A namespace of a {@link FakeServer} and the script that it follows. Thread-safe; the script may
 * change at any time.
 *
 * <p>The handlers of one socket run one at a time, in the order of events; they may block, and may
 * use {@link FakeSocket#call}. An exception thrown by a handler makes {@link
 * FakeServer#assertExhausted} fail.
 *
 * @since 1.0
 */
public interface FakeNamespace {
  /** Called when a client has joined. */
  @FunctionalInterface
  interface ConnectHandler {
    /**
     * Handles a client that has joined.
     *
     * @param socket the client's socket
     * @throws Exception makes {@link FakeServer#assertExhausted} fail
     */
    void handle(FakeSocket socket) throws Exception;
  }

  /** Called when a client has left. */
  @FunctionalInterface
  interface DisconnectHandler {
    /**
     * Handles a client that has left.
     *
     * @param socket the client's socket
     * @param reason why it left, as the server sees it
     * @throws Exception makes {@link FakeServer#assertExhausted} fail
     */
    void handle(FakeSocket socket, DisconnectReason reason) throws Exception;
  }

  /** Called for each event of a name. */
  @FunctionalInterface
  interface EventHandler {
    /**
     * Handles an event.
     *
     * @param socket the socket that received it
     * @param args the event's arguments
     * @throws Exception makes {@link FakeServer#assertExhausted} fail
     */
    void handle(FakeSocket socket, Args args) throws Exception;
  }

  /** Called for each event of a name, to acknowledge it. */
  @FunctionalInterface
  interface CallHandler {
    /**
     * Handles an event.
     *
     * @param socket the socket that received it
     * @param args the event's arguments
     * @return the acknowledgement: null for an empty one, {@link Args} for several values, a {@link
     *     java.util.concurrent.CompletionStage} to acknowledge when it completes; anything else is
     *     one value
     * @throws Exception makes {@link FakeServer#assertExhausted} fail; no acknowledgement is sent
     */
    @Nullable Object handle(FakeSocket socket, Args args) throws Exception;
  }

  /**
   * The namespace's path.
   *
   * @return the path, such as {@code "/"}
   */
  String path();

  /**
   * Sets the handler for clients that join, replacing any earlier one.
   *
   * @param handler called after the client's CONNECT has been answered
   * @return this namespace
   */
  FakeNamespace onConnect(ConnectHandler handler);

  /**
   * Sets the handler for clients that leave, replacing any earlier one.
   *
   * @param handler called after the handlers of all the client's events
   * @return this namespace
   */
  FakeNamespace onDisconnect(DisconnectHandler handler);

  /**
   * Sets the handler for an event, replacing any earlier one for that event. If the client
   * requested an acknowledgement, an empty one is sent after the handler has returned.
   *
   * @param event the event's name
   * @param handler called for each such event
   * @return this namespace
   */
  FakeNamespace on(String event, EventHandler handler);

  /**
   * Sets the handler that acknowledges an event, replacing any earlier one for that event.
   *
   * @param event the event's name
   * @param handler returns the acknowledgement
   * @return this namespace
   */
  FakeNamespace onCall(String event, CallHandler handler);

  /**
   * Rejects every client from now on, as a middleware of the reference server does.
   *
   * @param message the error's {@code message}
   * @return this namespace
   */
  FakeNamespace reject(String message);

  /**
   * Rejects every client from now on, as a middleware of the reference server does.
   *
   * @param message the error's {@code message}
   * @param data the error's {@code data}
   * @return this namespace
   */
  FakeNamespace reject(String message, @Nullable Object data);

  /**
   * Rejects certain clients from now on.
   *
   * @param unwanted whether to reject a client; may block
   * @param message the error's {@code message}
   * @param data the error's {@code data}, omitted if null
   * @return this namespace
   */
  FakeNamespace rejectIf(Predicate<FakeHandshake> unwanted, String message, @Nullable Object data);

  /**
   * Rejects every client from now on with a payload of any form; some servers send a string.
   *
   * @param payload the payload of the CONNECT_ERROR packet
   * @return this namespace
   */
  FakeNamespace rejectWith(Object payload);

  /**
   * Accepts every client from now on, which is the default.
   *
   * @return this namespace
   */
  FakeNamespace accept();

  /**
   * Sends an event to every client in the namespace.
   *
   * @param event the event's name
   * @param args the arguments, one value each
   */
  void emit(String event, @Nullable Object... args);

  /**
   * The clients in the namespace.
   *
   * @return their sockets, as a snapshot
   */
  List<FakeSocket> sockets();

  /**
   * Takes the next client that has joined, waiting for one if necessary.
   *
   * @return the oldest socket not yet taken
   * @throws AssertionError if no client joins in time; the message says what happened instead
   */
  FakeSocket takeSocket();
}

package socketio.testkit;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DisconnectReason;

/**
 * A namespace of a {@link FakeServer} and the script of what it does. Thread-safe; the script may
 * change at any time.
 *
 * <p>The handlers of one socket run one at a time, in the order of what happened; they may block,
 * and {@link FakeSocket#call} inside a handler works. What a handler throws fails {@link
 * FakeServer#assertExhausted}.
 */
public interface FakeNamespace {
  /** Hears of a client that joined. */
  @FunctionalInterface
  interface ConnectHandler {
    /**
     * A client joined.
     *
     * @param socket its socket
     * @throws Exception fails the test at {@link FakeServer#assertExhausted}
     */
    void handle(FakeSocket socket) throws Exception;
  }

  /** Hears of a client that left. */
  @FunctionalInterface
  interface DisconnectHandler {
    /**
     * A client left.
     *
     * @param socket its socket
     * @param reason why, as the server sees it
     * @throws Exception fails the test at {@link FakeServer#assertExhausted}
     */
    void handle(FakeSocket socket, DisconnectReason reason) throws Exception;
  }

  /** Hears of an event. */
  @FunctionalInterface
  interface EventHandler {
    /**
     * An event arrived.
     *
     * @param socket whose it is
     * @param args its arguments
     * @throws Exception fails the test at {@link FakeServer#assertExhausted}
     */
    void handle(FakeSocket socket, Args args) throws Exception;
  }

  /** Answers an event. */
  @FunctionalInterface
  interface CallHandler {
    /**
     * An event arrived.
     *
     * @param socket whose it is
     * @param args its arguments
     * @return the acknowledgement: null is an empty one, {@link Args} are several values, a {@link
     *     java.util.concurrent.CompletionStage} answers when it completes, anything else is one
     *     value
     * @throws Exception fails the test at {@link FakeServer#assertExhausted}; nothing is answered
     */
    @Nullable Object handle(FakeSocket socket, Args args) throws Exception;
  }

  /**
   * The namespace's path.
   *
   * @return for instance {@code "/"}
   */
  String path();

  /**
   * Sets what happens when a client has joined, in place of what was set before.
   *
   * @param handler runs after the client has been told
   * @return this namespace
   */
  FakeNamespace onConnect(ConnectHandler handler);

  /**
   * Sets what happens when a client has left, in place of what was set before.
   *
   * @param handler runs after all handlers of the client's events
   * @return this namespace
   */
  FakeNamespace onDisconnect(DisconnectHandler handler);

  /**
   * Sets what happens on an event, in place of what was set for it before. If the client wants an
   * acknowledgement it gets an empty one afterwards.
   *
   * @param event the event's name
   * @param handler runs for each such event
   * @return this namespace
   */
  FakeNamespace on(String event, EventHandler handler);

  /**
   * Sets how an event is answered, in place of what was set for it before.
   *
   * @param event the event's name
   * @param handler gives the acknowledgement
   * @return this namespace
   */
  FakeNamespace onCall(String event, CallHandler handler);

  /**
   * Refuses every client from now on, as a middleware of the reference server does.
   *
   * @param message the error's {@code message}
   * @return this namespace
   */
  FakeNamespace reject(String message);

  /**
   * Refuses every client from now on, as a middleware of the reference server does.
   *
   * @param message the error's {@code message}
   * @param data the error's {@code data}
   * @return this namespace
   */
  FakeNamespace reject(String message, @Nullable Object data);

  /**
   * Refuses certain clients from now on.
   *
   * @param unwanted decides; may block
   * @param message the error's {@code message}
   * @param data the error's {@code data}; left out if null
   * @return this namespace
   */
  FakeNamespace rejectIf(Predicate<FakeHandshake> unwanted, String message, @Nullable Object data);

  /**
   * Refuses every client from now on with a payload of any form; some servers send a string.
   *
   * @param payload the payload of the CONNECT_ERROR packet
   * @return this namespace
   */
  FakeNamespace rejectWith(Object payload);

  /**
   * Accepts every client from now on, as at the start.
   *
   * @return this namespace
   */
  FakeNamespace accept();

  /**
   * Sends an event to every client in the namespace.
   *
   * @param event the event's name
   * @param args each is one argument
   */
  void emit(String event, @Nullable Object... args);

  /**
   * The clients in the namespace.
   *
   * @return their sockets at this moment
   */
  List<FakeSocket> sockets();

  /**
   * Takes the next client that joined, waiting for it.
   *
   * @return the oldest socket that has not been taken
   * @throws AssertionError if none joins; its message says what happened instead
   */
  FakeSocket takeSocket();
}

package socketio.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Frame;
import socketio.testkit.internal.ServerHost;
import socketio.testkit.internal.engine.EngineSession;
import socketio.testkit.internal.run.HandlerQueue;
import socketio.testkit.internal.run.Recorder;

/**
 * The server's end of one Engine.IO connection. Thread-safe.
 *
 * @since 1.0
 */
public final class FakeEngineSocket {
  private final ServerHost host;
  private final EngineSession session;
  private final HandlerQueue queue;
  private final Recorder<Frame> messages;
  private final CompletableFuture<DisconnectReason> gone = new CompletableFuture<>();

  FakeEngineSocket(ServerHost host, EngineSession session, HandlerQueue queue) {
    this.host = host;
    this.session = session;
    this.queue = queue;
    messages = host.newRecorder();
  }

  HandlerQueue queue() {
    return queue;
  }

  void arrived(Frame message) {
    messages.add(message);
  }

  void ended(DisconnectReason reason) {
    gone.complete(reason);
  }

  /**
   * The id of the session.
   *
   * @return the {@code sid} of the handshake
   */
  public String id() {
    return session.id();
  }

  /**
   * The headers of the request that opened the connection.
   *
   * @return the headers, with case-insensitive names
   */
  public Map<String, List<String>> headers() {
    return session.handshake().headers();
  }

  /**
   * The query of the request that opened the connection.
   *
   * @return the parameters, decoded
   */
  public Map<String, String> query() {
    return session.handshake().query();
  }

  /**
   * The transport in use now.
   *
   * @return polling or websocket
   */
  public TransportKind transport() {
    return host.inLoop(session::transport);
  }

  /**
   * Whether the connection is open.
   *
   * @return false once it has ended
   */
  public boolean connected() {
    return !gone.isDone();
  }

  /**
   * Sends a message. Does nothing if the connection has ended.
   *
   * @param frame the message; the server takes ownership of its array
   */
  public void send(Frame frame) {
    host.inCore(core -> session.send(List.of(frame)));
  }

  /**
   * Sends a text message.
   *
   * @param text the message
   */
  public void send(String text) {
    send(new Frame.Text(text));
  }

  /**
   * Sends a binary message.
   *
   * @param bytes the message; the server takes ownership of the array
   */
  public void send(byte[] bytes) {
    send(new Frame.Binary(bytes));
  }

  /**
   * Takes the next message from the client, waiting for one if necessary.
   *
   * @return the oldest message not yet taken
   * @throws AssertionError if no message arrives in time
   */
  public Frame takeMessage() {
    return messages.take(
        any -> true,
        host.scheduling(),
        host.patience(),
        none ->
            "no message arrived within %s; the client is %s"
                .formatted(
                    host.patience(), gone.isDone() ? "gone (" + gone.join() + ")" : "connected"));
  }

  /**
   * Waits until the connection has ended.
   *
   * @return why it ended, as the server sees it
   * @throws AssertionError if it does not end in time
   */
  public DisconnectReason takeDisconnect() {
    if (!host.scheduling().await(gone, host.patience())) {
      throw new AssertionError("the client did not disconnect within " + host.patience());
    }
    return gone.join();
  }

  /** The messages not yet taken, for an error message. */
  List<String> untaken() {
    return messages.untaken().stream().map(FakeEngineSocket::describe).toList();
  }

  private static String describe(Frame message) {
    if (message instanceof Frame.Text text) {
      return text.data().length() <= 40
          ? "\"" + text.data() + "\""
          : "\"" + text.data().substring(0, 40) + "…\"";
    }
    return message.toString();
  }

  /** Closes the connection: pending messages are sent first, then a close packet. */
  public void close() {
    host.inCore(core -> session.close());
  }

  /** Cuts the connection abruptly, without a close packet or close frame. */
  public void drop() {
    host.inCore(core -> session.drop(false));
  }

  /** Shows the session id. */
  @Override
  public String toString() {
    return "FakeEngineSocket[" + id() + "]";
  }
}

package socketio.testkit;

import java.util.ArrayList;
import java.util.List;
import socketio.DisconnectReason;
import socketio.spi.Frame;
import socketio.testkit.internal.ServerHost;
import socketio.testkit.internal.engine.EngineSession;
import socketio.testkit.internal.run.HandlerQueue;
import socketio.testkit.internal.run.Recorder;

/**
 * An Engine.IO server (protocol revision 4) for tests: the layer beneath {@link FakeServer}, usable
 * on its own. It listens on loopback. Thread-safe.
 *
 * <p>The handlers of one socket run one at a time, in order, and may block. An exception thrown by
 * a handler makes {@link #assertExhausted} fail.
 *
 * @since 1.0
 */
public final class FakeEngineServer implements AutoCloseable {
  private final ServerHost host;
  private final Recorder<FakeEngineSocket> arrivals;
  private volatile ConnectHandler connectHandler = socket -> {};
  private volatile MessageHandler messageHandler = (socket, frame) -> {};
  private volatile DisconnectHandler disconnectHandler = (socket, reason) -> {};

  /** Called when a client has connected. */
  @FunctionalInterface
  public interface ConnectHandler {
    /**
     * Handles a new client.
     *
     * @param socket the client's socket
     * @throws Exception makes {@link FakeEngineServer#assertExhausted} fail
     */
    void handle(FakeEngineSocket socket) throws Exception;
  }

  /** Called for each message from a client. */
  @FunctionalInterface
  public interface MessageHandler {
    /**
     * Handles a message.
     *
     * @param socket the socket that received it
     * @param frame the message
     * @throws Exception makes {@link FakeEngineServer#assertExhausted} fail
     */
    void handle(FakeEngineSocket socket, Frame frame) throws Exception;
  }

  /** Called when a connection has ended. */
  @FunctionalInterface
  public interface DisconnectHandler {
    /**
     * Handles the end of a connection.
     *
     * @param socket the connection's socket
     * @param reason why it ended, as the server sees it
     * @throws Exception makes {@link FakeEngineServer#assertExhausted} fail
     */
    void handle(FakeEngineSocket socket, DisconnectReason reason) throws Exception;
  }

  private FakeEngineServer(ServerHost.Settings settings) {
    host = new ServerHost(settings, this::opened);
    arrivals = host.newRecorder();
  }

  /**
   * Returns a builder for a server.
   *
   * @return a builder with default settings
   */
  public static Builder builder() {
    return new Builder();
  }

  private void opened(EngineSession session) {
    var queue =
        new HandlerQueue(
            host.scheduling().handlers(), e -> host.reportProblem("a handler failed: " + e));
    var socket = new FakeEngineSocket(host, session, queue);
    session.listen(
        new EngineSession.Listener() {
          @Override
          public void onMessage(Frame content) {
            socket.arrived(content);
            run(socket, "onMessage", () -> messageHandler.handle(socket, content));
          }

          @Override
          public void onClose(DisconnectReason reason) {
            socket.ended(reason);
            run(socket, "onDisconnect", () -> disconnectHandler.handle(socket, reason));
          }
        });
    run(socket, "onConnect", () -> connectHandler.handle(socket));
    arrivals.add(socket);
  }

  private interface Script {
    void run() throws Exception;
  }

  private void run(FakeEngineSocket socket, String what, Script script) {
    socket
        .queue()
        .execute(
            () -> {
              try {
                script.run();
              } catch (Exception e) {
                host.reportProblem(what + " failed: " + e);
              }
            });
  }

  /** The server's internals, for the in-memory transport. */
  ServerHost host() {
    return host;
  }

  /**
   * The address that clients connect to.
   *
   * @return the address, such as {@code http://127.0.0.1:40001}
   */
  public String url() {
    return host.url();
  }

  /**
   * The TCP port.
   *
   * @return the port, or -1 for a server on a {@link ManualLoop}
   */
  public int port() {
    return host.port();
  }

  /**
   * Sets the handler for new clients, replacing any earlier one.
   *
   * @param handler called after the handshake
   * @return this server
   */
  public FakeEngineServer onConnect(ConnectHandler handler) {
    connectHandler = handler;
    return this;
  }

  /**
   * Sets the handler for messages, replacing any earlier one.
   *
   * @param handler called for each message
   * @return this server
   */
  public FakeEngineServer onMessage(MessageHandler handler) {
    messageHandler = handler;
    return this;
  }

  /**
   * Sets the handler for ended connections, replacing any earlier one.
   *
   * @param handler called after the handlers of all its messages
   * @return this server
   */
  public FakeEngineServer onDisconnect(DisconnectHandler handler) {
    disconnectHandler = handler;
    return this;
  }

  /**
   * Takes the next client that has connected, waiting for one if necessary.
   *
   * @return the oldest socket not yet taken
   * @throws AssertionError if no client connects in time; the message says what happened instead
   */
  public FakeEngineSocket takeSocket() {
    return arrivals.take(
        any -> true,
        host.scheduling(),
        host.patience(),
        none ->
            "no client connected within %s; problems: %s"
                .formatted(host.patience(), host.problems().untaken()));
  }

  /**
   * Injects a fault once, at the first opportunity.
   *
   * @param fault the fault
   */
  public void inject(Fault fault) {
    inject(fault, When.next());
  }

  /**
   * Injects a fault at a chosen moment.
   *
   * @param fault the fault
   * @param when when it strikes
   */
  public void inject(Fault fault, When when) {
    host.inject(fault, when);
  }

  /** Removes all pending faults and ends a {@link Fault.Stall}. */
  public void clearFaults() {
    host.inCore(core -> core.clearFaults());
  }

  /**
   * The faults that have not struck yet or will strike again.
   *
   * @return their descriptions
   */
  public List<String> pendingFaults() {
    return host.inLoop(() -> host.core().pendingFaults());
  }

  /**
   * How many connections are open.
   *
   * @return the current number
   */
  public int connectionCount() {
    return host.inLoop(() -> host.core().sessionCount());
  }

  /** Cuts every connection abruptly, without a close packet or close frame. */
  public void dropConnections() {
    host.inCore(core -> core.dropAll());
  }

  /**
   * Checks that nothing unexpected happened: no client broke the protocol and no handler failed.
   * Call it at the end of a test.
   *
   * @throws AssertionError otherwise; the message lists the problems
   */
  public void assertExhausted() {
    connectionCount(); // returns only after all that has reached the server is handled
    List<String> problems = new ArrayList<>(host.problems().untaken());
    if (!problems.isEmpty()) {
      throw new AssertionError("unexpected at the fake server: " + String.join("; ", problems));
    }
  }

  /** Closes every connection and releases the port and all threads. Idempotent. */
  @Override
  public void close() {
    host.close();
  }

  /** The settings of a server. Each method returns this builder. */
  public static final class Builder extends FakeServerBuilder<Builder> {
    private Builder() {
      super("/engine.io/");
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Starts the server. The caller must close it.
     *
     * @return a running server
     */
    public FakeEngineServer start() {
      FakeEngineServer server = new FakeEngineServer(settings());
      server.host.start();
      return server;
    }
  }
}

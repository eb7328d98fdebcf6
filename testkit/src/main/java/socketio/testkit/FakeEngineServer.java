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
 * alone. It listens on loopback. Thread-safe.
 *
 * <p>The handlers of one socket run one at a time, in order, and may block. What a handler throws
 * fails {@link #assertExhausted}.
 */
public final class FakeEngineServer implements AutoCloseable {
  private final ServerHost host;
  private final Recorder<FakeEngineSocket> arrivals;
  private volatile ConnectHandler connectHandler = socket -> {};
  private volatile MessageHandler messageHandler = (socket, frame) -> {};
  private volatile DisconnectHandler disconnectHandler = (socket, reason) -> {};

  /** Hears of a client that connected. */
  @FunctionalInterface
  public interface ConnectHandler {
    /**
     * A client connected.
     *
     * @param socket its socket
     * @throws Exception fails the test at {@link FakeEngineServer#assertExhausted}
     */
    void handle(FakeEngineSocket socket) throws Exception;
  }

  /** Hears of a message. */
  @FunctionalInterface
  public interface MessageHandler {
    /**
     * A message arrived.
     *
     * @param socket whose it is
     * @param frame the message
     * @throws Exception fails the test at {@link FakeEngineServer#assertExhausted}
     */
    void handle(FakeEngineSocket socket, Frame frame) throws Exception;
  }

  /** Hears of a client that is gone. */
  @FunctionalInterface
  public interface DisconnectHandler {
    /**
     * A connection ended.
     *
     * @param socket its socket
     * @param reason why, as the server sees it
     * @throws Exception fails the test at {@link FakeEngineServer#assertExhausted}
     */
    void handle(FakeEngineSocket socket, DisconnectReason reason) throws Exception;
  }

  private FakeEngineServer(ServerHost.Settings settings) {
    host = new ServerHost(settings, this::opened);
    arrivals = host.newRecorder();
  }

  /**
   * Begins a server.
   *
   * @return the settings, all of them at their defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  private void opened(EngineSession session) {
    var queue =
        new HandlerQueue(
            host.scheduling().handlers(), e -> host.mishap("a handler of the script failed: " + e));
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
                host.mishap(what + " failed: " + e);
              }
            });
  }

  /** What the server is made of, for a transport in memory. */
  ServerHost host() {
    return host;
  }

  /**
   * Where clients find the server.
   *
   * @return for instance {@code http://127.0.0.1:40001}
   */
  public String url() {
    return host.url();
  }

  /**
   * The TCP port.
   *
   * @return the port; -1 of a server on a {@link ManualLoop}
   */
  public int port() {
    return host.port();
  }

  /**
   * Sets what happens when a client has connected, in place of what was set before.
   *
   * @param handler runs after the handshake
   * @return this server
   */
  public FakeEngineServer onConnect(ConnectHandler handler) {
    connectHandler = handler;
    return this;
  }

  /**
   * Sets what happens on a message, in place of what was set before.
   *
   * @param handler runs for each message
   * @return this server
   */
  public FakeEngineServer onMessage(MessageHandler handler) {
    messageHandler = handler;
    return this;
  }

  /**
   * Sets what happens when a connection has ended, in place of what was set before.
   *
   * @param handler runs after all handlers of its messages
   * @return this server
   */
  public FakeEngineServer onDisconnect(DisconnectHandler handler) {
    disconnectHandler = handler;
    return this;
  }

  /**
   * Takes the next client that connected, waiting for it.
   *
   * @return the oldest socket that has not been taken
   * @throws AssertionError if none connects; its message says what happened instead
   */
  public FakeEngineSocket takeSocket() {
    return arrivals.take(
        any -> true,
        host.scheduling(),
        host.patience(),
        none ->
            "no client connected within %s; mishaps: %s"
                .formatted(host.patience(), host.mishaps().untaken()));
  }

  /**
   * Lets something go wrong once, at the first opportunity.
   *
   * @param fault what goes wrong
   */
  public void inject(Fault fault) {
    inject(fault, When.next());
  }

  /**
   * Lets something go wrong at a chosen moment.
   *
   * @param fault what goes wrong
   * @param when when it does
   */
  public void inject(Fault fault, When when) {
    host.inject(fault, when);
  }

  /** Lets nothing go wrong any more, and ends a {@link Fault.Stall}. */
  public void clearFaults() {
    host.inCore(core -> core.clearFaults());
  }

  /**
   * The faults that have not struck, or will again.
   *
   * @return descriptions
   */
  public List<String> pendingFaults() {
    return host.inLoop(() -> host.core().pendingFaults());
  }

  /**
   * How many connections are open.
   *
   * @return their number at this moment
   */
  public int connectionCount() {
    return host.inLoop(() -> host.core().sessionCount());
  }

  /** Cuts every connection without a farewell. */
  public void dropConnections() {
    host.inCore(core -> core.dropAll());
  }

  /**
   * Checks that no client broke the protocol and that no handler failed.
   *
   * @throws AssertionError otherwise; its message lists what happened
   */
  public void assertExhausted() {
    connectionCount(); // what has reached the server by now has been handled after this
    List<String> mishaps = new ArrayList<>(host.mishaps().untaken());
    if (!mishaps.isEmpty()) {
      throw new AssertionError("unexpected at the fake server: " + String.join("; ", mishaps));
    }
  }

  /** Ends every connection and frees the port and all threads. Idempotent. */
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
     * Starts the server, to be closed by the caller.
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

package socketio.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import socketio.spi.Parser;
import socketio.spi.ParserProvider;
import socketio.testkit.internal.io.Hub;
import socketio.testkit.internal.io.IoOptions;

/**
 * A Socket.IO server (protocol revision 5) for tests. It listens on loopback, serves any client,
 * follows the test's script, records what arrives and injects faults on command. Thread-safe.
 *
 * <p>With JUnit Jupiter, {@code @RegisterExtension final FakeServer server = FakeServer.create();}
 * gives each test a server of its own; a static field shares one among all tests of the class.
 * Without JUnit Jupiter, use {@link #start()} and {@link #close()}.
 *
 * <p>Methods that wait do so for a bounded time, then throw an {@link AssertionError} that says
 * what happened instead.
 *
 * @since 1.0
 */
public class FakeServer implements AutoCloseable {
  private final Hub hub;

  /**
   * Creates a server that starts on first use.
   *
   * @param builder the settings
   */
  FakeServer(Builder builder) {
    hub = new Hub(builder.options(), builder.settings());
  }

  /**
   * Creates a server that JUnit starts and closes, for a field with {@code @RegisterExtension}: not
   * yet running, unlike that of {@link #start()}. Requires JUnit Jupiter on the class path.
   *
   * @return a server with default settings
   */
  public static FakeServer create() {
    return builder().create();
  }

  /**
   * Creates and starts a server with default settings, without JUnit. The caller must close it.
   *
   * @return a running server
   */
  public static FakeServer start() {
    return builder().start();
  }

  /**
   * Returns a builder for a server with other settings.
   *
   * @return a builder with default settings
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts listening, unless already started. */
  final void listen() {
    hub.host().start();
  }

  /** The server's internals, for the in-memory transport. */
  final Hub hub() {
    return hub;
  }

  /**
   * The address that clients connect to.
   *
   * @return the address, such as {@code http://127.0.0.1:40001}
   */
  public String url() {
    return hub.host().url();
  }

  /**
   * The TCP port.
   *
   * @return the port, or -1 for a server on a {@link ManualLoop}
   */
  public int port() {
    return hub.host().port();
  }

  /**
   * Returns a namespace, declaring it on the first call. Clients can join only declared namespaces
   * and the main one.
   *
   * @param path the namespace's path, with a leading slash
   * @return the namespace; always the same instance for a path
   * @throws IllegalArgumentException if the path does not begin with a slash
   */
  public FakeNamespace namespace(String path) {
    if (!Objects.requireNonNull(path, "path must not be null").startsWith("/")) {
      throw new IllegalArgumentException(
          "path: '" + path + "' must begin with a slash, as in \"/" + path + "\"");
    }
    return hub.namespace(path);
  }

  /**
   * Sets the handler for clients that join the main namespace.
   *
   * @param handler see {@link FakeNamespace#onConnect}
   * @return this server
   */
  public FakeServer onConnect(FakeNamespace.ConnectHandler handler) {
    namespace("/").onConnect(handler);
    return this;
  }

  /**
   * Sets the handler for an event in the main namespace.
   *
   * @param event the event's name
   * @param handler see {@link FakeNamespace#on}
   * @return this server
   */
  public FakeServer on(String event, FakeNamespace.EventHandler handler) {
    namespace("/").on(event, handler);
    return this;
  }

  /**
   * Sets the handler that acknowledges an event in the main namespace.
   *
   * @param event the event's name
   * @param handler see {@link FakeNamespace#onCall}
   * @return this server
   */
  public FakeServer onCall(String event, FakeNamespace.CallHandler handler) {
    namespace("/").onCall(event, handler);
    return this;
  }

  /**
   * Sends an event to every client in the main namespace.
   *
   * @param event the event's name
   * @param args the arguments, one value each
   */
  public void emit(String event, @Nullable Object... args) {
    namespace("/").emit(event, args);
  }

  /**
   * Takes the next client that has joined the main namespace, waiting for one if necessary.
   *
   * @return the oldest socket not yet taken
   * @throws AssertionError if no client joins in time; the message says what happened instead
   */
  public FakeSocket takeSocket() {
    return namespace("/").takeSocket();
  }

  /**
   * Takes the next client that has joined a namespace, waiting for one if necessary.
   *
   * @param namespace the namespace's path
   * @return the oldest socket not yet taken
   * @throws AssertionError if no client joins in time, or immediately if the namespace has not been
   *     declared; the message says what happened instead
   */
  public FakeSocket takeSocket(String namespace) {
    return hub.takeSocket(Objects.requireNonNull(namespace, "namespace must not be null"));
  }

  /**
   * Injects a fault once, at the first opportunity. When this method returns, the fault is armed or
   * has struck.
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
    hub.host()
        .inject(
            Objects.requireNonNull(fault, "fault must not be null"),
            Objects.requireNonNull(when, "when must not be null"));
  }

  /** Removes all pending faults and ends a {@link Fault.Stall}. */
  public void clearFaults() {
    hub.host().inCore(core -> core.clearFaults());
  }

  /**
   * The faults that have not struck yet or will strike again.
   *
   * @return their descriptions
   */
  public List<String> pendingFaults() {
    return hub.host().inLoop(() -> hub.host().core().pendingFaults());
  }

  /**
   * Restarts the server: every connection ends and all sessions are lost. The port stays the same.
   */
  public void restart() {
    restart(Duration.ZERO);
  }

  /**
   * Restarts the server, with a pause during which it refuses connections. Returns immediately.
   *
   * @param downtime the length of the pause
   */
  public void restart(Duration downtime) {
    Objects.requireNonNull(downtime, "downtime must not be null");
    hub.host().inCore(core -> core.restart(downtime));
  }

  /** Cuts every connection abruptly, without a close packet or close frame. */
  public void dropConnections() {
    hub.host().inCore(core -> core.dropAll());
  }

  /**
   * How many Engine.IO connections are open.
   *
   * @return the current number
   */
  public int connectionCount() {
    return hub.host().inLoop(() -> hub.host().core().sessionCount());
  }

  /**
   * Checks that nothing is left and nothing unexpected happened: every event was handled or taken,
   * no packet or request broke the protocol, and no handler failed. Call it at the end of a test;
   * it does not wait for what is still on its way.
   *
   * @throws AssertionError otherwise; the message lists what happened
   */
  public void assertExhausted() {
    connectionCount(); // returns only after all that has reached the server is handled
    List<String> unexpected = hub.unexpected();
    if (!unexpected.isEmpty()) {
      throw new AssertionError("unexpected at the fake server: " + String.join("; ", unexpected));
    }
  }

  /** Discards all recordings, drops all connections and clears the faults; keeps the script. */
  public void reset() {
    clearFaults();
    dropConnections();
    hub.clear();
  }

  /** Closes every connection and releases the port and all threads. Idempotent. */
  @Override
  public void close() {
    hub.host().close();
  }

  /** The settings of a server. Each method returns this builder. */
  public static final class Builder extends FakeServerBuilder<Builder> {
    private @Nullable Parser parser;
    private Duration connectTimeout = Duration.ofSeconds(45);
    private @Nullable Duration recovery;

    private Builder() {
      super("/socket.io/");
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sets how long a connection may exist without being in a namespace.
     *
     * @param time 45 s by default
     * @return this builder
     */
    public Builder connectTimeout(Duration time) {
      connectTimeout = Objects.requireNonNull(time, "time must not be null");
      return this;
    }

    /**
     * Sets the parser of packets.
     *
     * @param codec the parser; by default that of the {@link ParserProvider} with the highest
     *     priority
     * @return this builder
     */
    public Builder parser(Parser codec) {
      parser = Objects.requireNonNull(codec, "codec must not be null");
      return this;
    }

    /**
     * Enables connection state recovery.
     *
     * @param keep how long to keep the state of a lost connection
     * @return this builder
     */
    public Builder recovery(Duration keep) {
      recovery = Objects.requireNonNull(keep, "keep must not be null");
      return this;
    }

    /**
     * Creates a server for {@code @RegisterExtension}, as {@link FakeServer#create()} does.
     *
     * @return a server that JUnit starts and closes
     */
    public FakeServer create() {
      return JupiterFakeServer.of(this);
    }

    /**
     * Starts a server. The caller must close it.
     *
     * @return a running server
     */
    public FakeServer start() {
      FakeServer server = new FakeServer(this);
      server.listen();
      return server;
    }

    private IoOptions options() {
      return new IoOptions(parser == null ? defaultParser() : parser, connectTimeout, recovery);
    }

    private static Parser defaultParser() {
      return ServiceLoader.load(ParserProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .max(java.util.Comparator.comparingInt(ParserProvider::priority))
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "no parser found: add socketio-parser-json to the test's class path,"
                          + " or pass one to parser(…)"))
          .create();
    }
  }
}

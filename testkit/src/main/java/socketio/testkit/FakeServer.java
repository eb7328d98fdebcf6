package socketio.testkit;

import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import socketio.spi.Parser;
import socketio.spi.ParserProvider;
import socketio.testkit.internal.io.Hub;
import socketio.testkit.internal.io.IoOptions;

/**
 * A Socket.IO server (protocol revision 5) for tests. It listens on loopback, speaks to any client,
 * does what the test's script says, records what arrives and goes wrong on command. Thread-safe.
 *
 * <p>With JUnit Jupiter: {@code @RegisterExtension final FakeServer server = FakeServer.create();}
 * gives every test a server of its own, a static field one to all tests of a class. With anything
 * else: {@link #start()} and {@link #close()}.
 *
 * <p>Methods that wait do so for a bounded time and then throw an {@link AssertionError} that says
 * what happened instead.
 */
public class FakeServer implements AutoCloseable {
  private final Hub hub;

  /**
   * A server that starts with its first use.
   *
   * @param builder the settings
   */
  FakeServer(Builder builder) {
    hub = new Hub(builder.options(), builder.settings());
  }

  /**
   * A server for {@code @RegisterExtension}: it starts before each test and closes afterwards.
   * Needs JUnit Jupiter on the class path.
   *
   * @return a server with default settings
   */
  public static FakeServer create() {
    return builder().create();
  }

  /**
   * Starts a server with default settings, to be closed by the caller.
   *
   * @return a running server
   */
  public static FakeServer start() {
    return builder().start();
  }

  /**
   * Begins a server with other settings.
   *
   * @return the settings, all of them at their defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Listens, unless that has begun. */
  final void listen() {
    hub.host().start();
  }

  /** What the server is made of, for a transport in memory. */
  final Hub hub() {
    return hub;
  }

  /**
   * Where clients find the server.
   *
   * @return for instance {@code http://127.0.0.1:40001}
   */
  public String url() {
    return hub.host().url();
  }

  /**
   * The TCP port.
   *
   * @return the port; -1 of a server on a {@link ManualLoop}
   */
  public int port() {
    return hub.host().port();
  }

  /**
   * A namespace. Only namespaces that have been asked for by this method exist for clients, and the
   * main one.
   *
   * @param path its path, with a leading slash
   * @return always the same one for a path
   */
  public FakeNamespace namespace(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a namespace begins with a slash, not \"" + path + "\"");
    }
    return hub.namespace(path);
  }

  /**
   * Sets what happens when a client has joined the main namespace.
   *
   * @param handler as of {@link FakeNamespace#onConnect}
   * @return this server
   */
  public FakeServer onConnect(FakeNamespace.ConnectHandler handler) {
    namespace("/").onConnect(handler);
    return this;
  }

  /**
   * Sets what happens on an event in the main namespace.
   *
   * @param event the event's name
   * @param handler as of {@link FakeNamespace#on}
   * @return this server
   */
  public FakeServer on(String event, FakeNamespace.EventHandler handler) {
    namespace("/").on(event, handler);
    return this;
  }

  /**
   * Sets how an event in the main namespace is answered.
   *
   * @param event the event's name
   * @param handler as of {@link FakeNamespace#onCall}
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
   * @param args each is one argument
   */
  public void emit(String event, @Nullable Object... args) {
    namespace("/").emit(event, args);
  }

  /**
   * Takes the next client that joined the main namespace, waiting for it.
   *
   * @return the oldest socket that has not been taken
   * @throws AssertionError if none joins; its message says what happened instead
   */
  public FakeSocket takeSocket() {
    return namespace("/").takeSocket();
  }

  /**
   * Takes the next client that joined a namespace, waiting for it.
   *
   * @param namespace the namespace's path
   * @return the oldest socket that has not been taken
   * @throws AssertionError if none joins, or at once if the script has no such namespace; its
   *     message says what happened instead
   */
  public FakeSocket takeSocket(String namespace) {
    return hub.takeSocket(namespace);
  }

  /**
   * Lets something go wrong once, at the first opportunity. When this method returns, the fault is
   * armed or has struck.
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
    hub.host().inject(fault, when);
  }

  /** Lets nothing go wrong any more, and ends a {@link Fault.Stall}. */
  public void clearFaults() {
    hub.host().inCore(core -> core.clearFaults());
  }

  /**
   * The faults that have not struck, or will again.
   *
   * @return descriptions
   */
  public List<String> pendingFaults() {
    return hub.host().inLoop(() -> hub.host().core().pendingFaults());
  }

  /** Restarts: every connection ends, and no session is known any more. The port stays. */
  public void restart() {
    restart(Duration.ZERO);
  }

  /**
   * Restarts with a pause in which connections are refused. Returns at once.
   *
   * @param downtime how long
   */
  public void restart(Duration downtime) {
    hub.host().inCore(core -> core.restart(downtime));
  }

  /** Cuts every connection without a farewell. */
  public void dropConnections() {
    hub.host().inCore(core -> core.dropAll());
  }

  /**
   * How many Engine.IO connections are open.
   *
   * @return their number at this moment
   */
  public int connectionCount() {
    return hub.host().inLoop(() -> hub.host().core().sessionCount());
  }

  /**
   * Checks that nothing unexpected arrived: no event that has neither a handler nor been taken, no
   * packet or request against the protocol, and no failure of a handler.
   *
   * @throws AssertionError otherwise; its message lists what arrived
   */
  public void assertExhausted() {
    connectionCount(); // what has reached the server by now has been handled after this
    List<String> unexpected = hub.unexpected();
    if (!unexpected.isEmpty()) {
      throw new AssertionError("unexpected at the fake server: " + String.join("; ", unexpected));
    }
  }

  /** Forgets what was recorded, drops all connections and clears the faults; the script stays. */
  public void reset() {
    clearFaults();
    dropConnections();
    hub.clear();
  }

  /** Ends every connection and frees the port and all threads. Idempotent. */
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
     * Sets how long a connection may be in no namespace.
     *
     * @param time 45 s by default
     * @return this builder
     */
    public Builder connectTimeout(Duration time) {
      connectTimeout = time;
      return this;
    }

    /**
     * Sets the codec of packets.
     *
     * @param codec the codec; by default that of the {@link ParserProvider} with the highest
     *     priority
     * @return this builder
     */
    public Builder parser(Parser codec) {
      parser = codec;
      return this;
    }

    /**
     * Turns connection state recovery on.
     *
     * @param keep how long the state of a lost connection is kept
     * @return this builder
     */
    public Builder recovery(Duration keep) {
      recovery = keep;
      return this;
    }

    /**
     * A server for {@code @RegisterExtension}.
     *
     * @return a server that starts before each test
     */
    public FakeServer create() {
      return JupiterFakeServer.of(this);
    }

    /**
     * Starts a server, to be closed by the caller.
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
                          + " or name one by parser(…)"))
          .create();
    }
  }
}

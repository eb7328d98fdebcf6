package socketio.testkit;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import socketio.Args;

/**
 * A {@link FakeServer} to start from the command line, for testing clients in any language:
 *
 * <pre>java -cp "libs/*" socketio.testkit.EchoServer port=3000 ping-interval=25000</pre>
 *
 * <p>In the namespaces {@code /} and {@code /custom}, it sends {@code auth} with the client's auth
 * payload to each client that joins, answers {@code message} with {@code message-back} and the same
 * arguments, and acknowledges {@code message-with-ack} with the same arguments. It rejects clients
 * in {@code /refused}. With {@code layer=engine}, it is an Engine.IO server that echoes every
 * message. This is what the test suites of the two protocols expect of a server.
 *
 * @since 1.0
 */
public final class EchoServer {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "port", "3000",
          "layer", "io",
          "path", "",
          "ping-interval", "25000",
          "ping-timeout", "20000",
          "connect-timeout", "45000",
          "recovery", "0");

  private EchoServer() {}

  /**
   * Starts the server and runs until the process is terminated. Once the server is listening,
   * prints one line that ends with its address.
   *
   * @param settings any of {@code port}, {@code path}, {@code layer} ({@code io} or {@code
   *     engine}), {@code ping-interval}, {@code ping-timeout}, {@code connect-timeout} and {@code
   *     recovery} in milliseconds, in the form {@code name=value}; port 0 selects a free one
   * @throws InterruptedException if the thread is interrupted
   */
  @SuppressWarnings("SystemOut") // the program's output
  public static void main(String... settings) throws InterruptedException {
    AutoCloseable server = start(System.out, settings);
    Thread.currentThread().join(); // the server's threads are daemons
    throw new AssertionError(server); // keeps it reachable
  }

  /**
   * Starts the server.
   *
   * @param out where to print the line
   * @param settings see {@link #main}
   * @return the server; the caller must close it
   */
  static AutoCloseable start(PrintStream out, String... settings) {
    Settings chosen = Settings.parse(settings);
    if (chosen.get("layer").equals("engine")) {
      FakeEngineServer server = engine(chosen);
      out.println("Engine.IO server at " + server.url());
      return server;
    }
    FakeServer server = io(chosen);
    out.println("Socket.IO server at " + server.url());
    return server;
  }

  /** The defaults, overridden by the settings of the command line. */
  private record Settings(Map<String, String> values) {
    static Settings parse(String... settings) {
      var chosen = new LinkedHashMap<>(DEFAULTS);
      for (String setting : settings) {
        int equals = setting.indexOf('=');
        String name = equals < 0 ? setting : setting.substring(0, equals);
        if (equals < 0 || !DEFAULTS.containsKey(name)) {
          throw new IllegalArgumentException(
              "not a setting: \"%s\"; expected name=value, where name is one of %s"
                  .formatted(setting, DEFAULTS.keySet().stream().sorted().toList()));
        }
        chosen.put(name, setting.substring(equals + 1));
      }
      return new Settings(chosen);
    }

    String get(String name) {
      return Objects.requireNonNull(values.get(name));
    }

    Duration time(String name) {
      return Duration.ofMillis(Long.parseLong(get(name)));
    }

    int port() {
      return Integer.parseInt(get("port"));
    }
  }

  private static FakeEngineServer engine(Settings settings) {
    FakeEngineServer.Builder builder =
        FakeEngineServer.builder()
            .port(settings.port())
            .pingInterval(settings.time("ping-interval"))
            .pingTimeout(settings.time("ping-timeout"))
            .recording(false);
    if (!settings.get("path").isEmpty()) {
      builder.path(settings.get("path"));
    }
    return builder.start().onMessage((socket, frame) -> socket.send(frame));
  }

  private static FakeServer io(Settings settings) {
    FakeServer.Builder builder =
        FakeServer.builder()
            .port(settings.port())
            .pingInterval(settings.time("ping-interval"))
            .pingTimeout(settings.time("ping-timeout"))
            .connectTimeout(settings.time("connect-timeout"))
            .recording(false);
    if (!settings.get("path").isEmpty()) {
      builder.path(settings.get("path"));
    }
    if (!settings.get("recovery").equals("0")) {
      builder.recovery(settings.time("recovery"));
    }
    FakeServer server = builder.start();
    greet(server.namespace("/"));
    greet(server.namespace("/custom"));
    server.namespace("/refused").reject("Not authorized", Map.of("code", 401));
    return server;
  }

  private static void greet(FakeNamespace namespace) {
    namespace.onConnect(socket -> socket.emit("auth", orEmpty(socket.auth())));
    namespace.on("message", (socket, args) -> socket.emit("message-back", args.toList().toArray()));
    namespace.onCall("message-with-ack", (socket, args) -> Args.of(args.toList().toArray()));
  }

  private static Object orEmpty(@Nullable Object auth) {
    return auth == null ? Map.of() : auth;
  }
}

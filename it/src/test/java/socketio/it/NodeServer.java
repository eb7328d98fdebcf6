package socketio.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A server in a process of its own, on a free port: one of {@code servers/server.js} in Node, or
 * that of {@code servers/server.py} in Python.
 */
public final class NodeServer implements AutoCloseable {
  /** The release that most tests use. */
  public static final String CURRENT = "socket.io";

  /** Releases that send no {@code maxPayload}. */
  static final String V4_0 = "socket.io-4.0";

  static final String V3_0 = "socket.io-3.0";

  /** Speaks an older protocol. */
  static final String V2 = "socket.io-2";

  /** python-socketio, with a part of the scenarios. */
  static final String PYTHON = "python-socketio";

  /** A web server without Socket.IO. */
  static final String WEB = "http";

  /** The parser by default. */
  public static final String JSON = "json";

  /** The other parser, of Node's server and of python-socketio. */
  static final String MSGPACK = "msgpack";

  /** The first start in a fresh clone installs the packages. */
  private static final int START_SECONDS = 180;

  /** The package that is Node's parser of MessagePack. */
  static final String NODE_MSGPACK = "socket.io-msgpack-parser";

  private static final Path SCRIPTS = Path.of("servers");

  private final Process process;
  private final int port;

  private NodeServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a server.
   *
   * @param software one of the constants
   * @param options options of the Socket.IO server as a JSON object
   * @param parser one of the constants
   * @return the server, listening
   */
  static NodeServer start(String software, String options, String parser) {
    ErrorLog errors = ErrorLog.create();
    Process process = launch(command(software, options, parser), errors);
    try {
      String ready =
          CompletableFuture.supplyAsync(() -> firstLine(process)).get(START_SECONDS, SECONDS);
      return new NodeServer(process, Integer.parseInt(ready.substring("READY ".length())));
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "the server %s did not start; it said: %s".formatted(software, errors.text()), e);
    }
  }

  private static List<String> command(String software, String options, String parser) {
    boolean json = parser.equals(JSON);
    if (software.equals(PYTHON)) {
      return List.of("python3", "server.py", json ? "default" : parser);
    }
    return List.of("node", "server.js", software, options, json ? "" : NODE_MSGPACK);
  }

  private static Process launch(List<String> command, ErrorLog errors) {
    try {
      return new ProcessBuilder(command)
          .directory(SCRIPTS.toFile())
          .redirectError(errors.file().toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("Node.js and Python are needed, on the PATH", e);
    }
  }

  private static String firstLine(Process process) {
    try {
      // Not closed: the process lives on, and prints no more than this.
      BufferedReader output = process.inputReader(UTF_8);
      @Nullable String line = output.readLine();
      if (line == null || !line.startsWith("READY ")) {
        throw new IllegalStateException("printed \"" + line + "\" in place of READY");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address to connect to. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Ends the process without a word to its clients. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroy();
  }
}

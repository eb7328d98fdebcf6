package socketio.it.support;

/**
 * A server in a process of its own, on a free port: one of {@code servers/server.js} in Node, that
 * of {@code servers/server.py} in Python, or that of {@code netty-socketio} in Java.
 */
public final class NodeServer implements AutoCloseable {
  /** The release that most tests use. */
  public static final String CURRENT = "socket.io";

  /** Releases that send no {@code maxPayload}. */
  public static final String V4_0 = "socket.io-4.0";

  public static final String V3_0 = "socket.io-3.0";

  /** A release that speaks an older protocol. */
  public static final String V2 = "socket.io-2";

  /** python-socketio, with a part of the scenarios. */
  public static final String PYTHON = "python-socketio";

  /** netty-socketio, with scenarios of its own. */
  public static final String NETTY = "netty-socketio";

  /** A web server without Socket.IO. */
  public static final String WEB = "http";

  /** The parser by default. */
  public static final String JSON = "json";

  /** The other parser, of Node's server and of python-socketio. */
  public static final String MSGPACK = "msgpack";

  /** The package that is Node's parser of MessagePack. */
  public static final String NODE_MSGPACK = "socket.io-msgpack-parser";

  private final ServerProcess process;

  private NodeServer(ServerProcess process) {
    this.process = process;
  }

  /**
   * Starts a server.
   *
   * @param software one of the constants
   * @param options options of the Socket.IO server as a JSON object
   * @param parser one of the constants
   * @return the server, listening
   */
  public static NodeServer start(String software, String options, String parser) {
    boolean json = parser.equals(JSON);
    return new NodeServer(
        switch (software) {
          case PYTHON -> ServerProcess.start("python3", "server.py", json ? "default" : parser);
          case NETTY ->
              ServerProcess.start(
                  Commands.java(),
                  "-classpath",
                  UserProject.classPath("netty-socketio"),
                  "nettysocketio.Main");
          default ->
              ServerProcess.start("node", "server.js", software, options, json ? "" : NODE_MSGPACK);
        });
  }

  /** The address to connect to. */
  public String url() {
    return "http://127.0.0.1:" + process.ready().get(0);
  }

  /** Kills the process without notifying its clients. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}

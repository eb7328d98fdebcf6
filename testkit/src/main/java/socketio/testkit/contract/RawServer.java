package socketio.testkit.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP server whose misbehaviour the test of a transport scripts. Thread-safe.
 *
 * @since 1.0
 */
public final class RawServer implements AutoCloseable {
  private final ServerSocket server;
  private final Handler handler;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  /** Serves a connection. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Serves a connection, on a thread of its own; the connection is closed afterwards.
     *
     * @param socket the connection
     * @throws Exception ends the connection and has no other effect
     */
    void handle(Socket socket) throws Exception;
  }

  /**
   * Starts a server on a free port of the loopback interface.
   *
   * @param handler serves each connection
   * @throws IOException if there is no port
   */
  public RawServer(Handler handler) throws IOException {
    this.handler = handler;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setReceiveBufferSize(64 * 1024);
    start(this::accept);
  }

  /**
   * The address of the server.
   *
   * @return an address with a path
   */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/engine.io/");
  }

  /**
   * How many connections there were so far.
   *
   * @return the number, those that have ended included
   */
  public int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        start(() -> handle(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void handle(Socket socket) {
    try (socket) {
      handler.handle(socket);
    } catch (Exception e) {
      // the client went away, or the test ended, which asserts what the client saw
    }
  }

  private static void start(Runnable task) {
    var thread = new Thread(task, "RawServer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Closes the server and every connection. */
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}

package socketio.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * A Socket.IO server for WebSockets that does next to nothing per message, so that its client is
 * the bottleneck: it looks at a few bytes of a frame and copies prepared ones. Uses one thread, in
 * its own process; ends with its parent, when its standard input ends. Prints its port.
 *
 * <p>Understands {@code 42["flood",kind,count]} (sends that many events), {@code 42["e",…]} and its
 * binary form (counts), {@code 42["end"]} (answers {@code 42["counted",count]}), {@code
 * 42["stall"]} (stops reading from this connection), {@code 42["flow"]} (resumes reading from all),
 * and any event with an acknowledgement id (answers with an empty acknowledgement).
 */
final class FloodServer {
  private final Selector selector = Selector.open();
  private final ByteBuffer input = ByteBuffer.allocateDirect(1 << 20);

  private final Set<SelectionKey> stalled = new HashSet<>();
  private final ServerSocketChannel acceptor = ServerSocketChannel.open();

  FloodServer() throws IOException {
    acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
    acceptor.configureBlocking(false);
    acceptor.register(selector, SelectionKey.OP_ACCEPT);
  }

  int port() throws IOException {
    return ((InetSocketAddress) acceptor.getLocalAddress()).getPort();
  }

  public static void main(String[] args) throws IOException {
    Thread parent = new Thread(FloodServer::endWithParent, "parent");
    parent.setDaemon(true);
    parent.start();
    FloodServer server = new FloodServer();
    System.out.println(server.port());
    server.run();
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // the parent never writes anything
      }
    } catch (IOException e) {
      // the same as the end of the stream
    }
    Runtime.getRuntime().halt(0);
  }

  /** Serves until the process ends. */
  void run() throws IOException {
    while (true) {
      selector.select();
      for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
        SelectionKey key = keys.next();
        keys.remove();
        if (key.isAcceptable()) {
          accept();
        } else {
          serve(key);
        }
      }
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = acceptor.accept();
    if (channel != null) {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.register(selector, SelectionKey.OP_READ, new FloodConnection());
    }
  }

  private static void resume(SelectionKey key) {
    ((FloodConnection) key.attachment()).resume();
    if (key.isValid()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void serve(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    FloodConnection connection = (FloodConnection) key.attachment();
    try {
      if (key.isReadable()) {
        input.clear();
        if (channel.read(input) < 0) {
          channel.close();
          return;
        }
        input.flip();
        connection.read(input);
      }
      boolean done = connection.write(channel);
      if (connection.isClosing() && done) {
        channel.close();
        return;
      }
      if (connection.takeFlow()) {
        stalled.forEach(FloodServer::resume);
        stalled.clear();
      }
      if (connection.isStalled()) {
        key.interestOps(0);
        stalled.add(key);
        return;
      }
      key.interestOps(done ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    } catch (IOException e) {
      try {
        channel.close();
      } catch (IOException ignored) {
        // the connection is closed
      }
    }
  }
}

package socketio.it.support;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A proxy to a server that can be cut, so that neither side gets a good-bye, and stalled, so that
 * nothing passes in either direction.
 */
public final class CuttableProxy implements Closeable {
  private static final int PIECE_BYTES = 16 << 10;

  private final ServerSocket listener;
  private final URI server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "cuttable-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean cut;

  /** Completed while bytes pass. */
  private volatile CompletableFuture<Void> passage = CompletableFuture.completedFuture(null);

  /** A proxy that listens on a free port. */
  public CuttableProxy(String server) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), URI.create(server));
  }

  /** A proxy on this listener. */
  public CuttableProxy(ServerSocket listener, URI server) {
    this.server = server;
    this.listener = listener;
    threads.execute(this::accept);
  }

  public String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** Lets nothing pass any more; not even the end of a connection. */
  public void stall() {
    passage = new CompletableFuture<>();
  }

  /** Lets everything pass again. */
  public void flow() {
    passage.complete(null);
  }

  /** Resets every connection, and every new one until {@link #mend}. Ends a stall. */
  public void cut() {
    cut = true;
    // All of them first, since pump closes the other end of a socket that it finds closed.
    sockets.forEach(Sockets::closeByReset);
    sockets.forEach(Sockets::reset);
    flow();
  }

  public void mend() {
    cut = false;
  }

  @SuppressWarnings("resource") // pump closes them
  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = keep(listener.accept());
        if (cut) {
          Sockets.reset(client);
          continue;
        }
        Socket peer = keep(new Socket(server.getHost(), server.getPort()));
        client.setTcpNoDelay(true);
        peer.setTcpNoDelay(true);
        threads.execute(() -> pump(client, peer));
        threads.execute(() -> pump(peer, client));
      } catch (SocketException | RejectedExecutionException e) {
        // closed, or the server has gone
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Socket keep(Socket socket) {
    sockets.add(socket);
    if (cut) {
      Sockets.reset(socket);
    }
    return socket;
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      var piece = new byte[PIECE_BYTES];
      int count;
      while ((count = from.getInputStream().read(piece)) >= 0) {
        passage.join();
        to.getOutputStream().write(piece, 0, count);
      }
      passage.join();
    } catch (IOException e) {
      // one of both was reset
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
    threads.shutdownNow();
  }
}

package socketio.it.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import socketio.it.chaos.ChaosPlan.Course;
import socketio.it.chaos.ChaosPlan.Cut;
import socketio.it.support.Sockets;

/** A connection through a {@link ChaosProxy}. */
final class ChaosConnection {
  private static final int PIECE_BYTES = 64 << 10;

  private final Socket client;
  private final Socket server;
  private final ByteGate passing;
  private final ChaosProxy proxy;
  private final AtomicInteger directions = new AtomicInteger(2);

  /** The state in which nothing passes any more. */
  private volatile boolean dark;

  ChaosConnection(Socket client, Socket server, ByteGate passing, ChaosProxy proxy)
      throws IOException {
    this.client = client;
    this.server = server;
    this.passing = passing;
    this.proxy = proxy;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  /** Carries bytes in one direction until that ends. */
  void pump(Socket from, Socket to, Course course) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var piece = new byte[PIECE_BYTES];
      int count;
      while ((count = in.read(piece)) >= 0) {
        if (!carry(piece, count, out, course)) {
          cut(to, course);
          return;
        }
      }
      passing.awaitFlow();
      if (!dark) {
        to.shutdownOutput();
      }
    } catch (IOException e) {
      if (!dark) {
        reset(); // as the one end was, or both
      }
    } finally {
      if (directions.decrementAndGet() == 0) {
        close();
        proxy.over(this);
      }
    }
  }

  /** Whether all of it has passed. */
  private boolean carry(byte[] piece, int count, OutputStream out, Course course)
      throws IOException {
    for (int sent = 0; sent < count; ) {
      boolean peace = passing.peace();
      int slice = peace ? count - sent : course.slice(count - sent);
      if (slice == 0) {
        return false;
      }
      if (!peace) {
        passing.pause(course.pauseMillis());
        passing.awaitFlow();
      }
      if (dark) {
        throw new IOException("nothing passes");
      }
      out.write(piece, sent, slice);
      sent += slice;
    }
    return true;
  }

  private void cut(Socket to, Course course) throws IOException {
    Cut cut = course.cut();
    proxy.count(cut);
    switch (cut) {
      case RESET -> reset();
      case CLOSE -> close();
      case HALF_CLOSE -> to.shutdownOutput();
      case BLACK_HOLE -> {
        dark = true;
        passing.pause(course.darkMillis());
        reset();
      }
      case NONE -> throw new IllegalStateException("there was nothing to cut");
    }
  }

  void reset() {
    // Both first, since the other direction closes a socket whose peer it finds closed.
    Sockets.closeByReset(client);
    Sockets.closeByReset(server);
    Sockets.reset(client);
    Sockets.reset(server);
  }

  private void close() {
    try (client;
        server) {
      dark = true;
    } catch (IOException e) {
      // it is closed
    }
  }
}

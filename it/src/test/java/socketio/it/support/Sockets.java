package socketio.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;

/** Ends of TCP connections. */
public final class Sockets {
  private Sockets() {}

  /** Makes the next close a reset, which a server notices at once. */
  public static void closeByReset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // it is closed already
    }
  }

  /** Closes with a reset. */
  public static void reset(Socket socket) {
    closeByReset(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

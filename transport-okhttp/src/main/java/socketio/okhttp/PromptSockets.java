package socketio.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Sockets that send at once (TCP_NODELAY). Otherwise the second of two small messages waits until
 * the peer has acknowledged the first, which peers delay by 40 ms. Equal to other factories around
 * the same one, so that connections are shared as before.
 */
final class PromptSockets extends SocketFactory {
  private final SocketFactory factory;

  PromptSockets(SocketFactory factory) {
    this.factory = factory;
  }

  private static Socket prompt(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
    } catch (SocketException | UnsupportedOperationException e) {
      // not TCP, or already closed, which its use will show
    }
    return socket;
  }

  /** The one that OkHttp uses. */
  @Override
  public Socket createSocket() throws IOException {
    return prompt(factory.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return prompt(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return prompt(factory.createSocket(host, port, localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return prompt(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return prompt(factory.createSocket(address, port, localAddress, localPort));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PromptSockets sockets && sockets.factory.equals(factory);
  }

  @Override
  public int hashCode() {
    return factory.hashCode();
  }
}

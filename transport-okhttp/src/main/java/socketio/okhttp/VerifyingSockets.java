package socketio.okhttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS sockets with the application's parameters. Whatever these say, the handshake checks the
 * host's name, as HTTPS requires. OkHttp checks it once more.
 */
final class VerifyingSockets extends SSLSocketFactory {
  private static final String HTTPS = "HTTPS";

  private final SSLSocketFactory factory;
  private final @Nullable SSLParameters parameters;

  VerifyingSockets(SSLSocketFactory factory, @Nullable SSLParameters parameters) {
    this.factory = factory;
    this.parameters = parameters;
  }

  private Socket verifying(Socket created) {
    var socket = (SSLSocket) created;
    if (parameters != null) {
      socket.setSSLParameters(parameters);
    }
    SSLParameters own = socket.getSSLParameters();
    own.setEndpointIdentificationAlgorithm(HTTPS);
    socket.setSSLParameters(own);
    return socket;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  /** The one that OkHttp uses. */
  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return verifying(factory.createSocket(socket, host, port, autoClose));
  }

  @Override
  public Socket createSocket() throws IOException {
    return verifying(factory.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return verifying(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return verifying(factory.createSocket(host, port, localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return verifying(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return verifying(factory.createSocket(address, port, localAddress, localPort));
  }
}

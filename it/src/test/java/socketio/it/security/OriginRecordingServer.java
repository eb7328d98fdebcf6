package socketio.it.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import socketio.it.support.CuttableProxy;
import socketio.it.support.TlsKeys;
import socketio.testkit.FakeServer;

/** A server with {@link RoundTrip#SUM} that records the addresses of its clients. */
final class OriginRecordingServer implements AutoCloseable {
  private final Set<String> origins = ConcurrentHashMap.newKeySet();
  private final FakeServer server;
  private final CuttableProxy entrance;
  private final String scheme;

  private OriginRecordingServer(FakeServer server) throws IOException {
    this.server = server;
    server.onCall(RoundTrip.SUM, (socket, args) -> 3);
    scheme = URI.create(server.url()).getScheme();
    entrance =
        new CuttableProxy(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()) {
              @Override
              public Socket accept() throws IOException {
                Socket client = super.accept();
                origins.add(client.getInetAddress().getHostAddress());
                return client;
              }
            },
            URI.create(server.url()));
  }

  static OriginRecordingServer plain() throws IOException {
    return new OriginRecordingServer(FakeServer.start());
  }

  /** A server with the certificate {@link TlsKeys#SERVER}. */
  static OriginRecordingServer secure() throws IOException {
    return new OriginRecordingServer(
        FakeServer.builder().tls(TlsKeys.get().showing(TlsKeys.SERVER, TlsKeys.AUTHORITY)).start());
  }

  String url() {
    return entrance.url().replace("http:", scheme + ":");
  }

  /**
   * Checks that there were clients, that all came through a proxy, and that it kept its password.
   */
  void assertAllClientsUsedTheProxy() {
    assertEquals(Set.of(RealProxy.OUTSIDE), origins);
    var headers = new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(server.takeSocket().headers());
    assertFalse(headers.containsKey("Proxy-Authorization"), headers::toString);
  }

  /** Checks that there were clients, and that none came through a proxy. */
  void assertNoClientUsedTheProxy() {
    assertEquals(Set.of("127.0.0.1"), origins);
  }

  void assertNoClientCame() {
    assertEquals(Set.of(), origins);
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    server.close();
  }
}

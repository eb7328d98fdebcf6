package socketio.it.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static socketio.it.security.RoundTrip.assertSays;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.it.support.TlsKeys;

/** Redirects are reported, not followed: neither to another host nor from https to http. */
@ParameterizedClass
@MethodSource("socketio.it.security.RoundTrip#all")
@Timeout(60)
class RedirectsTest {
  private final RoundTrip roundTrip;
  private final HttpServer elsewhere;
  private final AtomicInteger visits = new AtomicInteger();

  RedirectsTest(RoundTrip roundTrip) throws IOException {
    this.roundTrip = roundTrip;
    elsewhere = HttpServer.create(loopback(), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          visits.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    elsewhere.start();
  }

  @AfterEach
  void stop() {
    elsewhere.stop(0);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void toAnotherHostAreNotFollowed(int status) throws Exception {
    assertNotFollowed(HttpServer.create(loopback(), 0), "http", status);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307})
  void fromHttpsToHttpAreNotFollowed(int status) throws Exception {
    HttpsServer secure = HttpsServer.create(loopback(), 0);
    secure.setHttpsConfigurator(
        new HttpsConfigurator(TlsKeys.get().showing(TlsKeys.SERVER, TlsKeys.AUTHORITY)));
    assertNotFollowed(secure, "https", status);
  }

  private void assertNotFollowed(HttpServer server, String scheme, int status) {
    String target = "http://localhost:" + elsewhere.getAddress().getPort() + "/?token=secret";
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", target);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      ConnectionException error =
          roundTrip.refusal(
              roundTrip.client().tls(TlsKeys.get().trusting(TlsKeys.AUTHORITY)),
              scheme + "://127.0.0.1:" + server.getAddress().getPort());

      assertEquals(Phase.HANDSHAKE, error.phase());
      assertEquals(status, error.httpStatus());
      assertSays("redirects to the host localhost, and redirects are not followed", error);
      assertEquals(-1, String.valueOf(error.getMessage()).indexOf("secret"));
      assertEquals(0, visits.get());
    } finally {
      server.stop(0);
    }
  }
}

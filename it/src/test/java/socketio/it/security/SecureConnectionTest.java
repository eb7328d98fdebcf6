package socketio.it.security;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLParameters;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.TransportKind;
import socketio.it.support.TlsKeys;
import socketio.it.support.TransportMode;
import socketio.okhttp.OkHttpTransport;
import socketio.testkit.FakeServer;

/** TLS and proxies, as configured in the application's own OkHttp client. */
@ParameterizedClass
@EnumSource
@Timeout(60)
class SecureConnectionTest {
  private static final String ME = Credentials.basic("me", "secret");

  private static final TlsKeys KEYS = TlsKeys.get();

  private final TransportMode mode;
  private final FakeServer server;

  SecureConnectionTest(TransportMode mode) {
    this.mode = mode;
    server = FakeServer.builder().tls(KEYS.showing(TlsKeys.SERVER, TlsKeys.AUTHORITY)).start();
    server.onCall("sum", (socket, args) -> 3);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static OkHttpClient.Builder trusting() {
    return new OkHttpClient.Builder()
        .sslSocketFactory(
            KEYS.trusting(TlsKeys.AUTHORITY).getSocketFactory(), KEYS.trust(TlsKeys.AUTHORITY));
  }

  /** Connects, with an upgrade if that is the mode, and calls. */
  private void assertTalks(OkHttpClient okHttp, String url) throws Exception {
    var upgraded = new CompletableFuture<TransportKind>();
    try (OkHttpTransport transport = OkHttpTransport.of(okHttp);
        Client client = Client.builder().transport(transport).reconnection(false).build()) {
      client.onUpgrade((kind, error) -> upgraded.complete(error == null ? kind : null));
      client.connect(ConnectOptions.to(url).transports(mode.kinds()));
      if (mode.kinds().length > 1) {
        assertEquals(TransportKind.WEBSOCKET, upgraded.get(10, SECONDS));
      }
      assertEquals(3L, client.call("sum", 1, 2).get(0));
    }
  }

  private ConnectionException refusal(OkHttpClient okHttp, String url) {
    try (OkHttpTransport transport = OkHttpTransport.of(okHttp);
        Client client = Client.builder().transport(transport).reconnection(false).build()) {
      return assertThrows(
          ConnectionException.class,
          () -> client.connect(ConnectOptions.to(url).transports(mode.kinds())));
    }
  }

  @Test
  void trustsWhomTheApplicationTrusts() throws Exception {
    assertTalks(trusting().build(), server.url());
    assertTalks(trusting().build(), server.url().replace("https:", "wss:"));
  }

  @Tag("pain-05-tls")
  @Test
  void trustsNobodyElse() {
    ConnectionException error = refusal(new OkHttpClient(), server.url());

    assertEquals(ConnectionException.Phase.CONNECT, error.phase());
    assertSays("issued by nobody whom this client trusts", error);
  }

  @Tag("pain-05-tls")
  @Test
  void checksTheNameOfTheHost() {
    assertSays(
        "certificate", refusal(trusting().build(), server.url().replace("127.0.0.1", "localhost")));
  }

  @Test
  void verifiesTheHostAsTheApplicationWants() throws Exception {
    assertTalks(
        trusting().hostnameVerifier((host, session) -> true).build(),
        server.url().replace("127.0.0.1", "localhost"));
  }

  @Test
  void showsTheCertificateOfTheApplication() throws Exception {
    var parameters = new SSLParameters();
    parameters.setNeedClientAuth(true);
    try (FakeServer demanding =
        FakeServer.builder()
            .tls(KEYS.showing(TlsKeys.SERVER, TlsKeys.AUTHORITY), parameters)
            .start()) {
      demanding.onCall("sum", (socket, args) -> 3);
      assertTalks(
          new OkHttpClient.Builder()
              .sslSocketFactory(
                  KEYS.showing(TlsKeys.CLIENT, TlsKeys.AUTHORITY).getSocketFactory(),
                  KEYS.trust(TlsKeys.AUTHORITY))
              .build(),
          demanding.url());
      assertSays("127.0.0.1", refusal(trusting().build(), demanding.url()));
    }
  }

  @Tag("pain-22-proxies")
  @Test
  void passesAProxyThatWantsAPassword() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy(ME)) {
      assertTalks(
          trusting()
              .proxy(proxy.address())
              .proxyAuthenticator(
                  (route, response) ->
                      response.request().newBuilder().header("Proxy-Authorization", ME).build())
              .build(),
          server.url());
      assertTrue(proxy.tunnels() > 0);
    }
  }

  private static void assertSays(String part, ConnectionException error) {
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains(part), message);
  }
}

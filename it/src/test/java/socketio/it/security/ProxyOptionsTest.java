package socketio.it.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.it.security.RoundTrip.assertSays;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.it.support.Await;
import socketio.it.support.TlsKeys;

/** The proxy option works in the same way on every transport; the proxies are real ones. */
@ParameterizedClass
@MethodSource("socketio.it.security.RoundTrip#all")
@ExtendWith(ProxyCondition.class)
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before the tests
class ProxyOptionsTest {
  private static final PasswordAuthentication LOGIN =
      new PasswordAuthentication(RealProxy.USER, RealProxy.PASSWORD.toCharArray());
  private static final String WRONG = "not-the-secret";
  private static final PasswordAuthentication WRONG_LOGIN =
      new PasswordAuthentication(RealProxy.USER, WRONG.toCharArray());

  private static RealProxy http;
  private static RealProxy socks;
  private static RealProxy socksWithPassword;

  private final RoundTrip roundTrip;
  private OriginRecordingServer plain;
  private OriginRecordingServer secure;

  ProxyOptionsTest(RoundTrip roundTrip) {
    this.roundTrip = roundTrip;
  }

  @BeforeAll
  static void startProxies() throws Exception {
    http = RealProxy.http();
    socks = RealProxy.socks();
    socksWithPassword = RealProxy.socksWithPassword();
  }

  @AfterAll
  static void stopProxies() {
    http.close();
    socks.close();
    socksWithPassword.close();
  }

  @BeforeEach
  void startServers() throws Exception {
    plain = OriginRecordingServer.plain();
    secure = OriginRecordingServer.secure();
  }

  @AfterEach
  void stopServers() throws Exception {
    plain.close();
    secure.close();
  }

  private ClientBuilder client() {
    return roundTrip.client().tls(TlsKeys.get().trusting(TlsKeys.AUTHORITY));
  }

  @Tag("pain-22-proxies")
  @Test
  void anHttpProxyTunnelsTls() throws Exception {
    roundTrip.run(client().proxy(http.selector(), LOGIN), secure.url());

    secure.assertAllClientsUsedTheProxy();
  }

  /** OkHttp asks for no tunnel where there is no TLS, and this proxy knows no WebSocket. */
  @Test
  void anHttpProxyLeadsToAServerWithoutTls() throws Exception {
    ClientBuilder client = client().proxy(http.selector(), LOGIN);
    switch (roundTrip.mode()) {
      case POLLING -> roundTrip.run(client, plain.url());
      case WEBSOCKET -> {
        if (roundTrip.library().equals("okhttp")) {
          assertSays("websocket", roundTrip.refusal(client, plain.url()));
          return;
        }
        roundTrip.run(client, plain.url());
      }
      case UPGRADE -> {
        if (roundTrip.library().equals("okhttp")) {
          staysWithPolling(client);
        } else {
          roundTrip.run(client, plain.url());
        }
      }
    }

    plain.assertAllClientsUsedTheProxy();
  }

  private void staysWithPolling(ClientBuilder builder) throws Exception {
    var failure = new CompletableFuture<Throwable>();
    try (Client client = builder.build()) {
      client.onUpgrade((kind, error) -> failure.complete(error));
      client.connect(roundTrip.options(plain.url()));

      assertTrue(Await.result(failure) instanceof ConnectionException);
      assertEquals(3L, client.call(RoundTrip.SUM, 1, 2).get(0));
      assertEquals(TransportKind.POLLING, client.transport());
    }
  }

  @Tag("pain-22-proxies")
  @Test
  void aSocksProxyLeadsToTls() throws Exception {
    roundTrip.run(client().proxy(socks.selector()), secure.url());

    secure.assertAllClientsUsedTheProxy();
  }

  @Test
  void aSocksProxyLeadsToAServerWithoutTls() throws Exception {
    roundTrip.run(client().proxy(socks.selector()), plain.url());

    plain.assertAllClientsUsedTheProxy();
  }

  @Test
  void aSocksProxyMayWantAPassword() throws Exception {
    ClientBuilder client = client().proxy(socksWithPassword.selector(), LOGIN);
    if (roundTrip.library().equals("okhttp")) {
      assertSays(
          "OkHttp cannot log in to a SOCKS proxy; leave out the user name and the password, or use socketio-transport-jetty",
          roundTrip.refusal(client, secure.url()));
      secure.assertNoClientCame();
    } else {
      roundTrip.run(client, secure.url());
      secure.assertAllClientsUsedTheProxy();
    }
  }

  @Test
  void aSocksProxyRefusesAWrongPassword() {
    ConnectionException error =
        roundTrip.refusal(client().proxy(socksWithPassword.selector(), WRONG_LOGIN), secure.url());

    assertSays(roundTrip.library().equals("okhttp") ? "SOCKS" : "authentication failure", error);
    assertSilentOn(WRONG, error);
    secure.assertNoClientCame();
  }

  @Test
  void noPasswordIsToldByTheStatusOfTheProxy() {
    for (OriginRecordingServer server : new OriginRecordingServer[] {plain, secure}) {
      ConnectionException error = roundTrip.refusal(client().proxy(http.selector()), server.url());

      assertEquals(407, error.httpStatus());
      assertSays("the proxy wants a user name and a password, or refuses those", error);
      server.assertNoClientCame();
    }
  }

  @Test
  void aWrongPasswordIsToldByTheStatusOfTheProxy() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy("Basic b3RoZXI6b3RoZXI=")) {
      ConnectionException error =
          roundTrip.refusal(client().proxy(proxy.selector(), WRONG_LOGIN), secure.url());

      assertEquals(407, error.httpStatus());
      assertSays("the proxy wants a user name and a password, or refuses those", error);
      assertSilentOn(WRONG, error);
      secure.assertNoClientCame();
    }
  }

  /** This proxy answers as if it were the server. */
  @Test
  void aWrongPasswordIsToldInTheWordsOfTheProxy() {
    for (OriginRecordingServer server : new OriginRecordingServer[] {plain, secure}) {
      ConnectionException error =
          roundTrip.refusal(client().proxy(http.selector(), WRONG_LOGIN), server.url());

      assertSays("HTTP 401", error);
      assertSays("proxy", error);
      assertSilentOn(WRONG, error);
      server.assertNoClientCame();
    }
  }

  @Test
  void aRefusalOfTheProxyIsTriedAgainWherePolicyWantsIt() throws Exception {
    var reported = new CompletableFuture<ConnectionException>();
    try (Client client =
        client().proxy(http.selector()).reconnection(Reconnection.defaults()).build()) {
      client.onConnectError(reported::complete);
      var unused = client.async().connect(roundTrip.options(secure.url()).retry(true));

      assertTrue(Await.result(reported).willRetry());
    }
  }

  @Test
  void aProxyThatCannotBeReachedIsToldToTheSelector() throws Exception {
    try (var bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var address = (InetSocketAddress) bound.getLocalSocketAddress();
      var selector = new SingleProxySelector(new Proxy(Proxy.Type.HTTP, address));

      ConnectionException error = roundTrip.refusal(client().proxy(selector), secure.url());

      assertEquals(Phase.CONNECT, error.phase());
      var failed = (InetSocketAddress) Await.result(selector.failed());
      assertEquals(address.getPort(), failed.getPort());
      secure.assertNoClientCame();
    }
  }

  @Test
  void aSelectorThatFailsIsNoReasonToDoWithoutAProxy() {
    var selector =
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            throw new IllegalArgumentException("no port in the settings of the system");
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };

    assertSays(
        "The ProxySelector failed", roundTrip.refusal(client().proxy(selector), secure.url()));
    secure.assertNoClientCame();
  }

  @Test
  void withoutOptionsTheSelectorOfTheJvmIsAsked() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    try {
      ProxySelector.setDefault(socks.selector());
      roundTrip.run(client(), secure.url());
    } finally {
      ProxySelector.setDefault(before);
    }

    secure.assertAllClientsUsedTheProxy();
  }

  private static void assertSilentOn(String secret, Throwable error) {
    var printed = new StringWriter();
    error.printStackTrace(new PrintWriter(printed));
    assertFalse(printed.toString().contains(secret), printed::toString);
  }
}

package socketio.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.it.Talk.assertSays;

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

/** The option for proxies does the same for every transport; the proxies are real ones. */
@ParameterizedClass
@MethodSource("socketio.it.Talk#all")
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

  private final Talk talk;
  private SeenServer plain;
  private SeenServer secure;

  ProxyOptionsTest(Talk talk) {
    this.talk = talk;
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
    plain = SeenServer.plain();
    secure = SeenServer.secure();
  }

  @AfterEach
  void stopServers() throws Exception {
    plain.close();
    secure.close();
  }

  private ClientBuilder client() {
    return talk.client().tls(TlsKeys.get().trusting(TlsKeys.AUTHORITY));
  }

  @Tag("pain-22-proxies")
  @Test
  void anHttpProxyTunnelsTls() throws Exception {
    talk.with(client().proxy(http.selector(), LOGIN), secure.url());

    secure.assertEverybodyCameByTheProxy();
  }

  /** OkHttp asks for no tunnel where there is no TLS, and this proxy knows no WebSocket. */
  @Test
  void anHttpProxyLeadsToAServerWithoutTls() throws Exception {
    ClientBuilder client = client().proxy(http.selector(), LOGIN);
    switch (talk.mode()) {
      case POLLING -> talk.with(client, plain.url());
      case WEBSOCKET -> {
        if (talk.library().equals("okhttp")) {
          assertSays("websocket", talk.refusal(client, plain.url()));
          return;
        }
        talk.with(client, plain.url());
      }
      case UPGRADE -> {
        if (talk.library().equals("okhttp")) {
          staysWithPolling(client);
        } else {
          talk.with(client, plain.url());
        }
      }
    }

    plain.assertEverybodyCameByTheProxy();
  }

  private void staysWithPolling(ClientBuilder builder) throws Exception {
    var failure = new CompletableFuture<Throwable>();
    try (Client client = builder.build()) {
      client.onUpgrade((kind, error) -> failure.complete(error));
      client.connect(talk.options(plain.url()));

      assertTrue(Await.result(failure) instanceof ConnectionException);
      assertEquals(3L, client.call(Talk.SUM, 1, 2).get(0));
      assertEquals(TransportKind.POLLING, client.transport());
    }
  }

  @Tag("pain-22-proxies")
  @Test
  void aSocksProxyLeadsToTls() throws Exception {
    talk.with(client().proxy(socks.selector()), secure.url());

    secure.assertEverybodyCameByTheProxy();
  }

  @Test
  void aSocksProxyLeadsToAServerWithoutTls() throws Exception {
    talk.with(client().proxy(socks.selector()), plain.url());

    plain.assertEverybodyCameByTheProxy();
  }

  @Test
  void aSocksProxyMayWantAPassword() throws Exception {
    ClientBuilder client = client().proxy(socksWithPassword.selector(), LOGIN);
    if (talk.library().equals("okhttp")) {
      assertSays("OkHttp cannot log in to a SOCKS proxy", talk.refusal(client, secure.url()));
      secure.assertNobodyCame();
    } else {
      talk.with(client, secure.url());
      secure.assertEverybodyCameByTheProxy();
    }
  }

  @Test
  void aSocksProxyRefusesAWrongPassword() {
    ConnectionException error =
        talk.refusal(client().proxy(socksWithPassword.selector(), WRONG_LOGIN), secure.url());

    assertSays(talk.library().equals("okhttp") ? "SOCKS" : "authentication failure", error);
    assertSilentOn(WRONG, error);
    secure.assertNobodyCame();
  }

  @Test
  void noPasswordIsToldByTheStatusOfTheProxy() {
    for (SeenServer server : new SeenServer[] {plain, secure}) {
      ConnectionException error = talk.refusal(client().proxy(http.selector()), server.url());

      assertEquals(407, error.httpStatus());
      assertSays("the proxy wants a user name and a password, or refuses those", error);
      server.assertNobodyCame();
    }
  }

  @Test
  void aWrongPasswordIsToldByTheStatusOfTheProxy() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy("Basic b3RoZXI6b3RoZXI=")) {
      ConnectionException error =
          talk.refusal(client().proxy(proxy.selector(), WRONG_LOGIN), secure.url());

      assertEquals(407, error.httpStatus());
      assertSays("the proxy wants a user name and a password, or refuses those", error);
      assertSilentOn(WRONG, error);
      secure.assertNobodyCame();
    }
  }

  /** This proxy answers as if it were the server. */
  @Test
  void aWrongPasswordIsToldInTheWordsOfTheProxy() {
    for (SeenServer server : new SeenServer[] {plain, secure}) {
      ConnectionException error =
          talk.refusal(client().proxy(http.selector(), WRONG_LOGIN), server.url());

      assertSays("HTTP 401", error);
      assertSays("proxy", error);
      assertSilentOn(WRONG, error);
      server.assertNobodyCame();
    }
  }

  @Test
  void aRefusalOfTheProxyIsTriedAgainWherePolicyWantsIt() throws Exception {
    var heard = new CompletableFuture<ConnectionException>();
    try (Client client =
        client().proxy(http.selector()).reconnection(Reconnection.defaults()).build()) {
      client.onConnectError(heard::complete);
      var unused = client.async().connect(talk.options(secure.url()).retry(true));

      assertTrue(Await.result(heard).willRetry());
    }
  }

  @Test
  void aProxyThatCannotBeReachedIsToldToTheSelector() throws Exception {
    try (var bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var address = (InetSocketAddress) bound.getLocalSocketAddress();
      var selector = new OneProxy(new Proxy(Proxy.Type.HTTP, address));

      ConnectionException error = talk.refusal(client().proxy(selector), secure.url());

      assertEquals(Phase.CONNECT, error.phase());
      var told = (InetSocketAddress) Await.result(selector.failed());
      assertEquals(address.getPort(), told.getPort());
      secure.assertNobodyCame();
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

    assertSays("The ProxySelector failed", talk.refusal(client().proxy(selector), secure.url()));
    secure.assertNobodyCame();
  }

  @Test
  void withoutOptionsTheSelectorOfTheJvmIsAsked() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    try {
      ProxySelector.setDefault(socks.selector());
      talk.with(client(), secure.url());
    } finally {
      ProxySelector.setDefault(before);
    }

    secure.assertEverybodyCameByTheProxy();
  }

  private static void assertSilentOn(String secret, Throwable error) {
    var printed = new StringWriter();
    error.printStackTrace(new PrintWriter(printed));
    assertFalse(printed.toString().contains(secret), printed::toString);
  }
}

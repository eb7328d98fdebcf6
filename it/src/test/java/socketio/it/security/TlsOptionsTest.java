package socketio.it.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static socketio.it.security.RoundTrip.assertSays;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.it.support.TlsKeys;
import socketio.testkit.FakeServer;

/** The TLS options work in the same way on every transport. */
@ParameterizedClass
@MethodSource("socketio.it.security.RoundTrip#all")
@Timeout(60)
class TlsOptionsTest {
  private static final TlsKeys KEYS = TlsKeys.get();

  private final RoundTrip roundTrip;

  TlsOptionsTest(RoundTrip roundTrip) {
    this.roundTrip = roundTrip;
  }

  private static SSLContext anonymous() {
    return KEYS.trusting(TlsKeys.AUTHORITY);
  }

  private static FakeServer serverThatShows(String certificate) {
    return serverThatShows(certificate, new SSLParameters());
  }

  private static FakeServer serverThatShows(String certificate, SSLParameters parameters) {
    FakeServer server =
        FakeServer.builder().tls(KEYS.showing(certificate, TlsKeys.AUTHORITY), parameters).start();
    server.onCall(RoundTrip.SUM, (socket, args) -> 3);
    return server;
  }

  private static FakeServer demandingServer() {
    var parameters = new SSLParameters();
    parameters.setNeedClientAuth(true);
    return serverThatShows(TlsKeys.SERVER, parameters);
  }

  @Tag("pain-05-tls")
  @Test
  void aCertificateOfATrustedAuthorityIsAccepted() throws Exception {
    try (FakeServer server = serverThatShows(TlsKeys.SERVER)) {
      roundTrip.run(roundTrip.client().tls(anonymous()), server.url());
      roundTrip.run(roundTrip.client().tls(anonymous()), server.url().replace("https:", "wss:"));
    }
  }

  @Tag("pain-05-tls")
  @Test
  void aSelfSignedCertificateThatIsTrustedIsAccepted() throws Exception {
    try (FakeServer server = serverThatShows(TlsKeys.SELF_SIGNED)) {
      roundTrip.run(roundTrip.client().tls(KEYS.trusting(TlsKeys.SELF_SIGNED)), server.url());
    }
  }

  @Test
  void aSelfSignedCertificateThatNobodyTrustsIsRefused() {
    try (FakeServer server = serverThatShows(TlsKeys.SELF_SIGNED)) {
      ConnectionException error =
          roundTrip.refusal(roundTrip.client().tls(anonymous()), server.url());

      assertEquals(Phase.CONNECT, error.phase());
      assertSays("issued by nobody whom this client trusts", error);
    }
  }

  @Test
  void anAuthorityThatTheJvmDoesNotTrustIsRefusedByDefault() {
    try (FakeServer server = serverThatShows(TlsKeys.SERVER)) {
      assertSays(
          "issued by nobody whom this client trusts",
          roundTrip.refusal(roundTrip.client(), server.url()));
    }
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() {
    try (FakeServer server = serverThatShows(TlsKeys.OTHER_HOST)) {
      ConnectionException error =
          roundTrip.refusal(roundTrip.client().tls(anonymous()), server.url());

      assertEquals(Phase.CONNECT, error.phase());
      assertSays("the server's certificate is not valid for this host", error);
    }
  }

  /** No name at all, none of HTTPS, and parameters that say nothing of it. */
  @Tag("pain-05-tls")
  @ParameterizedTest
  @ValueSource(strings = {"", "LDAPS"})
  void parametersDoNotWeakenTheCheckOfTheHost(String algorithm) {
    var parameters = new SSLParameters();
    parameters.setEndpointIdentificationAlgorithm(algorithm);
    try (FakeServer server = serverThatShows(TlsKeys.OTHER_HOST)) {
      assertSays(
          "the server's certificate is not valid for this host",
          roundTrip.refusal(roundTrip.client().tls(anonymous(), parameters), server.url()));
      assertSays(
          "the server's certificate is not valid for this host",
          roundTrip.refusal(
              roundTrip.client().tls(anonymous(), new SSLParameters()), server.url()));
    }
  }

  @Tag("pain-05-tls")
  @Test
  void anExpiredCertificateIsRefused() {
    try (FakeServer server = serverThatShows(TlsKeys.EXPIRED)) {
      ConnectionException error =
          roundTrip.refusal(roundTrip.client().tls(anonymous()), server.url());

      assertEquals(Phase.CONNECT, error.phase());
      assertSays("the server's certificate has expired", error);
    }
  }

  @Tag("pain-05-tls")
  @Test
  void theCertificateOfTheClientIsShownToAServerThatDemandsOne() throws Exception {
    try (FakeServer server = demandingServer()) {
      roundTrip.run(
          roundTrip.client().tls(KEYS.showing(TlsKeys.CLIENT, TlsKeys.AUTHORITY)), server.url());
    }
  }

  @Test
  void aClientWithoutACertificateIsToldThatTheServerDemandsOne() {
    try (FakeServer server = demandingServer()) {
      ConnectionException error =
          roundTrip.refusal(roundTrip.client().tls(anonymous()), server.url());

      assertEquals(Phase.CONNECT, error.phase());
      assertSays("wants a certificate of the client, and none", error);
    }
  }

  @Test
  void parametersChooseTheProtocol() throws Exception {
    try (FakeServer server = serverThatShows(TlsKeys.SERVER, only("TLSv1.3"))) {
      ConnectionException error =
          roundTrip.refusal(roundTrip.client().tls(anonymous(), only("TLSv1.2")), server.url());

      assertEquals(Phase.CONNECT, error.phase());
      assertSays("none of the TLS versions of this client", error);
      roundTrip.run(roundTrip.client().tls(anonymous(), only("TLSv1.3")), server.url());
    }
  }

  private static SSLParameters only(String protocol) {
    var parameters = new SSLParameters();
    parameters.setProtocols(new String[] {protocol});
    return parameters;
  }

  @Test
  void parametersChooseTheCipherSuites() throws Exception {
    String common = "TLS_CHACHA20_POLY1305_SHA256";
    try (FakeServer server = serverThatShows(TlsKeys.SERVER, ciphers(common))) {
      assertSays(
          "TLS failed",
          roundTrip.refusal(
              roundTrip.client().tls(anonymous(), ciphers("TLS_AES_256_GCM_SHA384")),
              server.url()));
      roundTrip.run(roundTrip.client().tls(anonymous(), ciphers(common)), server.url());
    }
  }

  private static SSLParameters ciphers(String suite) {
    var parameters = new SSLParameters();
    parameters.setCipherSuites(new String[] {suite});
    return parameters;
  }

  @Test
  void aServerWithoutTlsIsNamed() {
    try (FakeServer server = FakeServer.start()) {
      assertSays(
          "the server does not speak TLS at this port",
          roundTrip.refusal(
              roundTrip.client().tls(anonymous()), server.url().replace("http:", "https:")));
    }
  }
}

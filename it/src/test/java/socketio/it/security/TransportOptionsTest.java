package socketio.it.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import socketio.Client;
import socketio.jetty.JettyTransport;
import socketio.spi.Transport;
import socketio.spi.TransportOptions;
import socketio.spi.TransportProvider;
import socketio.testkit.FakeServer;

/** A transport that cannot honour the options for TLS and proxies is reported. */
class TransportOptionsTest {
  private static final ProxySelector DIRECT = new SingleProxySelector(Proxy.NO_PROXY);

  /** A provider as third parties wrote it before there were options. */
  private static final class OldProvider implements TransportProvider {
    @Override
    public String name() {
      return "old";
    }

    @Override
    public Transport create() {
      return JettyTransport.create();
    }
  }

  @Test
  void aProviderThatKnowsNoOptionsHasTheDefaults() {
    try (Transport transport = new OldProvider().create(TransportOptions.defaults())) {
      assertFalse(transport.kinds().isEmpty());
    }
  }

  @Test
  void aProviderThatKnowsNoOptionsRefusesOthers() {
    var error =
        assertThrows(
            IllegalStateException.class,
            () -> new OldProvider().create(TransportOptions.defaults().proxySelector(DIRECT)));

    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains("'old' (" + OldProvider.class.getName() + ")"), message);
    assertTrue(message.contains("Client.builder().transport(…)"), message);
  }

  @Test
  void aTransportOfTheApplicationIsConfiguredByTheApplication() throws Exception {
    try (var transport = JettyTransport.create()) {
      var withProxy = Client.builder().proxy(DIRECT).transport(transport);
      var withTls = Client.builder().transport(transport).tls(SSLContext.getDefault());

      for (var builder : Set.of(withProxy, withTls)) {
        var error = assertThrows(IllegalStateException.class, builder::build);
        assertTrue(String.valueOf(error.getMessage()).contains("configure the one passed"));
      }
    }
  }

  @Test
  void aTransportWithOptionsServesManyClients() throws Exception {
    try (FakeServer server = FakeServer.start();
        var transport = JettyTransport.create(TransportOptions.defaults().proxySelector(DIRECT));
        Client one = Client.builder().transport(transport).build();
        Client other = Client.builder().transport(transport).build()) {
      one.connect(server.url());
      other.connect(server.url());

      assertTrue(one.connected() && other.connected());
    }
  }

  @Test
  void optionsKeepTheirSecrets() throws NoSuchAlgorithmException {
    var options =
        TransportOptions.defaults()
            .sslContext(SSLContext.getDefault())
            .sslParameters(new SSLParameters())
            .proxySelector(DIRECT)
            .proxyCredentials(new PasswordAuthentication("user-name", "pass-word".toCharArray()));

    assertEquals(
        "TransportOptions[sslContext=set, sslParameters=set, proxySelector=set,"
            + " proxyCredentials=set]",
        options.toString());
    assertEquals(
        "TransportOptions[sslContext=default, sslParameters=default, proxySelector=default,"
            + " proxyCredentials=default]",
        TransportOptions.defaults().toString());
  }
}

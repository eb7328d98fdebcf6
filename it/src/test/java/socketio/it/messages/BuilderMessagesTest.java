package socketio.it.messages;

import static socketio.it.messages.Texts.assertText;

import java.net.ProxySelector;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import socketio.Client;
import socketio.okhttp.OkHttpTransport;
import socketio.spi.Transport;
import socketio.spi.TransportOptions;
import socketio.spi.TransportProvider;

/** Texts about settings that exclude each other. */
class BuilderMessagesTest {
  @Test
  void optionsOfATransportThatIsPassedIn() throws Exception {
    try (OkHttpTransport transport = OkHttpTransport.create()) {
      SSLContext keys = SSLContext.getDefault();
      ProxySelector proxies = ProxySelector.getDefault();
      assertText(
          "tls(…) and proxy(…) apply only to a transport that the client creates itself; configure"
              + " the one passed to transport(…) instead, or do not pass one",
          () -> Client.builder().transport(transport).tls(keys).build(),
          () -> Client.builder().transport(transport).proxy(proxies).buildAsync());
    }
  }

  /** A provider that leaves TLS and proxies to its library. */
  private static final class Plain implements TransportProvider {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public Transport create() {
      return OkHttpTransport.create();
    }
  }

  @Test
  void optionsThatAProviderDoesNotTake() {
    var options = TransportOptions.defaults().proxySelector(ProxySelector.getDefault());
    assertText(
        "the transport provider 'plain' ("
            + Plain.class.getName()
            + ") does not support options for TLS and proxies; configure its network library and"
            + " pass the Transport built on it to Client.builder().transport(…)",
        () -> new Plain().create(options));
  }
}

package socketio.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.TransportKind;
import socketio.spi.Transport;
import socketio.spi.TransportOptions;
import socketio.testkit.contract.ChannelRecorder;
import socketio.testkit.contract.RawServer;
import socketio.testkit.contract.RawWebSocket;

/** What Jetty would do otherwise, or not at all. */
@Timeout(60)
final class JettyProxyTest extends JettyFixture {
  private static final URI SERVER = URI.create("http://chat.example.com/socket.io/");

  /** Answers two questions, that there is no proxy, when the test wants it. */
  private static final class SlowSelector extends ProxySelector {
    final CountDownLatch asked = new CountDownLatch(2);
    final CountDownLatch answer = new CountDownLatch(1);
    final CountDownLatch answered = new CountDownLatch(2);

    @Override
    public List<Proxy> select(URI uri) {
      asked.countDown();
      try {
        answer.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      answered.countDown();
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }

  private static JettyTransport by(ProxySelector selector) {
    var login = new PasswordAuthentication("me", "secret".toCharArray());
    return JettyTransport.create(
        TransportOptions.defaults().proxySelector(selector).proxyCredentials(login));
  }

  private static ProxySelector leadingTo(RawServer proxy) {
    return ProxySelector.of(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.uri().getPort()));
  }

  @Test
  void aProxyMayTakeItsTimeToMakeATunnelForAChannel() throws Exception {
    var asked = new CompletableFuture<List<String>>();
    var passed = new CompletableFuture<List<String>>();
    try (var proxy =
            new RawServer(
                socket -> {
                  var in = RawWebSocket.input(socket);
                  asked.complete(RawWebSocket.readHead(in));
                  socket.setSoTimeout(2000); // more than a pooled connection may be idle
                  assertThrows(SocketTimeoutException.class, in::read);
                  socket.setSoTimeout(0);
                  socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
                  in.mark(4096);
                  passed.complete(RawWebSocket.readHead(in));
                  in.reset();
                  RawWebSocket peer = RawWebSocket.accept(socket, in);
                  peer.writeText("hello");
                  peer.readToEnd();
                });
        var transport = by(leadingTo(proxy))) {
      var recorder = new ChannelRecorder();
      transport.connect(TransportKind.WEBSOCKET, get(SERVER), recorder);

      recorder.next(ChannelRecorder.Opened.class);
      assertEquals("hello", recorder.nextText());
      List<String> head = asked.get(10, SECONDS);
      assertEquals("CONNECT chat.example.com:80 HTTP/1.1", head.get(0));
      assertTrue(head.stream().anyMatch(line -> line.startsWith("Proxy-Authorization: Basic ")));
      assertEquals("GET /socket.io/ HTTP/1.1", passed.get(10, SECONDS).get(0));
      assertFalse(passed.join().stream().anyMatch(line -> line.startsWith("Proxy-")));
    }
  }

  @Test
  void aSelectorThatBlocksHoldsNobodyUp() throws Exception {
    var selector = new SlowSelector();
    try (RawServer server = newServer();
        var transport = by(selector)) {
      CompletableFuture<Transport.Response> response = transport.exchange(get(server.uri()));
      var recorder = new ChannelRecorder();
      transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      assertTrue(selector.asked.await(10, SECONDS));
      assertFalse(response.isDone());

      selector.answer.countDown();

      assertEquals(200, response.get(10, SECONDS).status());
      recorder.next(ChannelRecorder.Opened.class);
    }
  }

  @Test
  void whatIsGivenUpWhileTheSelectorIsAskedIsNotSent() throws Exception {
    var selector = new SlowSelector();
    try (RawServer server = newServer();
        var transport = by(selector)) {
      CompletableFuture<Transport.Response> response = transport.exchange(get(server.uri()));
      var recorder = new ChannelRecorder();
      var channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      assertTrue(selector.asked.await(10, SECONDS));

      response.cancel(true);
      channel.abort();
      recorder.next(ChannelRecorder.Failed.class);
      selector.answer.countDown();
      assertTrue(selector.answered.await(10, SECONDS));

      use(transport, server.uri());
      assertEquals(2, server.connections());
      recorder.assertRulesKept();
    }
  }
}

package socketio.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.client.BasicAuthentication;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.testkit.contract.ChannelRecorder;
import socketio.testkit.contract.RawServer;
import socketio.testkit.contract.RawWebSocket;

@Timeout(120)
final class JettyUserClientTest extends JettyFixture {
  private final HttpClient client = new HttpClient();

  @BeforeEach
  void startClient() throws Exception {
    client.start();
  }

  @AfterEach
  void stopClient() throws Exception {
    client.stop();
  }

  @Test
  void clientOfTheUserStaysUsable() throws Exception {
    try (RawServer server = newServer()) {
      for (int i = 0; i < 2; i++) {
        try (var transport = JettyTransport.of(client)) {
          use(transport, server.uri());
        }
      }

      assertTrue(client.isStarted());
      assertEquals(64, client.getMaxConnectionsPerDestination());
      assertEquals(200, client.GET(server.uri()).getStatus());
    }
  }

  @Test
  void clientThatIsNotStartedIsRefused() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> JettyTransport.of(new HttpClient()));

    assertTrue(
        String.valueOf(error.getMessage())
            .startsWith("client: not started; call its start() first"));
  }

  @Test
  void clientOfTheUserMayHaveALowIdleTimeout() throws Exception {
    client.stop();
    client.setIdleTimeout(200);
    client.start();
    try (var server =
            new RawServer(
                socket -> {
                  var in = RawWebSocket.input(socket);
                  in.mark(4096);
                  boolean channel =
                      RawWebSocket.readHead(in).stream()
                          .anyMatch(line -> line.equalsIgnoreCase("Upgrade: websocket"));
                  in.reset();
                  if (channel) {
                    RawWebSocket peer = RawWebSocket.accept(socket, in);
                    pause(socket);
                    peer.writeText("late");
                    peer.readToEnd();
                  } else {
                    RawWebSocket.readHead(in);
                    pause(socket);
                    respond(socket, "200 OK");
                  }
                });
        var transport = JettyTransport.of(client)) {
      var recorder = new ChannelRecorder();
      transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      assertEquals(200, transport.exchange(get(server.uri())).get(10, SECONDS).status());

      recorder.next(ChannelRecorder.Opened.class);
      assertEquals("late", recorder.nextText());
    }
  }

  /** Waits for what does not come. */
  private static void pause(java.net.Socket socket) throws Exception {
    socket.setSoTimeout(1000);
    assertThrows(
        java.net.SocketTimeoutException.class, () -> socket.getInputStream().read(new byte[1]));
    socket.setSoTimeout(0);
  }

  private static void respond(java.net.Socket socket, String status) throws Exception {
    socket
        .getOutputStream()
        .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
  }

  @Test
  void redirectsAreNotFollowedWhateverTheClientDoes() throws Exception {
    try (var server =
            new RawServer(
                socket -> {
                  RawWebSocket.readHead(RawWebSocket.input(socket));
                  respond(socket, "302 Found\r\nLocation: /elsewhere\r\nConnection: close");
                });
        var transport = JettyTransport.of(client)) {
      assertEquals(302, transport.exchange(get(server.uri())).get(10, SECONDS).status());
      var recorder = new ChannelRecorder();
      transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      ChannelRecorder.Failed failed = recorder.next(ChannelRecorder.Failed.class);
      assertEquals(302, failed.response() == null ? 0 : failed.response().status());
      assertEquals(2, server.connections());
    }
  }

  @Test
  void authenticationOfTheUserAnswersChallengesToPosts() throws Exception {
    try (var server =
            new RawServer(
                socket -> {
                  var in = RawWebSocket.input(socket);
                  while (true) {
                    List<String> head = RawWebSocket.readHead(in);
                    in.skipNBytes(1);
                    boolean known =
                        head.stream().anyMatch(line -> line.startsWith("Authorization: "));
                    respond(
                        socket,
                        known ? "200 OK" : "401 Who\r\nWWW-Authenticate: Basic realm=\"x\"");
                  }
                });
        var transport = JettyTransport.of(client)) {
      client
          .getAuthenticationStore()
          .addAuthentication(new BasicAuthentication(server.uri(), "x", "me", "secret"));

      var post = post(server.uri(), new byte[] {'4'});
      assertEquals(200, transport.exchange(post).get(10, SECONDS).status());
    }
  }

  @Test
  void aChallengeThatCannotBeAnsweredIsForTheCaller() throws Exception {
    try (var server =
            new RawServer(
                socket -> {
                  RawWebSocket.readHead(RawWebSocket.input(socket));
                  respond(socket, "401 Who");
                });
        var transport = JettyTransport.of(client)) {
      assertEquals(401, transport.exchange(get(server.uri())).get(10, SECONDS).status());
      var recorder = new ChannelRecorder();
      transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      ChannelRecorder.Failed failed = recorder.next(ChannelRecorder.Failed.class);
      assertEquals(401, failed.response() == null ? 0 : failed.response().status());
    }
  }

  @Test
  void proxyOfTheUserIsAsked() throws Exception {
    var asked = new CompletableFuture<String>();
    try (var proxy =
            new RawServer(
                socket -> {
                  asked.complete(RawWebSocket.readHead(RawWebSocket.input(socket)).get(0));
                  respond(socket, "200 OK");
                });
        var transport = JettyTransport.of(client)) {
      client.getProxyConfiguration().addProxy(new HttpProxy("127.0.0.1", proxy.uri().getPort()));

      URI uri = URI.create("http://chat.example.com/socket.io/?EIO=4");
      assertEquals(200, transport.exchange(get(uri)).get(10, SECONDS).status());
      assertEquals("GET " + uri + " HTTP/1.1", asked.get(10, SECONDS));
    }
  }

  @Test
  void clientThatTheUserStopsFailsRequestsAndChannelsByTheirCallbacks() throws Exception {
    try (RawServer server = newServer();
        var transport = JettyTransport.of(client)) {
      var recorder = new ChannelRecorder();
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      recorder.next(ChannelRecorder.Opened.class);
      assertEquals("hello", recorder.nextText());

      client.stop();

      recorder.next(ChannelRecorder.Failed.class);
      channel.reading(true);
      channel.close(1000, "");
      recorder.assertRulesKept();
      CompletableFuture<?> response = transport.exchange(get(server.uri()));
      assertThrows(ExecutionException.class, () -> response.get(10, SECONDS));
      var second = new ChannelRecorder();
      transport.connect(TransportKind.WEBSOCKET, get(server.uri()), second);
      second.next(ChannelRecorder.Failed.class);
      second.assertRulesKept();
    }
  }
}

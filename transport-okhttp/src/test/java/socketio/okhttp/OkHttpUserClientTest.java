package socketio.okhttp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;
import socketio.testkit.contract.ChannelRecorder;
import socketio.testkit.contract.RawServer;
import socketio.testkit.contract.RawWebSocket;

@Timeout(120)
final class OkHttpUserClientTest extends OkHttpFixture {
  @Test
  void clientOfTheUserStaysUsable() throws Exception {
    ExecutorService executor = Executors.newCachedThreadPool();
    try (RawServer server = newServer()) {
      var client = new OkHttpClient.Builder().dispatcher(new Dispatcher(executor)).build();
      try (var transport = OkHttpTransport.of(client)) {
        use(transport, server.uri());
      }

      assertFalse(executor.isShutdown());
      assertEquals(64, client.dispatcher().getMaxRequests());
      assertEquals(5, client.dispatcher().getMaxRequestsPerHost());
      var request = new Request.Builder().url(server.uri().toString()).build();
      try (var response = client.newCall(request).execute()) {
        assertEquals(200, response.code());
      }
      try (var transport = OkHttpTransport.of(client)) {
        use(transport, server.uri());
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void clientOfTheUserMayHaveLowLimitsAndTimeouts() throws Exception {
    int count = 20;
    var arrived = new CountDownLatch(count);
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              arrived.countDown();
              arrived.await();
              socket.setSoTimeout(1000);
              try {
                socket.getInputStream().read();
              } catch (java.net.SocketTimeoutException e) {
                var ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
                socket.getOutputStream().write(ok.getBytes(ISO_8859_1));
              }
            })) {
      var client =
          new OkHttpClient.Builder()
              .readTimeout(Duration.ofMillis(200))
              .callTimeout(Duration.ofMillis(400))
              .build();
      client.dispatcher().setMaxRequests(1);
      var responses = new ArrayList<CompletableFuture<Transport.Response>>();
      try (var transport = OkHttpTransport.of(client)) {
        for (int i = 0; i < count; i++) {
          responses.add(transport.exchange(get(server.uri())));
        }
        for (CompletableFuture<Transport.Response> response : responses) {
          assertEquals(200, response.get(10, SECONDS).status());
        }
      }
      client.dispatcher().executorService().shutdown();
    }
  }

  @Test
  void authenticatorOfTheUserAnswersChallengesToPosts() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              var in = RawWebSocket.input(socket);
              while (true) {
                List<String> head = RawWebSocket.readHead(in);
                in.skipNBytes(1);
                boolean known = head.stream().anyMatch(line -> line.startsWith("Authorization: "));
                String status = known ? "200 OK" : "401 Who\r\nWWW-Authenticate: Basic realm=x";
                String response = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
                socket.getOutputStream().write(response.getBytes(ISO_8859_1));
              }
            })) {
      var client =
          new OkHttpClient.Builder()
              .authenticator(
                  (route, response) ->
                      response
                          .request()
                          .newBuilder()
                          .header("Authorization", Credentials.basic("me", "secret"))
                          .build())
              .build();
      try (var transport = OkHttpTransport.of(client)) {
        var post = post(server.uri(), new byte[] {'4'});
        assertEquals(200, transport.exchange(post).get(10, SECONDS).status());
      }
      client.dispatcher().executorService().shutdown();
    }
  }

  @Test
  void executorThatTheUserShutDownFailsRequestsByTheirCallbacks() throws Exception {
    var client = new OkHttpClient();
    client.dispatcher().executorService().shutdown();
    try (var transport = OkHttpTransport.of(client)) {
      assertTrue(
          transport.exchange(get(URI.create("http://127.0.0.1:1/"))).isCompletedExceptionally());
      var recorder = new ChannelRecorder();
      transport.connect(TransportKind.WEBSOCKET, get(URI.create("http://127.0.0.1:1/")), recorder);
      recorder.next(ChannelRecorder.Failed.class);
      recorder.assertRulesKept();
    }
  }

  @Test
  void executorThatTheUserShutsDownEndsAChannelThatWantsNoFrames() throws Exception {
    ExecutorService executor = Executors.newCachedThreadPool();
    var client = new OkHttpClient.Builder().dispatcher(new Dispatcher(executor)).build();
    try (RawServer server = newServer();
        var transport = OkHttpTransport.of(client)) {
      var recorder = new ChannelRecorder();
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      channel.reading(false);
      recorder.next(ChannelRecorder.Opened.class);

      executor.shutdownNow();

      recorder.next(ChannelRecorder.Failed.class);
      recorder.assertRulesKept();
    }
  }

  /** A channel occupies one thread of the executor, which needs no other one. */
  @Test
  void executorOfTheUserMayHaveOneThreadForAChannel() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(1);
    var client = new OkHttpClient.Builder().dispatcher(new Dispatcher(executor)).build();
    try (RawServer server = newServer();
        var transport = OkHttpTransport.of(client)) {
      var recorder = new ChannelRecorder();
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      channel.reading(false);
      recorder.next(ChannelRecorder.Opened.class);

      channel.reading(true);
      assertEquals("hello", recorder.nextText());
      channel.send(List.of(new Frame.Binary(new byte[100_000])));
      recorder.next(ChannelRecorder.Drained.class);
      channel.abort();
      recorder.next(ChannelRecorder.Failed.class);
      recorder.assertRulesKept();
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void connectionThatWasIdleIsReplacedBeforeAnythingIsSent() throws Exception {
    var clock = new AtomicLong();
    try (RawServer server = newServer()) {
      var builder = new OkHttpClient.Builder().retryOnConnectionFailure(false);
      new StaleConnections(1000, clock::get).install(builder);
      var client = builder.build();
      var request = new Request.Builder().url(server.uri().toString()).build();

      client.newCall(request).execute().close();
      clock.addAndGet(1000);
      client.newCall(request).execute().close();
      assertEquals(1, server.connections());

      clock.addAndGet(1001);
      client.newCall(request).execute().close();
      assertEquals(2, server.connections());
      client.newCall(request).execute().close();
      assertEquals(2, server.connections());
    }
  }

  /** Or the second of two small messages would wait 40 ms for the acknowledgement of the first. */
  @Test
  void connectionsSendAtOnceWhatTheyAreGiven() throws Exception {
    var sockets = new RecordedSockets();
    var client = new OkHttpClient.Builder().socketFactory(sockets).build();
    try (RawServer server = newServer();
        OkHttpTransport transport = OkHttpTransport.of(client)) {
      use(transport, server.uri());
      assertEquals(2, sockets.made.size(), "one for HTTP, one for a WebSocket");
      for (Socket socket : sockets.made) {
        assertTrue(socket.getTcpNoDelay());
      }
    }
    assertEquals(
        new PromptSockets(SocketFactory.getDefault()),
        new PromptSockets(SocketFactory.getDefault()),
        "transports over one client share its connections");
  }

  /** Remembers what OkHttp asks for. */
  private static final class RecordedSockets extends SocketFactory {
    final List<Socket> made = new CopyOnWriteArrayList<>();

    @Override
    public Socket createSocket() {
      var socket = new Socket();
      made.add(socket);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }
  }
}

package socketio.okhttp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;
import socketio.spi.TransportProvider;

@Timeout(120)
final class OkHttpTransportTest {
  private static Transport.Request get(URI uri) {
    return TransportFixture.get(uri);
  }

  /** Answers HTTP requests, and upgrades to WebSocket to send one text. */
  private static RawServer newServer() throws Exception {
    return new RawServer(
        socket -> {
          var in = RawWebSocket.input(socket);
          while (true) {
            in.mark(4096);
            List<String> head = RawWebSocket.readHead(in);
            if (head.stream().anyMatch(line -> line.equalsIgnoreCase("Upgrade: websocket"))) {
              in.reset();
              RawWebSocket peer = RawWebSocket.accept(socket, in);
              peer.writeText("hello");
              peer.readToEnd();
              return;
            }
            socket
                .getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
          }
        });
  }

  private static void use(Transport transport, URI uri) throws Exception {
    assertEquals(200, transport.exchange(get(uri)).get(10, SECONDS).status());
    var recorder = new Recorder();
    Channel channel = transport.connect(get(uri), recorder);
    recorder.next(Recorder.Opened.class);
    assertEquals("hello", recorder.nextText());
    channel.send(List.of(new Frame.Binary(new byte[100_000])));
    recorder.next(Recorder.Drained.class);
  }

  @Test
  void providerIsFoundUnderItsName() {
    List<TransportProvider> found =
        ServiceLoader.load(TransportProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    assertEquals(1, found.size());
    assertEquals("okhttp", found.get(0).name());
    try (Transport transport = found.get(0).create()) {
      assertInstanceOf(OkHttpTransport.class, transport);
      assertEquals(Set.of(TransportKind.POLLING, TransportKind.WEBSOCKET), transport.kinds());
    }
  }

  @Test
  void aHundredTransportsLeaveNoThreadBehind() throws Exception {
    try (RawServer server = newServer()) {
      try (var transport = OkHttpTransport.create()) {
        use(transport, server.uri());
      }
      awaitEndOf(ownThreads());
      Set<Thread> before = ownThreads();

      for (int i = 0; i < 100; i++) {
        try (var transport = OkHttpTransport.create()) {
          use(transport, server.uri());
          assertTrue(ownThreads().stream().allMatch(Thread::isDaemon));
        }
      }

      awaitEndOf(ownThreads());
      assertEquals(before, ownThreads());
    }
  }

  /** All but those of the test and those that OkHttp's clients share for the life of the JVM. */
  private static Set<Thread> ownThreads() {
    return Set.copyOf(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("socketio-") || isHttpCall(thread))
            .toList());
  }

  /** OkHttp renames a thread that runs a call. */
  private static boolean isHttpCall(Thread thread) {
    return thread.getName().startsWith("OkHttp http");
  }

  private static void awaitEndOf(Set<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(10_000);
      assertFalse(thread.isAlive(), thread.getName());
    }
  }

  @Test
  void sharedThreadsOfOkHttpDoNotGrowWithTheNumberOfTransports() throws Exception {
    try (RawServer server = newServer()) {
      for (int i = 0; i < 50; i++) {
        try (var transport = OkHttpTransport.create()) {
          use(transport, server.uri());
        }
      }

      List<String> shared =
          Thread.getAllStackTraces().keySet().stream()
              .map(Thread::getName)
              .filter(name -> name.startsWith("OkHttp") || name.startsWith("Okio"))
              .toList();

      assertTrue(shared.size() < 20, shared::toString);
    }
  }

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
        var post = TransportFixture.post(server.uri(), Map.of(), new byte[] {'4'});
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
      var recorder = new Recorder();
      transport.connect(get(URI.create("http://127.0.0.1:1/")), recorder);
      recorder.next(Recorder.Failed.class);
      recorder.assertRulesKept();
    }
  }

  @Test
  void executorThatTheUserShutsDownEndsAChannelThatWantsNoFrames() throws Exception {
    ExecutorService executor = Executors.newCachedThreadPool();
    var client = new OkHttpClient.Builder().dispatcher(new Dispatcher(executor)).build();
    try (RawServer server = newServer();
        var transport = OkHttpTransport.of(client)) {
      var recorder = new Recorder();
      Channel channel = transport.connect(get(server.uri()), recorder);
      channel.reading(false);
      recorder.next(Recorder.Opened.class);

      executor.shutdownNow();

      recorder.next(Recorder.Failed.class);
      recorder.assertRulesKept();
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

  @Test
  void twoHundredPollsAndAHundredChannelsAreServedAtTheSameTime() throws Exception {
    var arrived = new CountDownLatch(300);
    try (var server =
            new RawServer(
                socket -> {
                  var in = RawWebSocket.input(socket);
                  in.mark(4096);
                  List<String> head = RawWebSocket.readHead(in);
                  arrived.countDown();
                  arrived.await();
                  if (head.contains("Upgrade: websocket")) {
                    in.reset();
                    RawWebSocket.accept(socket, in).readToEnd();
                  } else {
                    var ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
                    socket.getOutputStream().write(ok.getBytes(ISO_8859_1));
                  }
                });
        var transport = OkHttpTransport.create()) {
      var responses = new ArrayList<CompletableFuture<Transport.Response>>();
      var recorders = new ArrayList<Recorder>();
      for (int i = 0; i < 200; i++) {
        responses.add(transport.exchange(get(server.uri())));
        if (i % 2 == 0) {
          var recorder = new Recorder();
          recorders.add(recorder);
          transport.connect(get(server.uri()), recorder);
        }
      }

      for (CompletableFuture<Transport.Response> response : responses) {
        assertEquals(200, response.get(20, SECONDS).status());
      }
      for (Recorder recorder : recorders) {
        recorder.next(Recorder.Opened.class);
      }
    }
  }

  /** Compresses what it sends, as OkHttp does on either side from 1 KiB on. */
  private static MockWebServer compressingServer(List<String> texts) throws Exception {
    var server = new MockWebServer();
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Sec-WebSocket-Extensions", "permessage-deflate")
            .webSocketUpgrade(
                new WebSocketListener() {
                  @Override
                  public void onOpen(WebSocket webSocket, Response response) {
                    texts.forEach(webSocket::send);
                  }

                  @Override
                  public void onMessage(WebSocket webSocket, String text) {
                    webSocket.send(text);
                  }
                })
            .build());
    server.start();
    return server;
  }

  @Test
  void compressedMessagesPassBothWays() throws Exception {
    var texts = List.of("a".repeat(5000), "b".repeat(100), "a".repeat(5000), "ü".repeat(50_000));
    try (MockWebServer server = compressingServer(texts);
        var transport = OkHttpTransport.create()) {
      var recorder = new Recorder();
      Channel channel =
          transport.connect(TransportFixture.get(server.url("/").uri(), 100_000), recorder);

      Transport.Response handshake = recorder.next(Recorder.Opened.class).handshake();
      assertEquals("permessage-deflate", handshake.header("Sec-WebSocket-Extensions"));
      for (String text : texts) {
        assertEquals(text, recorder.nextText());
      }
      channel.send(List.of(new Frame.Text("c".repeat(2000))));
      assertEquals("c".repeat(2000), recorder.skipTo(Frame.Text.class).data());
    }
  }

  @Test
  void limitOfAMessageCountsInflatedBytes() throws Exception {
    var texts = List.of("a".repeat(5000), "b".repeat(10_000_000));
    try (MockWebServer server = compressingServer(texts);
        var transport = OkHttpTransport.create()) {
      var recorder = new Recorder();
      transport.connect(TransportFixture.get(server.url("/").uri(), 100_000), recorder);

      recorder.next(Recorder.Opened.class);
      assertEquals("a".repeat(5000), recorder.nextText());
      Throwable cause = recorder.next(Recorder.Failed.class).cause();
      assertTrue(cause.toString().contains("100000"), cause.toString());
      recorder.assertRulesKept();
    }
  }
}

package socketio.okhttp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;
import socketio.spi.TransportProvider;
import socketio.testkit.contract.ChannelRecorder;
import socketio.testkit.contract.RawServer;
import socketio.testkit.contract.RawWebSocket;

@Timeout(120)
final class OkHttpTransportTest extends OkHttpFixture {
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
  void largestMessageIsThatOfOkHttp() throws Exception {
    try (var transport = OkHttpTransport.create();
        var server = new RawServer(socket -> RawWebSocket.accept(socket).readToEnd())) {
      var recorder = new ChannelRecorder();
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);

      assertEquals(16 << 20, transport.maxMessageSize(TransportKind.WEBSOCKET));
      channel.send(List.of(new Frame.Binary(new byte[(16 << 20) + 1])));

      Throwable cause = recorder.skipTo(ChannelRecorder.Failed.class).cause();
      assertTrue(cause.toString().contains("16777216"), cause.toString());
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
  void channelsAreReadByVirtualThreadsWhereTheJvmHasThem() throws Exception {
    var isPlatformThread = new CompletableFuture<Boolean>();
    var recorder =
        new ChannelRecorder() {
          @Override
          public void onOpen(Transport.Response handshake) {
            // lists no virtual threads
            isPlatformThread.complete(
                Thread.getAllStackTraces().containsKey(Thread.currentThread()));
          }
        };
    try (RawServer server = newServer();
        var transport = OkHttpTransport.create()) {
      transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);

      assertEquals(Runtime.version().feature() < 21, isPlatformThread.get(10, SECONDS));
    }
  }

  @Test
  void sharedThreadsOfOkHttpDoNotGrowWithTheNumberOfTransports() throws Exception {
    try (RawServer server = newServer()) {
      long before = countSharedThreads();
      for (int i = 0; i < 100; i++) {
        try (var transport = OkHttpTransport.create()) {
          use(transport, server.uri());
        }
      }

      long grown = countSharedThreads() - before;
      assertTrue(grown < 20, () -> grown + " more threads");
    }
  }

  private static long countSharedThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("OkHttp") || name.startsWith("Okio"))
        .count();
  }

  @Tag("pain-26-connection-limits")
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
      var recorders = new ArrayList<ChannelRecorder>();
      for (int i = 0; i < 200; i++) {
        responses.add(transport.exchange(get(server.uri())));
        if (i % 2 == 0) {
          var recorder = new ChannelRecorder();
          recorders.add(recorder);
          transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
        }
      }

      for (CompletableFuture<Transport.Response> response : responses) {
        assertEquals(200, response.get(20, SECONDS).status());
      }
      for (ChannelRecorder recorder : recorders) {
        recorder.next(ChannelRecorder.Opened.class);
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
      var recorder = new ChannelRecorder();
      Channel channel =
          transport.connect(TransportKind.WEBSOCKET, get(server.url("/").uri(), 100_000), recorder);

      Transport.Response handshake = recorder.next(ChannelRecorder.Opened.class).handshake();
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
      var recorder = new ChannelRecorder();
      transport.connect(TransportKind.WEBSOCKET, get(server.url("/").uri(), 100_000), recorder);

      recorder.next(ChannelRecorder.Opened.class);
      assertEquals("a".repeat(5000), recorder.nextText());
      Throwable cause = recorder.next(ChannelRecorder.Failed.class).cause();
      assertTrue(cause.toString().contains("100000"), cause.toString());
      recorder.assertRulesKept();
    }
  }
}

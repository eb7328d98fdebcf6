package socketio.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import socketio.testkit.contract.RawWebSocket.RawFrame;

@Timeout(120)
final class JettyTransportTest extends JettyFixture {
  private static final byte[] TEXT = "x".repeat(100).getBytes(ISO_8859_1);

  @Test
  void providerIsFoundUnderItsName() {
    List<TransportProvider> found =
        ServiceLoader.load(TransportProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    assertEquals(1, found.size());
    assertEquals("jetty", found.get(0).name());
    try (Transport transport = found.get(0).create()) {
      assertInstanceOf(JettyTransport.class, transport);
      assertEquals(Set.of(TransportKind.POLLING, TransportKind.WEBSOCKET), transport.kinds());
    }
  }

  @Test
  void thirtyTransportsLeaveNoThreadBehind() throws Exception {
    awaitEndOf(ownThreads());
    try (RawServer server = newServer()) {
      for (int i = 0; i < 30; i++) {
        try (var transport = JettyTransport.create()) {
          use(transport, server.uri());
          assertTrue(ownThreads().stream().allMatch(Thread::isDaemon));
        }
      }

      awaitEndOf(ownThreads());
      assertEquals(Set.of(), ownThreads());
    }
  }

  private static Set<Thread> ownThreads() {
    return Set.copyOf(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("socketio-jetty-"))
            .toList());
  }

  private static void awaitEndOf(Set<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(10_000);
      assertFalse(thread.isAlive(), thread.getName());
    }
  }

  @Test
  void fiveHundredChannelsAreServedByAFewThreads() throws Exception {
    int count = 500;
    var open = new CountDownLatch(count);
    awaitEndOf(ownThreads());
    try (var server =
            new RawServer(
                socket -> {
                  RawWebSocket peer = RawWebSocket.accept(socket);
                  open.countDown();
                  open.await();
                  peer.writeText("all here");
                  peer.writeText(peer.read(100).text());
                  peer.readToEnd();
                });
        var transport = JettyTransport.create()) {
      var recorders = new ArrayList<ChannelRecorder>();
      for (int i = 0; i < count; i++) {
        var recorder = new ChannelRecorder();
        recorders.add(recorder);
        transport
            .connect(TransportKind.WEBSOCKET, get(server.uri()), recorder)
            .send(List.of(new Frame.Text("text " + i)));
      }
      for (int i = 0; i < count; i++) {
        recorders.get(i).next(ChannelRecorder.Opened.class);
        assertEquals("all here", recorders.get(i).nextText());
        assertEquals("text " + i, recorders.get(i).nextText());
      }

      // The pool, the timer, and the threads for name lookups.
      int most = Math.max(8, 2 * Runtime.getRuntime().availableProcessors()) + 1 + 4;
      assertTrue(ownThreads().size() <= most, () -> ownThreads() + "");
    }
  }

  @Tag("pain-12-payloads")
  @Test
  void aFloodThatOutrunsItsListenerHoldsUpNoOtherChannel() throws Exception {
    var others = 4 * Runtime.getRuntime().availableProcessors();
    var flooding = new CountDownLatch(1);
    try (var flood =
            new RawServer(
                socket -> {
                  RawWebSocket peer = RawWebSocket.accept(socket);
                  byte[] frame = RawWebSocket.frame(RawWebSocket.FINAL | RawWebSocket.TEXT, TEXT);
                  while (true) {
                    peer.writeRaw(frame);
                  }
                });
        var quiet =
            new RawServer(
                socket -> {
                  RawWebSocket peer = RawWebSocket.accept(socket);
                  while (true) {
                    peer.writeText(peer.read(100).text());
                  }
                });
        var transport = JettyTransport.create()) {
      var slow =
          new ChannelRecorder() {
            @Override
            public void onFrame(Frame frame) {
              flooding.countDown();
              long end = System.nanoTime() + 20_000;
              while (System.nanoTime() < end) {
                Thread.onSpinWait();
              }
            }
          };
      transport.connect(TransportKind.WEBSOCKET, get(flood.uri()), slow);
      assertTrue(flooding.await(20, SECONDS));
      for (int i = 0; i < others; i++) {
        var recorder = new ChannelRecorder();
        transport
            .connect(TransportKind.WEBSOCKET, get(quiet.uri()), recorder)
            .send(List.of(new Frame.Text("text " + i)));
        recorder.next(ChannelRecorder.Opened.class);
        assertEquals("text " + i, recorder.nextText());
      }
    }
  }

  @Tag("pain-12-payloads")
  @Test
  void messagesOfTwentyMebibytesPassBothWays() throws Exception {
    byte[] large = new byte[20 << 20];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31);
    }
    String text = "ü".repeat(10 << 20);
    try (var server =
            new RawServer(
                socket -> {
                  RawWebSocket peer = RawWebSocket.accept(socket);
                  for (int i = 0; i < 2; i++) {
                    RawFrame frame = peer.read(large.length);
                    peer.writeRaw(
                        RawWebSocket.frame(RawWebSocket.FINAL | frame.opcode(), frame.payload()));
                  }
                  peer.readToEnd();
                });
        var transport = JettyTransport.create()) {
      var recorder = new ChannelRecorder();
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      assertTrue(transport.maxMessageSize(TransportKind.WEBSOCKET) > large.length);

      channel.send(List.of(new Frame.Binary(large), new Frame.Text(text)));

      assertArrayEquals(large, recorder.skipTo(Frame.Binary.class).data());
      assertEquals(text, recorder.skipTo(Frame.Text.class).data());
    }
  }

  @Test
  void aMessageLargerThanThoseAcceptedLeavesInFragments() throws Exception {
    int size = 200_000;
    var received = new CompletableFuture<List<RawFrame>>();
    try (var server =
            new RawServer(
                socket -> {
                  RawWebSocket peer = RawWebSocket.accept(socket);
                  var frames = new ArrayList<RawFrame>();
                  for (int bytes = 0; bytes < size; ) {
                    RawFrame frame = peer.read(size);
                    frames.add(frame);
                    bytes += frame.payload().length;
                  }
                  received.complete(frames);
                  peer.readToEnd();
                });
        var transport = JettyTransport.create()) {
      Channel channel =
          transport.connect(
              TransportKind.WEBSOCKET, get(server.uri(), 1000), new ChannelRecorder());

      channel.send(List.of(new Frame.Text("x".repeat(size))));

      List<RawFrame> frames = received.get(10, SECONDS);
      assertEquals(4, frames.size());
      assertEquals(RawWebSocket.TEXT, frames.get(0).opcode());
      assertEquals(0, frames.get(3).opcode());
    }
  }

  @Test
  void tenThousandTinyFragmentsAreJoined() throws Exception {
    try (var server =
            new RawServer(
                socket -> {
                  RawWebSocket peer = RawWebSocket.accept(socket);
                  peer.writeRaw(RawWebSocket.frame(RawWebSocket.TEXT, new byte[] {'x'}));
                  for (int i = 0; i < 9_998; i++) {
                    peer.writeRaw(RawWebSocket.frame(0, new byte[] {(byte) ('0' + i % 10)}));
                  }
                  peer.writeRaw(RawWebSocket.frame(RawWebSocket.FINAL, new byte[] {'!'}));
                  peer.readToEnd();
                });
        var transport = JettyTransport.create()) {
      var recorder = new ChannelRecorder();
      transport.connect(TransportKind.WEBSOCKET, get(server.uri(), 10_000), recorder);

      recorder.next(ChannelRecorder.Opened.class);
      String text = recorder.nextText();
      assertEquals(10_000, text.length());
      assertEquals("67!", text.substring(9_997));
    }
  }

  @Test
  void everyPingOfAPeerThatReadsIsAnsweredInTheEnd() throws Exception {
    var pongs = new CompletableFuture<String>();
    try (var server =
            new RawServer(
                socket -> {
                  RawWebSocket peer = RawWebSocket.accept(socket);
                  for (int i = 0; i < 10_000; i++) {
                    peer.writeRaw(RawWebSocket.frame(0x89, ("ping " + i).getBytes(ISO_8859_1)));
                  }
                  String last = "";
                  while (!last.equals("ping 9999")) {
                    last = new String(peer.read(125).payload(), ISO_8859_1);
                  }
                  pongs.complete(last);
                  peer.readToEnd();
                });
        var transport = JettyTransport.create()) {
      transport.connect(TransportKind.WEBSOCKET, get(server.uri()), new ChannelRecorder());

      assertEquals("ping 9999", pongs.get(20, SECONDS));
    }
  }

  @Test
  void anUnusedConnectionIsClosedBeforeServersDo() throws Exception {
    var gone = new CompletableFuture<Integer>();
    try (var server =
            new RawServer(
                socket -> {
                  var in = RawWebSocket.input(socket);
                  RawWebSocket.readHead(in);
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
                  gone.complete(in.read());
                });
        var transport = JettyTransport.create()) {
      assertEquals(200, transport.exchange(get(server.uri())).get(10, SECONDS).status());

      assertEquals(-1, gone.get(5, SECONDS));
    }
  }

  @Test
  void aLongPollOutlivesTheTimeAfterWhichUnusedConnectionsAreClosed() throws Exception {
    try (var server =
            new RawServer(
                socket -> {
                  RawWebSocket.readHead(RawWebSocket.input(socket));
                  socket.setSoTimeout(2500);
                  try {
                    socket.getInputStream().read();
                  } catch (java.net.SocketTimeoutException e) {
                    var ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
                    socket.getOutputStream().write(ok.getBytes(ISO_8859_1));
                  }
                });
        var transport = JettyTransport.create()) {
      assertEquals(200, transport.exchange(get(server.uri())).get(10, SECONDS).status());
    }
  }
}

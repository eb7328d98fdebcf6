package socketio.testkit.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.testkit.contract.RawWebSocket.RawFrame;

/** How a {@link Channel} holds the peer back and is held back by it. */
@Timeout(120)
abstract class FlowControlContract extends TransportFixture {
  private static final int FLOOD = 64 << 20;

  private final CountDownLatch peerMayGoOn = new CountDownLatch(1);

  /** Counts frames, and does not keep them. */
  private static class Counter extends ChannelRecorder {
    final AtomicInteger frames = new AtomicInteger();

    @Override
    public void onFrame(Frame frame) {
      frames.incrementAndGet();
    }

    /** Waits for a drain that left nothing behind. */
    void awaitEmpty(Channel channel) throws InterruptedException {
      do {
        skipTo(Drained.class);
      } while (channel.queuedBytes() > 0);
    }
  }

  private static Frame numbered(int number, int size) {
    String digits = Integer.toString(number);
    return new Frame.Text("0".repeat(size - digits.length()) + digits);
  }

  /** {@link Channel#send}: "Nothing is refused for being too much at once". */
  @Test
  void floodOfSmallFramesIsKeptUntilASlowPeerTakesIt() throws Exception {
    int size = 1024;
    int count = FLOOD / size;
    var inOrder = new CompletableFuture<Boolean>();
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peerMayGoOn.await();
              boolean ok = true;
              for (int i = 0; i < count; i++) {
                ok &= Integer.parseInt(peer.readMessage(size).text()) == i;
              }
              inOrder.complete(ok);
              peer.readToEnd();
            })) {
      var counter = new Counter();
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), counter);
      counter.next(ChannelRecorder.Opened.class);
      var batch = new ArrayList<Frame>();
      for (int i = 0; i < count; i++) {
        batch.add(numbered(i, size));
        if (batch.size() == 64) {
          channel.send(List.copyOf(batch));
          batch.clear();
        }
      }
      long queued = channel.queuedBytes();
      assertTrue(queued > FLOOD / 2 && queued <= FLOOD, () -> queued + " bytes queued");

      peerMayGoOn.countDown();

      assertTrue(inOrder.get(60, SECONDS));
      counter.awaitEmpty(channel);
      assertEquals(0, channel.queuedBytes());
      channel.send(List.of(numbered(0, size))); // still alive
      channel.abort();
      counter.skipTo(ChannelRecorder.Failed.class);
      counter.assertRulesKept();
    }
  }

  /** {@link Channel.Listener#onDrain}: "at least whenever". */
  @Test
  void everyDrainAfterMuchWasQueuedIsReported() throws Exception {
    try (var server = new RawServer(socket -> RawWebSocket.accept(socket).readToEnd())) {
      var counter = new Counter();
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), counter);
      for (int round = 0; round < 20; round++) {
        channel.send(List.of(new Frame.Binary(new byte[round * 100_000 + 66_000])));
        counter.awaitEmpty(channel);
      }
    }
  }

  /** {@link socketio.spi.Transport#maxMessageSize}. */
  @Test
  void framesOfTheLargestSizePass() throws Exception {
    var lengths = new CompletableFuture<List<Long>>();
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              var received = new ArrayList<Long>();
              for (int i = 0; i < 5; i++) {
                RawFrame frame = peer.readMessage(0);
                received.add(frame.length());
              }
              lengths.complete(received);
              peer.readToEnd();
            })) {
      var counter = new Counter();
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), counter);
      int largest = (int) Math.min(transport.maxMessageSize(TransportKind.WEBSOCKET), 16 << 20);
      var euros = new Frame.Text("\u20ac".repeat(largest / 3));

      channel.send(List.of(new Frame.Text("1"), new Frame.Binary(new byte[largest])));
      channel.send(List.of(euros, new Frame.Binary(new byte[largest]), new Frame.Text("5")));

      long text = largest / 3 * 3L;
      assertEquals(List.of(1L, (long) largest, text, (long) largest, 1L), lengths.get(60, SECONDS));
      counter.awaitEmpty(channel);
    }
  }

  /** {@link Channel}: "Thread-safe"; {@link Channel#send}: "in order". */
  @Test
  void manyThreadsMaySendAndEachSeesItsOwnOrder() throws Exception {
    int threads = 4;
    int count = 5000;
    var inOrder = new CompletableFuture<Boolean>();
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              var next = new int[threads];
              boolean ok = true;
              for (int i = 0; i < threads * count; i++) {
                String[] text = peer.readMessage(2000).text().split(":", 3);
                ok &= next[Integer.parseInt(text[0])]++ == Integer.parseInt(text[1]);
              }
              inOrder.complete(ok);
              peer.readToEnd();
            })) {
      Channel channel =
          transport.connect(TransportKind.WEBSOCKET, get(server.uri()), new Counter());
      for (int thread = 0; thread < threads; thread++) {
        String prefix = thread + ":";
        var sender =
            new Thread(
                () -> {
                  for (int i = 0; i < count; i++) {
                    String text = prefix + i + ":" + "x".repeat(i % 1500);
                    channel.send(List.of(new Frame.Text(text)));
                  }
                });
        sender.setDaemon(true);
        sender.start();
      }

      assertTrue(inOrder.get(60, SECONDS));
    }
  }

  /** Writes until the client holds it back, and continues when it may. */
  private static final class Flooder implements RawServer.Handler {
    private static final int SIZE = 16 * 1024;
    final int count = FLOOD / SIZE;
    final CompletableFuture<Void> held = new CompletableFuture<>();
    private final AtomicLong written = new AtomicLong();

    @Override
    public void handle(Socket socket) throws IOException {
      RawWebSocket peer = RawWebSocket.accept(socket);
      var watchdog = new Thread(this::watch, "Flooder");
      watchdog.setDaemon(true);
      watchdog.start();
      byte[] frame = RawWebSocket.frame(RawWebSocket.FINAL | RawWebSocket.BINARY, new byte[SIZE]);
      for (int i = 0; i < count; i++) {
        peer.writeRaw(frame);
        written.incrementAndGet();
      }
      peer.writeClose(1000);
      peer.readToEnd();
    }

    /** Done when a write did not come back for half a second. */
    private void watch() {
      var never = new CountDownLatch(1);
      long before = -1;
      try {
        while (before != written.get()) {
          before = written.get();
          assertTrue(!never.await(500, java.util.concurrent.TimeUnit.MILLISECONDS));
        }
        held.complete(null);
      } catch (InterruptedException e) {
        held.completeExceptionally(e);
      }
    }

    long written() {
      return written.get();
    }
  }

  /** Wants no more frames after the first one. */
  private static final class OneFrame extends Counter {
    final CompletableFuture<Channel> channel = new CompletableFuture<>();

    @Override
    public void onFrame(Frame frame) {
      if (frames.getAndIncrement() == 0) {
        channel.join().reading(false);
      }
    }
  }

  /** {@link Channel#reading}: "the network holds the peer back". */
  @Test
  void peerIsHeldBackWhileNoFramesAreWanted() throws Exception {
    var flooder = new Flooder();
    try (var server = new RawServer(flooder)) {
      var listener = new OneFrame();
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), listener);
      listener.channel.complete(channel);

      flooder.held.get(30, SECONDS);
      assertTrue(flooder.written() < flooder.count, "the peer was never held back");
      assertTrue(listener.frames.get() < 10, () -> listener.frames + " frames arrived");

      channel.reading(true);
      listener.skipTo(ChannelRecorder.Closed.class);
      assertEquals(flooder.count, listener.frames.get());
      listener.assertRulesKept();
    }
  }

  /** {@link Channel#reading}: "Stops or resumes". */
  @Test
  void readingMayBeSwitchedAnyNumberOfTimes() throws Exception {
    var flooder = new Flooder();
    try (var server = new RawServer(flooder)) {
      var channel = new CompletableFuture<Channel>();
      var listener =
          new Counter() {
            @Override
            public void onFrame(Frame frame) {
              super.onFrame(frame);
              channel.join().reading(false);
              new Thread(() -> channel.join().reading(true)).start();
            }
          };
      channel.complete(transport.connect(TransportKind.WEBSOCKET, get(server.uri()), listener));

      listener.skipTo(ChannelRecorder.Closed.class);
      assertEquals(flooder.count, listener.frames.get());
    }
  }

  /** {@link Channel#close}: "in bounded time". */
  @Test
  void closeEndsAChannelWhoseReaderWaits() throws Exception {
    endsWhileNoFramesAreWanted(channel -> channel.close(1000, ""));
  }

  /** {@link Channel#abort}: "the terminal callback follows". */
  @Test
  void abortEndsAChannelWhoseReaderWaits() throws Exception {
    endsWhileNoFramesAreWanted(Channel::abort);
  }

  /** {@link socketio.spi.Transport#close}. */
  @Test
  void closeOfTheTransportEndsAChannelWhoseReaderWaits() throws Exception {
    endsWhileNoFramesAreWanted(channel -> transport.close());
  }

  private void endsWhileNoFramesAreWanted(java.util.function.Consumer<Channel> end)
      throws Exception {
    var flooder = new Flooder();
    try (var server = new RawServer(flooder)) {
      var listener = new OneFrame();
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), listener);
      listener.channel.complete(channel);
      flooder.held.get(30, SECONDS);
      int before = listener.frames.get();

      end.accept(channel);

      listener.next(ChannelRecorder.Opened.class);
      Object last = listener.next(Object.class);
      assertTrue(last instanceof ChannelRecorder.Closed || last instanceof ChannelRecorder.Failed);
      assertEquals(before, listener.frames.get());
      listener.assertRulesKept();
    }
  }

  /** {@link Channel#reading}: "Reading is on at the start", and may be switched off at once. */
  @Test
  void readingSwitchedOffBeforeTheOpeningHoldsEveryFrameBack() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peerMayGoOn.await();
              peer.writeText("first");
              peer.readToEnd();
            })) {
      var recorder = new ChannelRecorder();
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      channel.reading(false);
      recorder.next(ChannelRecorder.Opened.class);
      peerMayGoOn.countDown();
      assertTrue(recorder.isEmpty());

      channel.reading(true);

      assertEquals("first", recorder.nextText());
    }
  }
}

package socketio.testkit.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.testkit.contract.RawWebSocket.RawFrame;

/** How a {@link Channel} ends. */
@Timeout(60)
abstract class ClosingContract extends ChannelFixture {
  /** RFC 6455, 5.5.1: "MUST send a Close frame in response". */
  @Test
  void closeOfThePeerIsAnsweredAndEndsTheChannel() throws Exception {
    var answer = new CompletableFuture<RawFrame>();
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeText("last");
              peer.writeClose(4001);
              answer.complete(peer.read(125));
              peer.readToEnd();
            })) {
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);

      recorder.next(ChannelRecorder.Opened.class);
      assertEquals("last", recorder.nextText());
      assertEquals(4001, recorder.next(ChannelRecorder.Closed.class).code());
      assertEquals(RawWebSocket.CLOSE, answer.get(10, SECONDS).opcode());
      channel.send(List.of(text("too late")));
      channel.reading(false);
      channel.close(1000, "");
      channel.abort();
      assertEquals(0, channel.queuedBytes());
      recorder.assertRulesKept();
    }
  }

  /** RFC 6455, 7.1.5. */
  @Test
  void closeWithoutACodeIsReportedAs1005() throws Exception {
    var answer = new CompletableFuture<RawFrame>();
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeRaw(RawWebSocket.header(RawWebSocket.FINAL | RawWebSocket.CLOSE, 0));
              answer.complete(peer.read(125));
            })) {
      transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);

      assertEquals(1005, recorder.skipTo(ChannelRecorder.Closed.class).code());
      assertEquals(RawWebSocket.CLOSE, answer.get(10, SECONDS).opcode());
    }
  }

  /** RFC 6455, 7.4: codes that must not be set by an endpoint. */
  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, -1})
  void closeWithACodeThatMayNotBeSentClosesAllTheSame(int code) throws Exception {
    try (var server = new RawServer(ChannelFixture::echo)) {
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      recorder.next(ChannelRecorder.Opened.class);

      channel.close(code, "\uD83D\uDE00".repeat(50));

      ChannelRecorder.Closed closed = recorder.next(ChannelRecorder.Closed.class);
      assertEquals(1000, closed.code());
      assertEquals("\uD83D\uDE00".repeat(30), closed.reason()); // 123 bytes (RFC 6455, 5.5)
    }
  }

  /** {@link Channel#close}: "after everything queued has been sent". */
  @Test
  void closeIsSentAfterWhatWasQueued() throws Exception {
    var frames = new CompletableFuture<List<Integer>>();
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              var opcodes = new ArrayList<Integer>();
              while (!opcodes.contains(RawWebSocket.CLOSE)) {
                opcodes.add(peer.readMessage(0).opcode());
              }
              frames.complete(opcodes);
              peer.writeClose(1000);
            })) {
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      for (int i = 0; i < 40; i++) {
        channel.send(List.of(new Frame.Binary(new byte[1 << 20])));
      }
      channel.close(1000, "");
      channel.send(List.of(text("too late")));

      List<Integer> opcodes = frames.get(20, SECONDS);
      assertEquals(41, opcodes.size());
      assertEquals(1000, recorder.skipTo(ChannelRecorder.Closed.class).code());
    }
  }

  /** {@link Channel#close}: "in bounded time". */
  @Test
  void peerThatNeverAnswersTheCloseIsDroppedSoon() throws Exception {
    var gone = new CountDownLatch(1);
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.accept(socket).readToEnd();
              gone.countDown();
            })) {
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      recorder.next(ChannelRecorder.Opened.class);
      long before = System.nanoTime();

      channel.close(1000, "");
      channel.close(1000, "");

      recorder.next(ChannelRecorder.Failed.class);
      assertTrue(System.nanoTime() - before < SECONDS.toNanos(6));
      assertTrue(gone.await(10, SECONDS));
      recorder.assertRulesKept();
    }
  }

  /** {@link Channel#close}: "in bounded time". */
  @Test
  void peerThatReadsNothingCannotHoldUpTheClose() throws Exception {
    var end = new CountDownLatch(1);
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.accept(socket);
              end.await();
            })) {
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      recorder.next(ChannelRecorder.Opened.class);
      for (int i = 0; i < 32; i++) {
        channel.send(List.of(new Frame.Binary(new byte[1 << 20])));
      }

      channel.close(1000, "");

      recorder.skipTo(ChannelRecorder.Failed.class); // the first ones may have been taken
      assertEquals(0, channel.queuedBytes());
      end.countDown();
    }
  }

  /** {@link Channel#abort}: "at once". */
  @Test
  void abortDropsTheConnection() throws Exception {
    var gone = new CountDownLatch(1);
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket.accept(socket).readToEnd();
              gone.countDown();
            })) {
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      recorder.next(ChannelRecorder.Opened.class);

      channel.abort();
      channel.abort();

      assertMentions("aborted", recorder.next(ChannelRecorder.Failed.class).cause());
      assertTrue(gone.await(10, SECONDS));
      recorder.assertRulesKept();
    }
  }

  /** {@link Channel#abort}: "the terminal callback follows". */
  @Test
  void abortWhileOpeningEndsTheChannel() throws Exception {
    var asked = new CountDownLatch(1);
    try (var silent =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              asked.countDown();
              socket.getInputStream().readAllBytes();
            })) {
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(silent.uri()), recorder);
      assertTrue(asked.await(10, SECONDS));

      channel.abort();

      recorder.next(ChannelRecorder.Failed.class);
      recorder.assertRulesKept();
    }
  }

  /** {@link Channel#close}, which may come at any time. */
  @Test
  void closeWhileOpeningEndsTheChannel() throws Exception {
    try (var silent = new RawServer(socket -> socket.getInputStream().readAllBytes())) {
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(silent.uri()), recorder);

      channel.close(1000, "");

      recorder.next(ChannelRecorder.Failed.class);
      recorder.assertRulesKept();
    }
  }

  /** {@link Channel.Listener}: "one call at a time". */
  @Test
  void abortFromWithinACallbackEndsTheChannelAfterThatCallback() throws Exception {
    var channel = new CompletableFuture<Channel>();
    var listener =
        new ChannelRecorder() {
          @Override
          public void onFrame(Frame frame) {
            channel.join().abort();
            super.onFrame(frame);
          }
        };
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeText("first");
              peer.writeText("second");
              peer.readToEnd();
            })) {
      channel.complete(transport.connect(TransportKind.WEBSOCKET, get(server.uri()), listener));

      listener.next(ChannelRecorder.Opened.class);
      assertEquals("first", listener.nextText());
      listener.next(ChannelRecorder.Failed.class);
      listener.assertRulesKept();
    }
  }

  /** {@link Channel}: exactly one terminal callback, whatever happens. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void listenerThatThrowsEndsTheChannel(boolean error) throws Exception {
    Throwable thrown = error ? new AssertionError("oops") : new IllegalStateException("oops");
    var listener =
        new ChannelRecorder() {
          @Override
          public void onFrame(Frame frame) {
            if (thrown instanceof Error e) {
              throw e;
            }
            throw (RuntimeException) thrown;
          }
        };
    var gone = new CountDownLatch(1);
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeText("first");
              peer.writeText("second");
              peer.readToEnd();
              gone.countDown();
            })) {
      transport.connect(TransportKind.WEBSOCKET, get(server.uri()), listener);

      listener.next(ChannelRecorder.Opened.class);
      assertSame(thrown, listener.next(ChannelRecorder.Failed.class).cause());
      assertTrue(gone.await(10, SECONDS));
      listener.assertRulesKept();
    }
  }
}

package socketio.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.testkit.contract.TransportContract.Leniency;

/** The messages that a {@link Channel} carries, and those that it refuses. */
@Timeout(60)
abstract class ChannelContract extends ChannelFixture {
  /** RFC 6455, 5.6: text and binary; {@link Channel#send}: "in order". */
  @Test
  void framesOfBothKindsPassBothWaysInOrder() throws Exception {
    try (var server = new RawServer(ChannelFixture::echo)) {
      Channel channel = transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);
      var frames =
          List.of(
              text("2probe"),
              text(""),
              text("grüß \uD83D\uDE00"),
              new Frame.Binary(new byte[] {0, -1, 2}),
              new Frame.Binary(new byte[0]),
              text("x".repeat(70_000)));
      channel.send(frames); // before it is open

      assertEquals(101, recorder.next(ChannelRecorder.Opened.class).handshake().status());
      for (Frame frame : frames) {
        assertEquals(frame, recorder.skipTo(Frame.class));
      }
      channel.close(1000, "bye");
      assertEquals(
          new ChannelRecorder.Closed(1000, "bye"), recorder.skipTo(ChannelRecorder.Closed.class));
      recorder.assertRulesKept();
    }
  }

  /**
   * RFC 6455, 7.1.5: an end without a close frame is abnormal; {@link Channel.Listener#onFailure}.
   */
  @Test
  void connectionThatBreaksFails() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeText("last");
              peer.writeRaw(RawWebSocket.header(RawWebSocket.FINAL | RawWebSocket.TEXT, 100));
            })) {
      transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);

      recorder.next(ChannelRecorder.Opened.class);
      assertEquals("last", recorder.nextText());
      ChannelRecorder.Failed failed = recorder.next(ChannelRecorder.Failed.class);
      assertInstanceOf(IOException.class, failed.cause());
      assertNull(failed.response());
      recorder.assertRulesKept();
    }
  }

  /**
   * RFC 6455, 5.1, 5.2 and 5.5: unknown opcodes, masks, reserved bits, fragmented control frames.
   */
  @ParameterizedTest
  @ValueSource(ints = {0x83, 0x8b, 0xf1, 0x01, 0x80, 0x89})
  void framesThatBreakTheProtocolFailTheChannel(int firstByte) throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeRaw(RawWebSocket.frame(firstByte, new byte[126]));
              peer.writeRaw(RawWebSocket.frame(RawWebSocket.TEXT, new byte[1]));
              peer.readToEnd();
            })) {
      transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorder);

      recorder.next(ChannelRecorder.Opened.class);
      recorder.next(ChannelRecorder.Failed.class);
      recorder.assertRulesKept();
    }
  }

  /** {@link socketio.spi.Transport.Request#maxResponse}, which is a size that may be reached. */
  @Test
  void messageOfExactlyTheLimitIsTaken() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeText("ü".repeat(500));
              peer.writeRaw(RawWebSocket.frame(RawWebSocket.BINARY, new byte[999]));
              peer.writeRaw(RawWebSocket.frame(RawWebSocket.FINAL, new byte[1]));
              peer.writeText("ü".repeat(500) + "!");
              peer.readToEnd();
            })) {
      transport.connect(TransportKind.WEBSOCKET, get(server.uri(), 1000), recorder);

      recorder.next(ChannelRecorder.Opened.class);
      assertEquals("ü".repeat(500), recorder.nextText());
      assertEquals(1000, recorder.next(Frame.Binary.class).data().length);
      assertMentions("1000", recorder.next(ChannelRecorder.Failed.class).cause());
      recorder.assertRulesKept();
    }
  }

  /**
   * {@link socketio.spi.Transport.Request#maxResponse}; RFC 6455, 10.4: limits of frame and
   * message.
   */
  @Test
  void messageAnnouncedAsTooLargeFailsBeforeItComes() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeRaw(RawWebSocket.header(RawWebSocket.FINAL | RawWebSocket.TEXT, 1L << 40));
              if (isExcused(Leniency.LATE_SIZE_CHECK)) {
                peer.writeRaw(new byte[1001]);
              }
              peer.readToEnd();
            })) {
      transport.connect(TransportKind.WEBSOCKET, get(server.uri(), 1000), recorder);

      recorder.next(ChannelRecorder.Opened.class);
      assertMentions("1000", recorder.next(ChannelRecorder.Failed.class).cause());
    }
  }

  /** RFC 6455, 10.4: limits of a message "after reassembly from multiple frames". */
  @Test
  void messageOfEndlessFragmentsFailsAtTheLimit() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              peer.writeRaw(RawWebSocket.frame(RawWebSocket.BINARY, new byte[100]));
              byte[] more = RawWebSocket.frame(0, new byte[100]);
              while (true) {
                peer.writeRaw(more);
              }
            })) {
      transport.connect(TransportKind.WEBSOCKET, get(server.uri(), 100_000), recorder);

      recorder.next(ChannelRecorder.Opened.class);
      assertMentions("100000", recorder.next(ChannelRecorder.Failed.class).cause());
    }
  }

  /** {@link socketio.spi.Transport}: no limit of its own. */
  @Test
  void aHundredChannelsToOneHostAreOpenAtTheSameTime() throws Exception {
    int count = 100;
    var open = new CountDownLatch(count);
    try (var server =
        new RawServer(
            socket -> {
              RawWebSocket peer = RawWebSocket.accept(socket);
              open.countDown();
              open.await();
              peer.writeText("all here");
              peer.readToEnd();
            })) {
      var recorders = new ArrayList<ChannelRecorder>();
      for (int i = 0; i < count; i++) {
        recorders.add(new ChannelRecorder());
        transport.connect(TransportKind.WEBSOCKET, get(server.uri()), recorders.get(i));
      }
      for (ChannelRecorder each : recorders) {
        each.next(ChannelRecorder.Opened.class);
        assertEquals("all here", each.nextText());
      }
      transport.close();
      for (ChannelRecorder each : recorders) {
        assertMentions("closed", each.next(ChannelRecorder.Failed.class).cause());
        each.assertRulesKept();
      }
    }
  }
}

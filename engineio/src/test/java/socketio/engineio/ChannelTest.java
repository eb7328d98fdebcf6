package socketio.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.ConnectionException.Phase;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.spi.Engine;
import socketio.spi.Frame;

/** Engine.IO protocol, "WebSocket": a packet is a frame. */
class ChannelTest extends EngineTest {
  @Test
  void sendsTheFramesOfOneCallInOneBatch() {
    openChannel(HANDSHAKE);
    loop.run(
        () ->
            engine()
                .send(
                    List.of(
                        new Frame.Text("451-[…]"),
                        new Frame.Binary(new byte[] {1}),
                        new Frame.Text(""))));

    assertEquals(List.of("4451-[…]", "<01>", "4"), network.channel().sent);
    assertEquals(List.of(3), network.channel().batches);
  }

  @Test
  void deliversTextAndBinaryInOrder() {
    openChannel(HANDSHAKE);
    receive("4one");
    network.channel().listener.onFrame(new Frame.Binary(new byte[] {4, 7}));
    receive("6");
    receive("4");
    receive("bAQI=");

    assertEquals(List.of("one", "<0407>", "", "<0102>"), diary.messages);
  }

  @Test
  void dropsFramesThatComeAfterTheEnd() {
    openChannel(HANDSHAKE);
    network.channel().text("1");
    network.channel().text("4late");
    network.channel().listener.onDrain();
    network.channel().listener.onClose(1000, "");
    loop.run();

    assertEquals(List.of("open " + SID, "close TRANSPORT_CLOSE"), diary.lines);
    assertTrue(network.channel().aborted);
    assertEquals(0, loop.timers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "0{}", "b!", "\u0000"})
  void endsOnAMalformedPacket(String packet) {
    openChannel(HANDSHAKE);
    receive(packet);

    assertEnded(DisconnectReason.PARSE_ERROR);
    assertInstanceOf(DecodingException.class, diary.cause);
    assertTrue(network.channel().aborted);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, with code 1000",
    "1008, policy",
    "1009, larger than the server accepts; send less at once or raise maxHttpBufferSize",
    "1011, the server failed",
    "1012, restarting",
  })
  void explainsACloseCode(int code, String words) {
    openChannel(HANDSHAKE);
    network.channel().listener.onClose(code, "why");
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_CLOSE);
    assertFailed(
        Phase.HANDSHAKE, "closed the websocket connection with code " + code, "why", words);
  }

  @Test
  void endsWhenTheChannelBreaks() {
    openChannel(HANDSHAKE);
    network.channel().listener.onFailure(new EOFException("gone"), null);
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.CONNECT, "the websocket connection to http://example.com", "broke", "gone");
  }

  @Test
  void limitsAreTheSmallerOfServersAndChannels() {
    network.maxMessageSize = 500;
    openChannel(HANDSHAKE);
    loop.run(() -> assertEquals(new Engine.Limits(499, 500), engine().limits()));

    network.maxMessageSize = Long.MAX_VALUE;
    openChannel(HANDSHAKE);
    loop.run(() -> assertEquals(new Engine.Limits(999_999, 1_000_000), engine().limits()));

    openChannel(HANDSHAKE.replace(",\"maxPayload\":1000000", ""));
    loop.run(() -> assertEquals(Engine.Limits.NONE, engine().limits()));
  }

  @Test
  void passesFlowControlOn() {
    openChannel(HANDSHAKE);
    network.channel().queued = 77;
    loop.run(() -> assertEquals(77, engine().queuedBytes()));
    network.channel().listener.onDrain();
    loop.run();
    assertEquals(List.of("open " + SID, "drain"), diary.lines);

    loop.run(() -> engine().reading(false));
    assertFalse(network.channel().reading);
    loop.run(() -> engine().reading(true));
    assertTrue(network.channel().reading);
  }

  @Test
  void canStopReadingBeforeItIsOpen() {
    open(socketio.TransportKind.WEBSOCKET);
    loop.run(() -> engine().reading(false));
    network.channel().open();
    network.channel().text(HANDSHAKE);
    loop.run();

    assertFalse(network.channel().reading);
  }
}

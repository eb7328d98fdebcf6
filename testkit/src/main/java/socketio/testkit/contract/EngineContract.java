package socketio.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.TransportKind.POLLING;
import static socketio.TransportKind.WEBSOCKET;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Frame;
import socketio.testkit.FakeEngineSocket;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.When;

/**
 * Tests the contract of {@link socketio.spi.Engine} against the fake server, on fake time. To test
 * an engine:
 *
 * <pre>{@code
 * class MyEngineTest extends EngineContract {
 *   @Override
 *   protected EngineProvider provider() {
 *     return new MyEngineProvider();
 *   }
 * }
 * }</pre>
 *
 * @since 1.0
 */
public abstract class EngineContract extends EngineOptionsContract {
  /** Called by JUnit. */
  protected EngineContract() {}

  /** Engine.IO protocol, Handshake: over HTTP long-polling. */
  @Test
  void opensByPollingAndTellsTheSessionId() {
    open(POLLING);
    FakeEngineSocket socket = server.takeSocket();
    assertEquals(List.of("open " + socket.id()), diary.lines());
    assertEquals(POLLING, inLoop(() -> engine().transport()));
    assertEquals("4", socket.query().get("EIO"));
    assertEquals("polling", socket.query().get("transport"));
  }

  /** Engine.IO protocol, Handshake: "WebSocket-only session". */
  @Test
  void opensByWebSocketAndTellsTheSessionId() {
    open(WEBSOCKET);
    FakeEngineSocket socket = server.takeSocket();
    assertEquals(List.of("open " + socket.id()), diary.lines());
    assertEquals(WEBSOCKET, inLoop(() -> engine().transport()));
    assertEquals("websocket", socket.query().get("transport"));
  }

  /** Engine.IO protocol, Upgrade. */
  @Test
  void upgradesToWebSocket() {
    open(POLLING, WEBSOCKET);
    settle();
    FakeEngineSocket socket = server.takeSocket();
    assertEquals(List.of("open " + socket.id(), "upgrade websocket"), diary.lines());
    assertEquals(WEBSOCKET, inLoop(() -> engine().transport()));
    assertEquals(WEBSOCKET, socket.transport());
    server.assertExhausted();
  }

  /** Engine.IO protocol, Upgrade: "to ensure that no packet gets lost". */
  @Test
  void losesAndDoublesNothingWhileItUpgrades() {
    server.onConnect(
        socket -> {
          for (int i = 0; i < 50; i++) {
            socket.send("down " + i);
          }
        });
    open(POLLING, WEBSOCKET);
    for (int i = 0; i < 50; i++) {
      send("up " + i);
    }
    settle();
    FakeEngineSocket socket = server.takeSocket();
    for (int i = 0; i < 50; i++) {
      assertEquals(new Frame.Text("up " + i), socket.takeMessage());
      assertEquals("down " + i, diary.messages().get(i));
    }
    assertEquals(50, diary.messages().size());
    server.assertExhausted();
  }

  /** Engine.IO protocol, Message and Packet encoding: text and binary, over both transports. */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void exchangesTextAndBinary(String transport) {
    open(TransportKind.of(transport));
    FakeEngineSocket socket = server.takeSocket();
    List<Frame> frames =
        List.of(
            new Frame.Text("hello"),
            new Frame.Text(""),
            new Frame.Text("grüß \ud83d\ude00 \u0000 \u2028"),
            new Frame.Binary(new byte[] {1, 2, 3, 4}),
            new Frame.Binary(new byte[0]),
            new Frame.Text("last"));
    inLoop(
        () -> {
          engine().send(frames);
          return true;
        });
    settle();
    for (Frame frame : frames) {
      assertEquals(frame, socket.takeMessage());
    }
    frames.forEach(socket::send);
    settle();
    assertEquals(frames, diary.frames());
    server.assertExhausted();
  }

  /** {@link socketio.spi.Engine#send}: "before the connection is open they wait". */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void sendsWhatWasSentBeforeItWasOpen(String transport) {
    server.inject(new Fault.Stall(Duration.ofSeconds(1)), When.at(Phase.OPENING));
    open(TransportKind.of(transport));
    send("early");
    loop.advance(Duration.ofSeconds(1));
    assertEquals(new Frame.Text("early"), server.takeSocket().takeMessage());
  }

  /** Engine.IO protocol, Packet encoding: "use the maxPayload value […] to decide how many". */
  @Test
  void keepsPostsBelowMaxPayload() {
    open(POLLING);
    for (int i = 0; i < 30; i++) {
      send("x".repeat(10_000));
    }
    settle();
    FakeEngineSocket socket = server.takeSocket();
    for (int i = 0; i < 30; i++) {
      assertEquals(10_000, ((Frame.Text) socket.takeMessage()).data().length());
    }
    server.assertExhausted();
  }

  /** Engine.IO protocol, Heartbeat: the client answers each ping with a pong. */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void answersPingsForADay(String transport) {
    open(TransportKind.of(transport));
    loop.advance(Duration.ofDays(1));
    assertTrue(server.takeSocket().connected());
    assertEquals(1, diary.lines().size());
    server.assertExhausted();
  }

  /** Engine.IO protocol, Heartbeat: no ping "within pingInterval + pingTimeout". */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void endsWhenThePingsStayAway(String transport) {
    open(TransportKind.of(transport));
    server.inject(new Fault.NoPing());
    loop.advance(Duration.ofMillis(44_900));
    assertFalse(diary.ended());
    loop.advance(Duration.ofMillis(200));
    assertEquals(DisconnectReason.PING_TIMEOUT, diary.reason());
  }

  /** {@link socketio.spi.Engine#close}: what was sent leaves first, then the peer is notified. */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void closesAfterWhatWasSent(String transport) {
    open(TransportKind.of(transport));
    FakeEngineSocket socket = server.takeSocket();
    send("last words");
    close();
    close();
    loop.advance(Duration.ofSeconds(2));
    assertEquals(new Frame.Text("last words"), socket.takeMessage());
    assertEquals(DisconnectReason.TRANSPORT_CLOSE, socket.takeDisconnect());
    assertEquals(DisconnectReason.CLIENT_DISCONNECT, diary.reason());
    assertEquals(0, server.connectionCount());
    server.assertExhausted();
  }

  /** {@link socketio.spi.Engine#close}: "within two seconds in any case". */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void closesWithinTwoSecondsWhateverTheServerDoes(String transport) {
    open(TransportKind.of(transport));
    server.inject(new Fault.Stall());
    close();
    loop.advance(Duration.ofSeconds(2));
    assertEquals(DisconnectReason.CLIENT_DISCONNECT, diary.reason());
  }

  /** {@link socketio.spi.Engine#abort}: "has been called when this method returns". */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void abortsAtOnce(String transport) {
    open(TransportKind.of(transport));
    var cause = new IllegalStateException("bad");
    DisconnectReason reason =
        inLoop(
            () -> {
              engine().abort(DisconnectReason.PARSE_ERROR, cause);
              return diary.reason();
            });
    assertEquals(DisconnectReason.PARSE_ERROR, reason);
    assertEquals(cause, diary.cause());
  }

  /** Engine.IO protocol, the close packet from the server. */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void endsWhenTheServerCloses(String transport) {
    open(TransportKind.of(transport));
    FakeEngineSocket socket = server.takeSocket();
    socket.send("last words");
    socket.close();
    settle();
    assertEquals(List.of("last words"), diary.messages());
    assertEquals(DisconnectReason.TRANSPORT_CLOSE, diary.reason());
  }

  /** {@link socketio.spi.Engine#reading}: nothing is delivered meanwhile, and nothing is lost. */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void deliversNothingWhileNotReading(String transport) {
    open(TransportKind.of(transport));
    FakeEngineSocket socket = server.takeSocket();
    reading(false);
    settle();
    int before = diary.messages().size();
    for (int i = 0; i < 20; i++) {
      socket.send("held " + i);
    }
    settle();
    assertTrue(diary.messages().size() - before <= 10, "more than a few were delivered");
    reading(true);
    settle();
    assertEquals(20, diary.messages().size());
    assertEquals("held 19", diary.messages().get(19));
  }

  /** {@link socketio.spi.Engine.Listener#onClose}: a ConnectionException if opening failed. */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void tellsTheStatusThatRefusedIt(String transport) {
    server.inject(new Fault.Http(503, "come back later"));
    open(TransportKind.of(transport));
    settle();
    ConnectionException failure = assertInstanceOf(ConnectionException.class, diary.cause());
    assertEquals(503, failure.httpStatus());
    assertEquals("come back later", failure.body());
    assertEquals(TransportKind.of(transport), failure.transport());
  }

  /** {@link socketio.spi.EngineConfig#timeout}. */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void givesUpAHandshakeThatTakesTooLong(String transport) {
    server.inject(new Fault.Stall(), When.at(Phase.OPENING));
    open(TransportKind.of(transport));
    loop.advance(TIMEOUT);
    assertTrue(diary.ended());
    assertInstanceOf(ConnectionException.class, diary.cause());
  }

  /** {@link socketio.spi.EngineConfig#maxMessageSize}: "more ends the connection". */
  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void endsOnAMessageThatIsTooLarge(String transport) {
    open(TransportKind.of(transport));
    server.inject(new Fault.OversizedPayload((int) MAX_MESSAGE + 1));
    settle();
    assertEquals(DisconnectReason.TRANSPORT_ERROR, diary.reason());
  }

  /** {@link socketio.spi.Engine.Listener#onUpgradeError}: "the connection continues as before". */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void staysOnPollingWhenTheUpgradeFails(int which) {
    List<Fault> faults =
        List.of(
            new Fault.RefuseUpgrade(),
            new Fault.HangUpgrade(),
            new Fault.NoPong(),
            new Fault.DropConnection(),
            new Fault.BadPacket(),
            new Fault.TruncatedFrame());
    server.inject(faults.get(which), which < 3 ? When.next() : When.at(Phase.PROBING));
    open(POLLING, WEBSOCKET);
    loop.advance(Duration.ofSeconds(30));
    FakeEngineSocket socket = server.takeSocket();
    assertTrue(diary.lines().contains("upgrade error websocket"), () -> "" + diary.lines());
    assertEquals(POLLING, inLoop(() -> engine().transport()));
    send("up");
    socket.send("down");
    settle();
    assertEquals(new Frame.Text("up"), socket.takeMessage());
    assertEquals(List.of("down"), diary.messages());
  }

  /** {@link socketio.spi.Engine.Listener#onClose}: "Called exactly once, as the last callback". */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void endsOnceByEveryFaultOfAConnection(int which) {
    TransportKind transport = which % 2 == 0 ? POLLING : WEBSOCKET;
    Fault fault =
        List.of(
                new Fault.DropConnection(),
                new Fault.BadPacket(),
                new Fault.Restart(),
                new Fault.TruncatedFrame())
            .get(which / 2);
    open(transport);
    FakeEngineSocket socket = server.takeSocket();
    server.inject(fault);
    socket.send("perhaps lost");
    loop.advance(Duration.ofMinutes(2));
    assertTrue(diary.ended());
    send("too late");
    close();
    loop.advance(Duration.ofMinutes(2));
  }
}

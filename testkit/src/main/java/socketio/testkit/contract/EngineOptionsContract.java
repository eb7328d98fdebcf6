package socketio.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.TransportKind.POLLING;
import static socketio.TransportKind.WEBSOCKET;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.spi.EngineConfig;
import socketio.spi.Frame;
import socketio.testkit.FakeEngineSocket;
import socketio.testkit.Fault;
import socketio.testkit.When;

/** How an engine follows {@link EngineConfig.Options}, and reports pings. */
abstract class EngineOptionsContract extends EngineFixture {
  private static final EngineConfig.Options TRY_ALL = new EngineConfig.Options(true, "t", Map.of());

  /** {@link EngineConfig.Options#tryAllTransports}. */
  @Test
  void opensByTheNextTransportWhereOneIsRefused() {
    server.inject(new Fault.RefuseUpgrade(), When.always());
    open(TRY_ALL, WEBSOCKET, POLLING);
    FakeEngineSocket socket = server.takeSocket();
    settle();

    assertEquals(List.of("open " + socket.id(), "upgrade error websocket"), diary.lines());
    assertEquals(POLLING, inLoop(() -> engine().transport()));
    send("hello");
    assertEquals(new Frame.Text("hello"), socket.takeMessage());
  }

  /** {@link EngineConfig.Options#tryAllTransports}. */
  @Test
  void opensByTheNextTransportWhereOneIsNeverAnswered() {
    server.inject(new Fault.HangUpgrade(), When.always());
    open(TRY_ALL, WEBSOCKET, POLLING);
    loop.advance(TIMEOUT.minusMillis(1));

    assertEquals("polling", server.takeSocket().query().get("transport"));
    assertFalse(diary.ended());
  }

  /** {@link socketio.spi.Engine.Listener#onUpgradeError}. */
  @Test
  void tellsOfEveryTransportThatCouldNotOpenTheConnection() {
    server.inject(new Fault.Http(503), When.always());
    open(TRY_ALL, WEBSOCKET, POLLING);
    settle();

    assertEquals(DisconnectReason.TRANSPORT_ERROR, diary.reason());
    ConnectionException error = assertInstanceOf(ConnectionException.class, diary.cause());
    assertEquals(503, error.httpStatus());
    assertEquals(1, error.getSuppressed().length);
  }

  /** {@link EngineConfig.Options#DEFAULTS}. */
  @Test
  void triesOneTransportOnlyByDefault() {
    server.inject(new Fault.RefuseUpgrade());
    open(WEBSOCKET, POLLING);
    settle();

    assertTrue(diary.ended());
    assertEquals(0, server.connectionCount());
  }

  /** {@link EngineConfig.Extras}. */
  @Test
  void sendsTheHeadersAndTheQueryOfOneTransport() {
    var extras = new EngineConfig.Extras(Map.of("by", "it"), Map.of("X-By", List.of("it")));
    open(new EngineConfig.Options(false, "t", Map.of(POLLING, extras)), POLLING);
    FakeEngineSocket socket = server.takeSocket();

    assertEquals("it", socket.query().get("by"));
    assertEquals(List.of("it"), socket.headers().get("X-By"));
  }

  /** {@link EngineConfig.Options#timestampParameter}. */
  @Test
  void namesTheTimestampParameterOfPolling() {
    open(new EngineConfig.Options(false, "stamp", Map.of()), POLLING);
    Map<String, String> query = server.takeSocket().query();

    assertTrue(query.containsKey("stamp"), query::toString);
    assertFalse(query.containsKey("t"), query::toString);
  }

  /** Engine.IO protocol, Heartbeat. */
  @Test
  void tellsOfPings() {
    open(WEBSOCKET);
    loop.advance(Duration.ofSeconds(60));

    assertEquals(2, diary.pings());
    assertFalse(diary.ended());
  }
}

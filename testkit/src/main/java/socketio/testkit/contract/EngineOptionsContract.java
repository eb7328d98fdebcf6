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

/**
 * How an engine follows the settings of {@link EngineConfig} that are rarely changed, and reports
 * pings.
 */
abstract class EngineOptionsContract extends EngineFixture {
  private static EngineConfig.Builder tryAll(EngineConfig.Builder options) {
    return options.tryAllTransports(true);
  }

  /** {@link EngineConfig#tryAllTransports}. */
  @Test
  void opensByTheNextTransportWhereOneIsRefused() {
    server.inject(new Fault.RefuseUpgrade(), When.always());
    open(EngineOptionsContract::tryAll, WEBSOCKET, POLLING);
    FakeEngineSocket socket = server.takeSocket();
    settle();

    assertEquals(List.of("open " + socket.id(), "upgrade error websocket"), diary.lines());
    assertEquals(POLLING, inLoop(() -> engine().transport()));
    send("hello");
    assertEquals(new Frame.Text("hello"), socket.takeMessage());
  }

  /** {@link EngineConfig#tryAllTransports}. */
  @Test
  void opensByTheNextTransportWhereOneIsNeverAnswered() {
    server.inject(new Fault.HangUpgrade(), When.always());
    open(EngineOptionsContract::tryAll, WEBSOCKET, POLLING);
    loop.advance(TIMEOUT.minusMillis(1));

    assertEquals("polling", server.takeSocket().query().get("transport"));
    assertFalse(diary.ended());
  }

  /** {@link socketio.spi.Engine.Listener#onUpgradeError}. */
  @Test
  void tellsOfEveryTransportThatCouldNotOpenTheConnection() {
    server.inject(new Fault.Http(503), When.always());
    open(EngineOptionsContract::tryAll, WEBSOCKET, POLLING);
    settle();

    assertEquals(DisconnectReason.TRANSPORT_ERROR, diary.reason());
    ConnectionException error = assertInstanceOf(ConnectionException.class, diary.cause());
    assertEquals(503, error.httpStatus());
    assertEquals(1, error.getSuppressed().length);
  }

  /** {@link EngineConfig#tryAllTransports}. */
  @Test
  void triesOneTransportOnlyByDefault() {
    server.inject(new Fault.RefuseUpgrade());
    open(WEBSOCKET, POLLING);
    settle();

    assertTrue(diary.ended());
    assertEquals(0, server.connectionCount());
  }

  /** {@link EngineConfig#headers(socketio.TransportKind)}. */
  @Test
  void sendsTheHeadersAndTheQueryOfOneTransport() {
    open(
        options ->
            options
                .query(POLLING, Map.of("by", "it"))
                .headers(POLLING, Map.of("X-By", List.of("it"))),
        POLLING);
    FakeEngineSocket socket = server.takeSocket();

    assertEquals("it", socket.query().get("by"));
    assertEquals(List.of("it"), socket.headers().get("X-By"));
  }

  /** {@link EngineConfig#timestampParameter}. */
  @Test
  void namesTheTimestampParameterOfPolling() {
    open(options -> options.timestampParameter("stamp"), POLLING);
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

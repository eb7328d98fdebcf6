package socketio.core.link;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.TransportKind.POLLING;
import static socketio.TransportKind.WEBSOCKET;
import static socketio.core.doubles.Harness.OPTIONS;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.Subscription;
import socketio.TransportKind;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Engine;

/** The handlers of upgrades and pings, and the remembered upgrade. */
class UpgradeHookTest {
  private final Harness h = new Harness();
  private final ConnectOptions remembering = OPTIONS.rememberUpgrade(true);

  @AfterEach
  void close() {
    h.close();
  }

  private FakeEngine connect(ConnectOptions options) {
    var unused = h.client.connect(options);
    return h.engine();
  }

  private List<TransportKind> order() {
    return h.engine().config().transports();
  }

  // ---- handlers

  @Test
  void tellsOfAnUpgradeOnTheHandlersThread() {
    h.client.onUpgrade(
        (transport, cause) -> h.log.add(transport + " " + cause + " " + h.client.transport()));
    h.connect().upgrade(Engine.Limits.NONE);
    assertEquals(List.of(), h.log, "not in the loop");

    assertEquals(List.of("websocket null websocket"), h.takeLog());
  }

  @Test
  void tellsOfAFailedUpgradeWithItsCause() {
    h.client
        .blocking()
        .onUpgrade((transport, cause) -> h.log.add(transport + " " + cause + h.client.transport()));
    h.connect().failUpgrade(new IOException("blocked"));

    assertEquals(List.of("websocket java.io.IOException: blockedpolling"), h.takeLog());
  }

  @Test
  void tellsOfEveryPingUntilTheHandlerIsRemoved() {
    Subscription subscription = h.client.onPing(() -> h.log.add("one"));
    h.client.blocking().onPing(() -> h.log.add("two"));
    FakeEngine engine = h.connect();
    engine.ping();
    assertEquals(List.of("one", "two"), h.takeLog());
    subscription.close();
    engine.ping();

    assertEquals(List.of("two"), h.takeLog());
  }

  /** A server that never stops pinging must not fill the memory while a handler blocks. */
  @Test
  void aHundredPingsAtMostWaitForTheirTurn() {
    h.client.onPing(() -> h.log.add("ping"));
    FakeEngine engine = h.connect();
    for (int i = 0; i < 1000; i++) {
      engine.ping();
    }
    assertEquals(Collections.nCopies(100, "ping"), h.takeLog());
    engine.ping();

    assertEquals(List.of("ping"), h.takeLog());
  }

  @Test
  void reportsWhatAHandlerThrowsAndCallsTheNext() {
    h.client.onPing(
        () -> {
          throw new IOException("one");
        });
    h.client.onPing(() -> h.log.add("two"));
    h.connect().ping();

    assertEquals(List.of("two"), h.takeLog());
    assertEquals("[java.io.IOException: one]", h.errors.toString());
  }

  @Test
  void tellsNothingOfAConnectionThatWasGivenUp() {
    h.client.onPing(() -> h.log.add("ping"));
    h.client.onUpgrade((transport, cause) -> h.log.add("upgrade"));
    FakeEngine engine = h.connect();
    engine.linger();
    var unused = h.client.disconnect();
    engine.ping();
    engine.upgrade(Engine.Limits.NONE);
    engine.failUpgrade(new IOException("late"));
    engine.lose(DisconnectReason.CLIENT_DISCONNECT);

    assertEquals(List.of(), h.takeLog());
  }

  // ---- rememberUpgrade

  @Test
  void opensTheNextConnectionByWhatTookTheLastOneOver() {
    FakeEngine engine = connect(remembering);
    assertEquals(List.of(POLLING, WEBSOCKET), order());
    assertFalse(engine.config().tryAllTransports());
    engine.open().confirm("/");
    engine.upgrade(Engine.Limits.NONE);
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    assertEquals(List.of(WEBSOCKET, POLLING), order());
    assertTrue(h.engine().config().tryAllTransports(), "the remembered transport may fail");
    h.engine().by(WEBSOCKET).open().confirm("/");
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    assertEquals(List.of(WEBSOCKET, POLLING), order(), "it opened the connection");

    h.client.blocking().disconnect();
    connect(remembering);
    assertEquals(List.of(POLLING, WEBSOCKET), order(), "ended before it was open");
  }

  @Test
  void forgetsTheUpgradeWhenAConnectionCannotBeOpened() {
    FakeEngine engine = connect(remembering);
    engine.open().confirm("/");
    engine.upgrade(Engine.Limits.NONE);
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(2));

    assertEquals(List.of(POLLING, WEBSOCKET), order());
  }

  @Test
  void forgetsTheUpgradeWhenAnotherTransportOpensTheConnection() {
    FakeEngine engine = connect(remembering);
    engine.open().confirm("/");
    engine.upgrade(Engine.Limits.NONE);
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().by(POLLING).open().confirm("/");
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));

    assertEquals(List.of(POLLING, WEBSOCKET), order());
  }

  @Test
  void remembersNothingUnlessAskedTo() {
    FakeEngine engine = h.connect();
    engine.upgrade(Engine.Limits.NONE);
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));

    assertEquals(List.of(POLLING, WEBSOCKET), order());
  }

  @Test
  void remembersNothingOfAnotherClient() {
    FakeEngine engine = connect(remembering);
    engine.open().confirm("/");
    engine.upgrade(Engine.Limits.NONE);
    try (var other = new Harness()) {
      var unused = other.client.connect(remembering);
      assertEquals(List.of(POLLING, WEBSOCKET), other.engine().config().transports());
    }
  }

  @Test
  void doesNotOpenByATransportThatIsNotWantedAnyMore() {
    FakeEngine engine = connect(remembering);
    engine.open().confirm("/");
    engine.upgrade(Engine.Limits.NONE);
    h.client.blocking().disconnect();
    connect(remembering.transports(POLLING));

    assertEquals(List.of(POLLING), order());
  }
}

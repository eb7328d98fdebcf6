package socketio.core.namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.failure;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;

/** Handlers and the events that the server sends before it confirms the namespace. */
class EarlyEventsTest {
  private final Harness h = new Harness();
  private final List<String> log = h.log;

  @AfterEach
  void close() {
    h.close();
  }

  @Test
  void hearEventsThatPrecedeTheConfirmationBeforeTheConnectHandler() {
    h.watch(h.client, "/");
    h.client.on("news", args -> log.add("news " + args.get(0) + " " + h.client.connected()));
    var unused = h.client.connect(OPTIONS);
    FakeEngine engine = h.engine().open();
    engine.event("/", "news", 1);
    engine.event("/", "news", 2);
    assertEquals(List.of(), h.takeLog());
    engine.confirm("/").event("/", "news", 3);
    assertEquals(List.of("news 1 true", "news 2 true", "/ connect", "news 3 true"), h.takeLog());
  }

  @Test
  void doNotHearEarlyEventsOfARefusedNamespace() {
    h.client.on("news", args -> log.add("news"));
    var unused = h.client.connect(OPTIONS);
    h.engine().open().event("/", "news");
    h.engine().refuse("/", "no");
    h.connect();
    assertEquals(List.of(), h.takeLog());
  }

  @Test
  void areProtectedFromAFloodThatPrecedesTheConfirmation() {
    CompletableFuture<Void> connected = h.client.connect(OPTIONS);
    FakeEngine engine = h.engine().open();
    for (int i = 0; i < 10_000; i++) {
      engine.event("/", "news");
    }
    assertFalse(engine.ended());
    engine.event("/", "news");
    assertTrue(engine.ended());
    assertEquals(ClientState.IDLE, h.client.state());
    assertEquals(
        "the connection ended (PARSE_ERROR) before the server confirmed a namespace: the server sent"
            + " more than 10,000 events or 134,217,728 bytes before it confirmed namespace /",
        failure(ConnectionException.class, connected).getMessage());
  }

  @Test
  void areProtectedFromLargeEventsThatPrecedeTheConfirmation() {
    var unused = h.client.connect(OPTIONS);
    FakeEngine engine = h.engine().open();
    byte[] large = new byte[16 << 20];
    for (int i = 0; i < 7; i++) {
      engine.event("/", "news", large);
    }
    assertFalse(engine.ended());
    engine.event("/", "news", large);
    assertTrue(engine.ended());
  }
}

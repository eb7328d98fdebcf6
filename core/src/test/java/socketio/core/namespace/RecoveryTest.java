package socketio.core.namespace;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** Connection state recovery, as servers of Socket.IO 4.6 and later offer it. */
class RecoveryTest {
  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  private static void confirm(FakeEngine engine, String sid, String pid) {
    engine.receive(new Packet.Connect("/", Args.of(Map.of("sid", sid, "pid", pid))));
  }

  private FakeEngine connect(ConnectOptions options) {
    CompletableFuture<Void> unused = h.client.connect(options);
    FakeEngine engine = h.engine().open();
    confirm(engine, "sid-1", "secret-1");
    h.handlers.run();
    return engine;
  }

  private FakeEngine comeBack() {
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    return h.engine().open();
  }

  private static @Nullable Object auth(FakeEngine engine) {
    return engine.authOf("/");
  }

  @Test
  void namesTheLastEventThatHasCome() {
    FakeEngine first = connect(Harness.OPTIONS);
    assertNull(auth(first));
    first.event("/", "news", 1, "offset-1");
    first.event("/", "news", 2, "offset-2");

    assertEquals(Map.of("pid", "secret-1", "offset", "offset-2"), auth(comeBack()));
  }

  @Test
  void deliversMissedEventsBeforeTheConnectHandlerRuns() {
    h.client.on("news", args -> h.log.add("news " + args.toList()));
    h.client.onConnect(() -> h.log.add("connect " + h.client.recovered()));
    connect(Harness.OPTIONS).event("/", "news", 1, "o1");
    FakeEngine engine = comeBack();
    engine.event("/", "news", 2, "o2");
    engine.event("/", "news", 3, "o3");
    confirm(engine, "sid-1", "secret-1");
    h.handlers.run();

    assertEquals(
        List.of("connect false", "news [1, o1]", "news [2, o2]", "news [3, o3]", "connect true"),
        h.log);
    assertTrue(h.client.recovered());
    assertEquals("sid-1", h.client.sid());
    // Missed events count for the next time.
    assertEquals(Map.of("pid", "secret-1", "offset", "o3"), auth(comeBack()));
  }

  @Test
  void isNotRecoveredWhenTheServerBeginsAnew() {
    connect(Harness.OPTIONS).event("/", "news", "o1");
    FakeEngine engine = comeBack();
    confirm(engine, "sid-2", "secret-2");
    assertFalse(h.client.recovered());
    assertEquals("sid-2", h.client.sid());

    assertNull(auth(comeBack()), "the new session has no event yet");
  }

  @Test
  void typedHandlersDoNotSeeTheOffset() {
    h.client.on("news", Long.class, number -> h.log.add("news " + number));
    connect(Harness.OPTIONS).event("/", "news", 7L, "o1");
    h.handlers.run();

    assertEquals(List.of("news 7"), h.log);
  }

  @Test
  void takesNoOffsetFromEventsThatHaveNone() {
    FakeEngine first = connect(Harness.OPTIONS);
    first.event("/", "news", "o1");
    first.call("/", 3, "question", "not an offset");
    first.event("/", "volatile", 5);
    first.event("/", "volatile");

    assertEquals(Map.of("pid", "secret-1", "offset", "o1"), auth(comeBack()));
  }

  @Test
  void addsToTheAuthPayloadWhoseOwnMembersWin() {
    connect(Harness.OPTIONS.auth(Map.of("token", "t", "offset", "mine"))).event("/", "news", "o1");

    assertEquals(Map.of("pid", "secret-1", "offset", "mine", "token", "t"), auth(comeBack()));
  }

  @Test
  void asksForNothingWhereTheServerOffersNothing() {
    h.connect().event("/", "news", "a string");

    assertNull(auth(comeBack()));
  }

  @Test
  void forgetsASessionThatWasEndedOnPurpose() {
    FakeEngine first = connect(Harness.OPTIONS);
    first.event("/", "news", "o1");
    h.client.blocking().disconnect();
    CompletableFuture<Void> unused = h.client.connect(Harness.OPTIONS);

    assertNull(auth(h.engine().open()));
  }

  @Test
  void tellsNoOtherServer() {
    connect(Harness.OPTIONS).event("/", "news", "o1");
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    CompletableFuture<Void> unused = h.client.connect(ConnectOptions.to("http://elsewhere"));

    assertNull(auth(h.engine().open()));
  }
}

package socketio.core.runtime;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** Back-pressure on the server while handlers do not keep up. */
class IncomingFlowTest {
  private static final int HIGH = 8192;
  private static final int HARD = 16 * HIGH;

  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  private static void receive(FakeEngine engine, int events) {
    var news = new Packet.Event("/", Packet.Event.NO_ID, "news", Args.of());
    for (int i = 0; i < events; i++) {
      engine.receive(news);
    }
  }

  @Test
  void stopsReadingAboveTheMarkAndResumesBelowHalfOfIt() {
    FakeEngine engine = h.connect();
    receive(engine, HIGH);
    assertEquals(List.of(), engine.readings());
    receive(engine, 1);
    assertEquals(List.of(false), engine.readings());
    receive(engine, 5);
    assertEquals(List.of(false), engine.readings(), "stragglers change nothing");

    h.handlers.runUpTo(2);
    assertEquals(List.of(false), engine.readings());
    h.handlers.run();
    assertEquals(List.of(false, true), engine.readings());
    receive(engine, HIGH + 1);
    assertEquals(List.of(false, true, false), engine.readings());
  }

  @Test
  void countsTheBytesToo() {
    FakeEngine engine = h.connect();
    engine.event("/", "news", new byte[8 << 20]);
    assertEquals(List.of(false), engine.readings());
    h.handlers.run();
    assertEquals(List.of(false, true), engine.readings());
  }

  @Test
  void countsEventsWhoseHandlersFail() {
    h.client.on(
        "news",
        args -> {
          throw new AssertionError("handler");
        });
    FakeEngine engine = h.connect();
    receive(engine, HIGH + 1);
    h.handlers.run();
    assertEquals(List.of(false, true), engine.readings());
  }

  @Test
  void countsEarlyEventsWhenTheyAreDelivered() {
    var unused = h.client.connect(Harness.OPTIONS);
    FakeEngine engine = h.engine().open();
    receive(engine, HIGH + 1);
    assertEquals(List.of(), engine.readings());
    engine.confirm("/");
    assertEquals(List.of(false), engine.readings());
    h.handlers.run();
    assertEquals(List.of(false, true), engine.readings());
  }

  @Test
  void doesNotReadOnANewConnectionBeforeTheEventsOfTheOldAreHandled() {
    FakeEngine first = h.connect();
    receive(first, HIGH + 1);
    first.lose(DisconnectReason.TRANSPORT_ERROR);
    h.loop.advance(ofSeconds(1));
    FakeEngine second = h.engine();
    assertEquals(List.of(false), second.readings());
    h.handlers.run();
    assertEquals(List.of(false, true), second.readings());
    assertEquals(List.of(false), first.readings(), "an engine that has ended is left alone");
  }

  @Test
  void readsOnUpToTheHardCapWhileACallOfAHandlerIsUnanswered() {
    h.client.once(
        "ask",
        args -> {
          var unused = h.client.call("question");
        });
    FakeEngine engine = h.connect();
    engine.event("/", "ask");
    h.handlers.run();
    receive(engine, HARD);
    assertEquals(List.of(), engine.readings());
    receive(engine, 1);
    assertEquals(List.of(false), engine.readings());
    h.handlers.run();
    assertEquals(List.of(false, true), engine.readings());

    engine.ack("/", 1);
    receive(engine, HIGH + 1);
    assertEquals(List.of(false, true, false), engine.readings(), "the usual mark again");
  }

  @Test
  void resumesWhenAHandlerBeginsToWait() {
    h.client.once(
        "ask",
        args -> {
          var unused = h.client.call("question");
        });
    FakeEngine engine = h.connect();
    engine.event("/", "ask");
    receive(engine, HIGH);
    assertEquals(List.of(false), engine.readings());
    h.handlers.runUpTo(1);
    assertEquals(List.of(false, true), engine.readings());
    assertTrue(engine.sent(Packet.Event.class).size() == 1);
  }

  @Test
  void stopsAtTheUsualMarkWhenOnlyOtherThreadsWait() {
    FakeEngine engine = h.connect();
    var unused = h.client.call("question");
    receive(engine, HIGH + 1);
    assertEquals(List.of(false), engine.readings());
  }
}

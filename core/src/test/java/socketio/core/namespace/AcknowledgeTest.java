package socketio.core.namespace;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static socketio.core.doubles.Harness.assertSays;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.EncodingException;
import socketio.Subscription;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Engine;
import socketio.spi.Packet;

/** The acknowledgements that the client sends (socket.io-protocol v5, "Acknowledgement"). */
class AcknowledgeTest {
  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  /** The reply that the server gets to its event 7 named "ask". */
  private List<List<@Nullable Object>> answers() {
    FakeEngine engine = h.connect();
    engine.call("/", 7, "ask", "x");
    h.handlers.run();
    return answersOf(engine);
  }

  private static List<List<@Nullable Object>> answersOf(FakeEngine engine) {
    for (Packet.Ack ack : engine.sent(Packet.Ack.class)) {
      assertEquals(7, ack.id());
    }
    return engine.sent(Packet.Ack.class).stream().map(ack -> ack.args().toList()).toList();
  }

  @Test
  void areEmptyWhereNobodyListens() {
    assertEquals(List.of(List.of()), answers());
  }

  @Test
  void areEmptyAfterHandlersThatDoNotAnswer() {
    h.client.on("ask", args -> {});
    h.client.on("ask", args -> {});
    assertEquals(List.of(List.of()), answers());
  }

  @Test
  void areWhatTheCallHandlerReturns() {
    h.client.on("ask", args -> {});
    h.client.onCall("ask", args -> args.get(0) + "!");
    assertEquals(List.of(List.of("x!")), answers());
  }

  @Test
  void areWhatTheCallHandlerOfTheStarReturns() {
    h.client.onCall("*", args -> "star");
    assertEquals(List.of(List.of("star")), answers());
  }

  @Test
  void areEmptyForNull() {
    h.client.onCall("ask", args -> null);
    assertEquals(List.of(List.of()), answers());
  }

  @Test
  void areOneValueForAList() {
    h.client.onCall("ask", args -> List.of(1, 2));
    assertEquals(List.of(List.of(List.of(1, 2))), answers());
  }

  @Test
  void areSeveralValuesForArgs() {
    h.client.onCall("ask", args -> Args.of(1, 2));
    assertEquals(List.of(List.of(1, 2)), answers());
  }

  @Test
  void comeWhenTheStageCompletes() {
    CompletableFuture<Object> later = new CompletableFuture<>();
    h.client.onCall("ask", args -> later);
    assertEquals(List.of(), answers());
    later.complete(Args.of("later", 2));
    assertEquals(List.of(List.of("later", 2)), answersOf(h.engine()));
  }

  @Test
  void doNotComeWhenTheStageFails() {
    var cause = new IllegalStateException("down");
    CompletableFuture<Object> stage =
        CompletableFuture.failedFuture(new CompletionException(cause));
    h.client.onCall("ask", args -> stage);
    assertEquals(List.of(), answers());
    assertEquals(1, h.errors.size());
    assertSame(cause, h.errors.get(0));
  }

  @Test
  void tellOnErrorWhereHandlersRunWhenTheStageFailsLater() {
    CompletableFuture<Object> later = new CompletableFuture<>();
    h.client.onCall("ask", args -> later);
    assertEquals(List.of(), answers());
    later.completeExceptionally(new IllegalStateException("down"));
    assertEquals(List.of(), h.errors, "not on the thread that completes the stage");
    h.handlers.run();
    assertSays("down", h.errors.get(0));
  }

  @Test
  void doNotComeWhenAHandlerThrows() {
    h.client.on(
        "ask",
        args -> {
          throw new IllegalStateException("on");
        });
    assertEquals(List.of(), answers());
    h.client.onCall("ask", args -> "answer");
    h.engine().call("/", 7, "ask");
    h.handlers.run();
    assertEquals(List.of(), answersOf(h.engine()));
    h.engine().call("/", 7, "other");
    h.handlers.run();
    assertEquals(List.of(List.of()), answersOf(h.engine()), "the next event is delivered");
  }

  @Test
  void doNotComeWhenTheCallHandlerThrows() {
    h.client.onCall(
        "ask",
        args -> {
          throw new IllegalStateException("call");
        });
    assertEquals(List.of(), answers());
    assertSays("call", h.errors.get(0));
  }

  @Test
  void doNotComeWhenTheServerWantsNone() {
    h.client.onCall("ask", args -> "answer");
    FakeEngine engine = h.connect();
    engine.event("/", "ask");
    h.handlers.run();
    assertEquals(List.of(), engine.sent(Packet.Ack.class));
  }

  @Test
  void carryTheIdZero() {
    FakeEngine engine = h.connect();
    engine.call("/", 0, "ask");
    h.handlers.run();
    assertEquals(0, engine.sent(Packet.Ack.class).get(0).id());
  }

  @Test
  void thatCannotBeEncodedGoToOnError() {
    h.client.onCall("ask", args -> ReferenceParser.UNENCODABLE);
    assertEquals(List.of(), answers());
    assertInstanceOf(EncodingException.class, h.errors.get(0));
  }

  @Test
  void ofAStageThatCannotBeEncodedGoToOnError() {
    CompletableFuture<Object> stage =
        CompletableFuture.completedFuture(ReferenceParser.UNENCODABLE);
    h.client.onCall("ask", args -> stage);
    assertEquals(List.of(), answers());
    assertInstanceOf(EncodingException.class, h.errors.get(0));
  }

  @Test
  void thatAreTooLargeGoToOnError() {
    h.client.onCall("ask", args -> "x".repeat(100));
    var unused = h.client.connect(Harness.OPTIONS);
    h.engine().limit(new Engine.Limits(50, 50));
    h.engine().open().confirm("/").call("/", 7, "ask");
    h.handlers.run();
    assertEquals(List.of(), answersOf(h.engine()));
    assertSays("the acknowledgement of event 'ask' was not sent", h.errors.get(0));
  }

  @Test
  void areNotSentOnALaterConnection() {
    CompletableFuture<Object> later = new CompletableFuture<>();
    h.client.onCall("ask", args -> later);
    assertEquals(List.of(), answers());
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/");
    later.complete("late");
    assertEquals(List.of(), h.engine().sent(Packet.Ack.class));
  }

  @Test
  void areNotSentAfterTheNamespaceWasLeft() {
    h.client.on("ask", args -> {});
    FakeEngine engine = h.connect("/", "/chat");
    engine.call("/", 7, "ask");
    var unused = h.client.namespace("/").disconnect();
    h.handlers.run();
    assertEquals(List.of(), answersOf(engine));
  }

  @Test
  void giveAServerUpThatAsksAndDoesNotRead() {
    List<DisconnectReason> reasons = new ArrayList<>();
    h.client.onDisconnect(reasons::add);
    FakeEngine engine = h.connect();
    engine.queue((64L << 20) + 1);

    engine.call("/", 7, "ask");
    h.handlers.run();

    assertEquals(List.of(), answersOf(engine));
    assertEquals(List.of(DisconnectReason.TRANSPORT_ERROR), reasons);
  }

  @Tag("pain-14-acknowledgements")
  @Test
  void haveOneHandlerAtMost() {
    Subscription first = h.client.onCall("ask", args -> 1);
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> h.client.onCall("ask", args -> 2));
    assertSays(
        "event 'ask' has a call handler already: only one can answer; close its subscription first",
        error);
    first.close();
    h.client.onCall("ask", args -> 3);
    first.close();
    assertEquals(List.of(List.of(3)), answers());
  }
}

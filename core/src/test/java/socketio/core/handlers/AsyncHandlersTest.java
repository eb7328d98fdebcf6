package socketio.core.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Args;
import socketio.EventHandler;
import socketio.Events;
import socketio.Subscription;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** Handlers that return a stage, registered with either view. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
@SuppressWarnings("FutureReturnValueIgnored") // the client waits for it
class AsyncHandlersTest {
  private final Harness h = new Harness();
  private final Events events;
  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<String> second = new CompletableFuture<>();
  private FakeEngine engine;

  @SuppressWarnings("NullAway.Init") // set before each test
  AsyncHandlersTest(boolean blocking) {
    events = blocking ? h.client.blocking() : h.client;
  }

  @BeforeEach
  void connect() {
    engine = h.connect();
  }

  @AfterEach
  void close() {
    h.close();
  }

  private List<List<@Nullable Object>> answers() {
    h.handlers.run();
    return engine.sent(Packet.Ack.class).stream().map(ack -> ack.args().toList()).toList();
  }

  @Test
  void areAcknowledgedWhenTheirStagesAreComplete() {
    events.onAsync("news", args -> first);
    events.onAsync("news", args -> null);
    events.on("news", args -> h.log.add("on " + args.get(0)));
    events.onAsync("news", args -> second);
    engine.call("/", 1, "news", "a");
    assertEquals(List.of(), answers());
    assertEquals(List.of("on a"), h.takeLog());
    second.complete("ignored");
    assertEquals(List.of(), answers());
    first.complete("ignored");
    assertEquals(List.of(List.of()), answers());
    engine.call("/", 2, "news", "b");
    assertEquals(List.of(List.of(), List.of()), answers());
    assertEquals(List.of(), h.errors);
  }

  @Test
  void doNotDelayTheNextEvent() {
    events.onAsync(
        "news",
        args -> {
          h.log.add("news " + args.get(0));
          return first;
        });
    engine.call("/", 1, "news", 1);
    engine.call("/", 2, "news", 2);
    engine.call("/", 3, "other");
    assertEquals(List.of("news 1", "news 2"), h.takeLog());
    assertEquals(List.of(List.of()), answers());
  }

  @Test
  void thatFailAreReportedAndNotAcknowledged() {
    var late = new IllegalStateException("late");
    var thrown = new Exception("thrown");
    events.onAsync("late", args -> first.thenApply(value -> value));
    events.onAsync("late", args -> second);
    events.onAsync(
        "thrown",
        args -> {
          throw thrown;
        });
    events.on("thrown", args -> h.log.add("the next handler"));
    engine.call("/", 1, "late");
    engine.call("/", 2, "thrown");
    assertEquals(List.of(), answers());
    assertEquals(List.of("the next handler"), h.takeLog());
    assertEquals(List.of(thrown), h.errors);
    first.completeExceptionally(late);
    second.complete("");
    assertEquals(List.of(), answers());
    assertEquals(List.of(thrown, late), h.errors);
  }

  @Test
  void holdTheResultOfTheCallHandlerBack() {
    var failing = new CompletableFuture<String>();
    events.onAsync("ask", args -> first);
    events.onCall("ask", args -> "answer");
    events.onAsync("later", args -> first);
    events.onCall("later", args -> second);
    events.onAsync("fail", args -> failing);
    events.onCall("fail", args -> "answer");
    engine.call("/", 1, "ask");
    engine.call("/", 2, "later");
    engine.call("/", 3, "fail");
    assertEquals(List.of(), answers());
    first.complete("");
    assertEquals(List.of(List.of("answer")), answers());
    second.complete("second");
    assertEquals(List.of(List.of("answer"), List.of("second")), answers());
    failing.completeExceptionally(new IllegalStateException());
    assertEquals(2, answers().size());
    assertEquals(1, h.errors.size());
  }

  private EventHandler.Async logging(String name) {
    return args -> {
      h.log.add(name + " " + args.toList());
      return null;
    };
  }

  @Test
  void areHandlersOfTheEventInEveryRespect() {
    assertFalse(events.hasHandlers("news"));
    Subscription own = events.onAsync("news", logging("own"));
    events.on("news", args -> h.log.add("on"));
    events.onAny((event, args) -> h.log.add("any"));
    events.onAsync("*", logging("star"));
    h.client.namespace("*").onAsync("elsewhere", logging("all"));
    assertTrue(events.hasHandlers("news"));
    engine.event("/", "news", 1);
    engine.event("/", "other", 2);
    assertEquals(List.of("any", "own [1]", "on", "any", "star [other, 2]"), h.takeLog());
    own.close();
    own.close();
    engine.event("/", "news", 3);
    assertEquals(List.of("any", "on"), h.takeLog());
    events.off("*");
    engine.event("/", "elsewhere", 4);
    assertEquals(List.of("any", "all [/, 4]"), h.takeLog());
    events.onAsync("news", logging("again"));
    events.off();
    assertFalse(events.hasHandlers("news"));
  }

  @Test
  @SuppressWarnings("NullAway") // tests null
  void areCheckedAtTheCall() {
    assertThrows(NullPointerException.class, () -> events.onAsync("news", null));
    assertThrows(NullPointerException.class, () -> events.onAsync(null, args -> null));
    assertThrows(IllegalArgumentException.class, () -> events.onAsync("connect", args -> null));
  }

  @Test
  void mayCompleteTheirStageOnAnyThread() throws InterruptedException {
    CompletionStage<Void> stage = first.thenRun(() -> {});
    events.onAsync("news", args -> stage);
    engine.call("/", 1, "news");
    h.handlers.run();
    var thread = new Thread(() -> first.complete(""));
    thread.start();
    thread.join();
    h.until(() -> !engine.sent(Packet.Ack.class).isEmpty());
    assertEquals(Args.of().toList(), engine.sent(Packet.Ack.class).get(0).args().toList());
  }

  @Test
  void areNotAcknowledgedInALaterSessionOfTheNamespace() {
    CompletableFuture<Void> other = h.client.namespace("/other").connect();
    engine.confirm("/other");
    Harness.assertCompleted(other);
    events.onCall("ask", args -> first);
    engine.call("/", 1, "ask");
    h.handlers.run();
    h.client.namespace("/").disconnect().join();
    CompletableFuture<Void> joined = h.client.namespace("/").connect();
    engine.confirm("/");
    Harness.assertCompleted(joined);
    first.complete("late");
    assertEquals(List.of(), answers());
    engine.call("/", 1, "ask");
    assertEquals(List.of(List.of("late")), answers());
  }

  @Test
  void reportErrorsOfEncodingTheirResults() {
    var error = new AssertionError("a getter");
    Args unencodable =
        new Args() {
          @Override
          public int size() {
            return 1;
          }

          @Override
          public Object get(int index) {
            throw error;
          }

          @Override
          public Object get(int index, Type type) {
            throw error;
          }

          @Override
          public List<@Nullable Object> toList() {
            throw error;
          }
        };
    var stage = new CompletableFuture<Object>();
    events.onCall("ask", args -> stage);
    engine.call("/", 1, "ask");
    h.handlers.run();
    stage.complete(unencodable);
    assertEquals(List.of(), answers());
    assertEquals(List.of(error), h.errors);
  }
}

package socketio.core.handlers;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertSays;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.EventHandler;
import socketio.Subscription;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;

/** Registration of handlers, and the order in which they are called. */
class HandlersTest {
  private static final List<String> RESERVED =
      List.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  private final Harness h = new Harness();
  private final List<String> log = h.log;

  @AfterEach
  void close() {
    h.close();
  }

  @Test
  void areCalledInTheOrderOfRegistrationBetweenAnyAndCall() {
    h.client.onCall("news", args -> log.add("call " + args.get(0)));
    h.client.on("news", args -> log.add("first " + args.get(0)));
    h.client.blocking().on("news", args -> log.add("second " + args.get(0)));
    h.client.onAny((event, args) -> log.add("any " + event + " " + args.get(0)));
    h.client.on("*", args -> log.add("star"));
    FakeEngine engine = h.connect();
    engine.event("/", "news", 1);
    engine.event("/", "news", 2);
    assertEquals(
        List.of(
            "any news 1",
            "first 1",
            "second 1",
            "call 1",
            "any news 2",
            "first 2",
            "second 2",
            "call 2"),
        h.takeLog());
  }

  @Test
  void areCalledForTheirOwnNamespaceOnly() {
    h.client.on("news", args -> log.add("/"));
    h.client.onAny((event, args) -> log.add("any of /"));
    h.client.namespace("/chat").on("news", args -> log.add("/chat"));
    FakeEngine engine = h.connect("/", "/chat");
    engine.event("/chat", "news");
    assertEquals(List.of("/chat"), h.takeLog());
  }

  @Test
  void ofTheStarAreCalledForUnhandledEvents() {
    h.client.on("*", args -> log.add("star " + args.toList()));
    Subscription own = h.client.on("news", args -> log.add("own"));
    FakeEngine engine = h.connect();
    engine.event("/", "news", 1);
    engine.event("/", "other", 2);
    own.close();
    engine.event("/", "news", 3);
    assertEquals(List.of("star [other, 2]", "star [news, 3]"), takeLogFrom(1));
  }

  private List<String> takeLogFrom(int index) {
    List<String> all = h.takeLog();
    return all.subList(index, all.size());
  }

  @Test
  void areCalledOnceIfRegisteredSo() {
    Subscription unused = h.client.once("news", args -> log.add("once " + args.get(0)));
    FakeEngine engine = h.connect();
    engine.event("/", "news", 1);
    engine.event("/", "news", 2);
    assertEquals(List.of("once 1"), h.takeLog());
    unused.close();
    h.client.once("news", args -> log.add("never")).close();
    engine.event("/", "news", 3);
    assertEquals(List.of(), h.takeLog());
  }

  @Test
  void mayEmitAndFailWithoutBeingCalledTwice() {
    h.client.once(
        "news",
        args -> {
          log.add("once");
          throw new IllegalStateException();
        });
    FakeEngine engine = h.connect();
    engine.event("/", "news");
    engine.event("/", "news");
    assertEquals(List.of("once"), h.takeLog());
  }

  @Tag("pain-15-duplicate-handlers")
  @Test
  void areRemovedByTheirSubscriptionOnly() {
    EventHandler handler = args -> log.add("twice");
    Subscription first = h.client.on("news", handler);
    h.client.on("news", handler);
    FakeEngine engine = h.connect();
    engine.event("/", "news");
    assertEquals(List.of("twice", "twice"), h.takeLog());
    first.close();
    first.close();
    engine.event("/", "news");
    assertEquals(List.of("twice"), h.takeLog());
  }

  @Tag("pain-15-duplicate-handlers")
  @Test
  void areRemovedForTheNextEventWhenClosedInsideAnotherHandler() {
    var second = new AtomicReference<@Nullable Subscription>();
    h.client.on(
        "news",
        args -> {
          log.add("first");
          Subscription subscription = second.get();
          if (subscription != null) {
            subscription.close();
          }
        });
    second.set(h.client.on("news", args -> log.add("second")));
    FakeEngine engine = h.connect();
    engine.event("/", "news");
    engine.event("/", "news");
    assertEquals(List.of("first", "second", "first"), h.takeLog());
  }

  @Tag("pain-15-duplicate-handlers")
  @Test
  void areRemovedForTheNextEventWhenClosedInsideThemselves() {
    var own = new AtomicReference<@Nullable Subscription>();
    own.set(
        h.client.on(
            "news",
            args -> {
              log.add("news " + args.get(0));
              Objects.requireNonNull(own.get()).close();
            }));
    FakeEngine engine = h.connect();
    engine.event("/", "news", 1);
    engine.event("/", "news", 2);
    assertEquals(List.of("news 1"), h.takeLog());
  }

  @Test
  void areRemovedByTheNameOfTheEvent() {
    h.client.on("news", args -> log.add("on"));
    h.client.once("news", args -> log.add("once"));
    Subscription call = h.client.onCall("news", args -> log.add("call"));
    h.client.on("other", args -> log.add("other"));
    FakeEngine engine = h.connect();
    h.client.off("news");
    engine.event("/", "news");
    engine.event("/", "other");
    assertEquals(List.of("other"), h.takeLog());
    h.client.onCall("news", args -> log.add("new call"));
    call.close();
    engine.event("/", "news");
    assertEquals(List.of("new call"), h.takeLog());
  }

  @Test
  void ofEventsAreRemovedAllAtOnceAndOthersStay() {
    h.watch(h.client, "/");
    h.client.on("news", args -> log.add("on"));
    h.client.on("*", args -> log.add("star"));
    h.client.onAny((event, args) -> log.add("any"));
    h.client.off();
    h.connect().event("/", "news");
    assertEquals(List.of("/ connect", "any"), h.takeLog());
  }

  @Test
  void ofLifecycleAreRemovedByTheirSubscription() {
    Subscription connect = h.client.onConnect(() -> log.add("connect"));
    Subscription error = h.client.onConnectError(e -> log.add("error"));
    Subscription disconnect = h.client.onDisconnect(reason -> log.add("disconnect"));
    Subscription any = h.client.onAny((event, args) -> log.add("any"));
    Subscription outgoing = h.client.onAnyOutgoing((event, args) -> log.add("outgoing"));
    Subscription state = h.client.onStateChange((from, to, cause) -> log.add("state"));
    for (Subscription each : List.of(connect, error, disconnect, any, outgoing, state)) {
      each.close();
      each.close();
    }
    h.connect().event("/", "news");
    var unused = h.client.emit("hello");
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    assertEquals(List.of(), h.takeLog());
  }

  @Test
  void cannotBeRegisteredForReservedNames() {
    for (String name : RESERVED) {
      for (Runnable registration :
          List.<Runnable>of(
              () -> h.client.on(name, args -> {}),
              () -> h.client.once(name, args -> {}),
              () -> h.client.onCall(name, args -> null),
              () -> h.client.on(name, String.class, text -> {}))) {
        IllegalArgumentException error =
            assertThrows(IllegalArgumentException.class, registration::run);
        assertSays(
            "event: '"
                + name
                + "' is a reserved name; handle connection changes with onConnect, onConnectError and onDisconnect",
            error);
      }
    }
  }

  @Test
  void outliveConnections() {
    h.client.on("news", args -> log.add("news"));
    h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/").event("/", "news");
    assertEquals(List.of("news"), h.takeLog());
  }

  @Test
  void mayFailWithoutHarmToTheNext() {
    h.client.onAny(
        (event, args) -> {
          throw new IllegalStateException("any");
        });
    h.client.on(
        "news",
        args -> {
          throw new AssertionError("first");
        });
    h.client.on("news", args -> log.add("second " + args.get(0)));
    FakeEngine engine = h.connect();
    engine.event("/", "news", 1);
    engine.event("/", "news", 2);
    assertEquals(List.of("second 1", "second 2"), h.takeLog());
    assertEquals(
        List.of("any", "first", "any", "first"),
        h.errors.stream().map(Throwable::getMessage).toList());
  }

  @Test
  void ofLifecycleMayFailWithoutHarmToTheNext() {
    h.client.onConnect(
        () -> {
          throw new IllegalStateException("connect");
        });
    h.client.onDisconnect(
        reason -> {
          throw new IllegalStateException("disconnect");
        });
    h.client.onStateChange(
        (from, to, cause) -> {
          throw new IllegalStateException("state");
        });
    h.watch(h.client, "/");
    h.connect().receive(new socketio.spi.Packet.Disconnect("/"));
    assertEquals(List.of("/ connect", "/ disconnect SERVER_DISCONNECT"), h.takeLog());
    assertEquals(
        List.of("state", "state", "connect", "state", "disconnect"),
        h.errors.stream().map(Throwable::getMessage).toList());
  }

  @Tag("pain-19-life-cycle")
  @Test
  void ofStateReceiveTheCause() {
    var causes = new ArrayList<@Nullable Throwable>();
    h.client.onStateChange((from, to, cause) -> causes.add(cause));
    var unused = h.client.connect(OPTIONS);
    h.engine().open().refuse("/", "no");
    h.handlers.run();
    assertEquals(2, causes.size());
    assertInstanceOf(ConnectionException.class, causes.get(1));
  }
}

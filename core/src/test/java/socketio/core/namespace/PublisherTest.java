package socketio.core.namespace;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.assertSays;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** Events as a stream; the numbers are rules of the Reactive Streams specification. */
class PublisherTest {
  private static final int HIGH = 8192;

  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  /** Logs its signals and requests as many events as the test specifies. */
  private class Reader implements Flow.Subscriber<Args> {
    private final String name;
    private Flow.@Nullable Subscription subscription;

    Reader(String name) {
      this.name = name;
    }

    Flow.Subscription subscription() {
      Flow.Subscription given = subscription;
      if (given == null) {
        throw new AssertionError("no onSubscribe");
      }
      return given;
    }

    void request(long n) {
      subscription().request(n);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      h.log.add(name + " subscribed");
      this.subscription = subscription;
    }

    @Override
    public void onNext(Args item) {
      h.log.add(name + " " + item.get(0));
    }

    @Override
    public void onError(Throwable throwable) {
      h.log.add(name + " " + throwable.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      h.log.add(name + " complete");
    }
  }

  private Reader subscribe(String name) {
    var reader = new Reader(name);
    h.client.publisher("news").subscribe(reader);
    h.handlers.run();
    return reader;
  }

  @Test
  void deliversNoMoreThanWasAskedFor() { // 1.1
    FakeEngine engine = h.connect();
    Reader reader = subscribe("a");
    engine.event("/", "news", 1);
    assertEquals(List.of("a subscribed"), h.takeLog());
    reader.request(2);
    assertEquals(List.of("a 1"), h.takeLog());
    engine.event("/", "news", 2);
    engine.event("/", "news", 3);
    assertEquals(List.of("a 2"), h.takeLog());
    reader.request(Long.MAX_VALUE);
    reader.request(Long.MAX_VALUE); // 3.17
    engine.event("/", "news", 4);
    engine.event("/", "other", 5);
    assertEquals(List.of("a 3", "a 4"), h.takeLog());
  }

  @Test
  void servesSubscribersIndependently() { // 1.11
    FakeEngine engine = h.connect();
    Reader a = subscribe("a");
    Reader b = subscribe("b");
    a.request(1);
    engine.event("/", "news", 1);
    engine.event("/", "news", 2);
    assertEquals(List.of("a subscribed", "b subscribed", "a 1"), h.takeLog());
    b.request(5);
    assertEquals(List.of("b 1", "b 2"), h.takeLog());
  }

  @Test
  void holdsTheServerBackForLackOfDemand() {
    FakeEngine engine = h.connect();
    Reader reader = subscribe("a");
    for (int i = 0; i <= HIGH; i++) {
      engine.event("/", "news", i);
      h.handlers.run();
    }
    assertEquals(List.of(false), engine.readings());
    assertEquals(1, h.log.size(), "nothing was delivered");
    reader.request(HIGH / 2);
    h.handlers.run();
    assertEquals(List.of(false), engine.readings());
    reader.request(1);
    h.handlers.run();
    assertEquals(List.of(false, true), engine.readings());
    assertEquals("a " + HIGH / 2, h.log.get(h.log.size() - 1));
  }

  @Test
  void leavesHandlersGoing() {
    h.client.on("news", args -> h.log.add("handler " + args.get(0)));
    FakeEngine engine = h.connect();
    subscribe("a");
    engine.event("/", "news", 1);
    assertEquals(List.of("a subscribed", "handler 1"), h.takeLog());
  }

  @Test
  void readsOnWhenTheSlowOneIsCancelled() { // 3.7
    FakeEngine engine = h.connect();
    Reader reader = subscribe("a");
    for (int i = 0; i <= HIGH; i++) {
      engine.event("/", "news", i);
      h.handlers.run();
    }
    reader.subscription().cancel();
    reader.subscription().cancel();
    reader.request(1); // 3.6
    assertEquals(List.of(false, true), engine.readings());
    engine.event("/", "news", 1);
    assertEquals(List.of("a subscribed"), h.takeLog());
    assertFalse(h.client.hasHandlers("news"));
  }

  @Test
  void deliversNothingMoreAfterACancelInBetween() { // 1.8
    FakeEngine engine = h.connect();
    Reader reader = subscribe("a");
    reader.request(5);
    engine.event("/", "news", 1);
    engine.event("/", "news", 2);
    reader.subscription().cancel();
    assertEquals(List.of("a subscribed"), h.takeLog());
  }

  @Test
  void failsASubscriberThatAsksForLessThanOne() { // 3.9
    FakeEngine engine = h.connect();
    Reader reader = subscribe("a");
    engine.event("/", "news", 1);
    reader.request(0);
    reader.request(-1);
    assertEquals(List.of("a subscribed", "a IllegalArgumentException"), h.takeLog());
    reader.request(1);
    engine.event("/", "news", 2);
    assertEquals(List.of(), h.takeLog());
  }

  @Test
  void goesOnAfterAReconnectionAndCompletesWhenTheClientIsClosed() {
    FakeEngine engine = h.connect();
    Reader reader = subscribe("a");
    reader.request(2);
    engine.event("/", "news", 1);
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/").event("/", "news", 2);
    h.engine().receive(new Packet.Disconnect("/"));
    assertEquals(List.of("a subscribed", "a 1", "a 2"), h.takeLog());
    h.connect().event("/", "news", 3);
    h.client.close();
    assertEquals(List.of(), h.takeLog(), "an event is left");
    reader.request(1);
    assertEquals(List.of("a 3", "a complete"), h.takeLog());
    subscribe("b");
    assertEquals(List.of("b subscribed", "b complete"), h.takeLog());
  }

  @Test
  void cancelsASubscriberThatThrows() { // 2.13
    FakeEngine engine = h.connect();
    var reader =
        new Reader("a") {
          @Override
          public void onNext(Args item) {
            throw new IllegalStateException("subscriber");
          }
        };
    h.client.publisher("news").subscribe(reader);
    h.handlers.run();
    reader.request(2);
    engine.event("/", "news", 1);
    engine.event("/", "news", 2);
    h.handlers.run();
    assertEquals(1, h.errors.size());
    assertSays("subscriber", h.errors.get(0));
    assertFalse(h.client.hasHandlers("news"));
  }

  @Test
  void doesNotRecurseWhenEachEventIsAskedForInOnNext() { // 3.3
    FakeEngine engine = h.connect();
    var reader =
        new Reader("a") {
          private int depth;

          @Override
          public void onNext(Args item) {
            assertEquals(0, depth++);
            request(1);
            depth--;
            super.onNext(item);
          }
        };
    h.client.publisher("news").subscribe(reader);
    for (int i = 0; i < 3; i++) {
      engine.event("/", "news", i);
    }
    h.handlers.run();
    reader.request(1);
    assertEquals(List.of("a subscribed", "a 0", "a 1", "a 2"), h.takeLog());
    assertEquals(List.of(), h.errors);
  }

  @Test
  void makesItsNamespaceOneToBeJoined() {
    h.client.namespace("/chat").publisher("news").subscribe(new Reader("a"));
    assertTrue(h.client.namespace("/chat").hasHandlers("news"));
    var unused = h.client.connect(Harness.OPTIONS);
    h.engine().open();
    assertEquals(List.of("/chat"), namespaces(h.engine()));
  }

  private static List<String> namespaces(FakeEngine engine) {
    var found = new ArrayList<String>();
    engine.sent(Packet.Connect.class).forEach(packet -> found.add(packet.namespace()));
    return found;
  }

  @Test
  @SuppressWarnings("NullAway") // as a careless caller does
  void refusesWrongArguments() {
    assertSays(
        "event", assertThrows(IllegalArgumentException.class, () -> h.client.publisher("*")));
    assertSays(
        "event", assertThrows(IllegalArgumentException.class, () -> h.client.publisher("connect")));
    assertSays(
        "subscriber", // 1.9
        assertThrows(NullPointerException.class, () -> h.client.publisher("news").subscribe(null)));
  }
}

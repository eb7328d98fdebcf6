package socketio.core.observe;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.AsyncEmitter;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.EmitOptions;
import socketio.OfflinePolicy;
import socketio.TransportKind;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.ClientObserver;
import socketio.spi.Engine;
import socketio.spi.Frame;
import socketio.spi.Packet;

/** The calls of an observer, their order, and that an observer can do no harm. */
class ObserverTest {
  private final Diary diary = new Diary();
  private final Harness h = new Harness(builder -> builder.observer(diary));

  @AfterEach
  void close() {
    h.close();
  }

  /** Records all calls, and sums up the traffic. */
  private static final class Diary implements ClientObserver {
    final List<String> lines = new ArrayList<>();
    final List<Traffic> traffic = new ArrayList<>();
    Runnable onTraffic = () -> {};

    @Override
    public void onOpened(TransportKind transport, Duration handshake) {
      lines.add("opened " + transport + " " + handshake);
    }

    @Override
    public void onOpenFailed(TransportKind transport, @Nullable Throwable cause) {
      lines.add("open failed " + transport + " " + message(cause));
    }

    @Override
    public void onClosed(
        TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
      lines.add("closed " + transport + " " + reason + " " + message(cause));
    }

    @Override
    public void onUpgraded(TransportKind transport) {
      lines.add("upgraded " + transport);
    }

    @Override
    public void onUpgradeFailed(TransportKind transport, Throwable cause) {
      lines.add("upgrade failed " + transport + " " + message(cause));
    }

    @Override
    public void onRoundTrip(Duration time) {
      lines.add("round trip " + time);
    }

    @Override
    public void onAcknowledged(String namespace, String event, Duration time) {
      lines.add("acknowledged " + namespace + " " + event + " " + time);
    }

    @Override
    public void onReconnecting(int attempt) {
      lines.add("reconnecting " + attempt);
    }

    @Override
    public void onReconnected(int attempts) {
      lines.add("reconnected " + attempts);
    }

    @Override
    public void onTraffic(Traffic more) {
      traffic.add(more);
      onTraffic.run();
    }

    private static @Nullable String message(@Nullable Throwable cause) {
      return cause == null ? null : cause.getMessage();
    }

    Traffic sum() {
      long queued = traffic.isEmpty() ? 0 : traffic.get(traffic.size() - 1).queuedBytes();
      return traffic.stream()
          .reduce(
              new Traffic(0, 0, 0, 0, queued, 0, 0, 0),
              (a, b) ->
                  new Traffic(
                      a.packetsSent() + b.packetsSent(),
                      a.bytesSent() + b.bytesSent(),
                      a.packetsReceived() + b.packetsReceived(),
                      a.bytesReceived() + b.bytesReceived(),
                      queued,
                      0,
                      0,
                      0));
    }
  }

  private List<String> takeLines() {
    h.handlers.run();
    List<String> taken = List.copyOf(diary.lines);
    diary.lines.clear();
    return taken;
  }

  private ClientObserver.Traffic takeTraffic() {
    h.handlers.run();
    ClientObserver.Traffic sum = diary.sum();
    diary.traffic.clear();
    return sum;
  }

  private List<Frame> event(String name, Object arg) {
    return h.parser.encode(new Packet.Event("/", Packet.Event.NO_ID, name, Args.of(arg)));
  }

  private static long bytes(List<Frame> frames) {
    long bytes = 0;
    for (Frame frame : frames) {
      bytes +=
          frame instanceof Frame.Binary binary
              ? binary.data().length
              : ((Frame.Text) frame).data().getBytes(StandardCharsets.UTF_8).length;
    }
    return bytes;
  }

  @Test
  void isCalledDuringTheLifeCycleOfAConnection() {
    var unused = h.client.connect(OPTIONS);
    h.advance(ofMillis(30));
    FakeEngine engine = h.engine().open().confirm("/");
    engine.upgrade(Engine.Limits.NONE);
    engine.measure(ofMillis(7));
    assertEquals(List.of(), diary.lines, "not in the loop");
    assertEquals(
        List.of("opened polling PT0.03S", "upgraded websocket", "round trip PT0.007S"),
        takeLines());
    engine.failUpgrade(new IOException("blocked"));
    engine.end(DisconnectReason.TRANSPORT_ERROR, new IOException("broken pipe"));

    assertEquals(
        List.of("upgrade failed websocket blocked", "closed websocket TRANSPORT_ERROR broken pipe"),
        takeLines());
  }

  @Test
  void isCalledForReconnectionsAndFailedAttempts() {
    h.connect().lose(DisconnectReason.PING_TIMEOUT);
    h.advance(ofSeconds(1));
    h.engine()
        .end(
            DisconnectReason.TRANSPORT_ERROR,
            ConnectionException.builder(Phase.CONNECT, "no route").build());
    h.advance(ofSeconds(2));
    h.engine().open().confirm("/");
    h.engine().lose(DisconnectReason.TRANSPORT_CLOSE);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/");
    h.client.blocking().disconnect();

    assertEquals(
        List.of(
            "opened polling PT0S",
            "closed polling PING_TIMEOUT null",
            "reconnecting 1",
            "open failed polling no route",
            "reconnecting 2",
            "opened polling PT0S",
            "reconnected 2",
            "closed polling TRANSPORT_CLOSE null",
            "reconnecting 1",
            "opened polling PT0S",
            "reconnected 1",
            "closed polling CLIENT_DISCONNECT null"),
        takeLines());
  }

  @Test
  void isNotCalledForAnAttemptThatWasAbandoned() {
    var unused = h.client.connect(OPTIONS);
    h.client.blocking().disconnect();

    assertEquals(List.of(), takeLines());
  }

  @Test
  void receivesTheTimeOfAnAcknowledgement() {
    FakeEngine engine = h.connect("/chat");
    takeLines();
    var answer = h.client.namespace("/chat").call("ask", 1);
    h.advance(ofMillis(250));
    engine.ack("/chat", 1, "yes");
    engine.ack("/chat", 1, "yes");
    engine.ack("/chat", 77, "unasked");

    Harness.assertCompleted(answer);
    assertEquals(List.of("acknowledged /chat ask PT0.25S"), takeLines());
  }

  @Test
  void countsPacketsAndTheirBytesBothWays() {
    h.connect();
    takeTraffic();
    h.client.blocking().emit("a", "é€\uD83D\uDE00");
    h.client.blocking().emit("b", new byte[1000]);
    long sent = bytes(event("a", "é€\uD83D\uDE00")) + bytes(event("b", new byte[1000]));
    var received = new ArrayList<>(event("news", "ü"));
    received.addAll(event("file", new byte[500]));
    received.forEach(h.engine()::receive);

    assertEquals(
        new ClientObserver.Traffic(2, sent, 2, bytes(received), 0, 0, 0, 0), takeTraffic());
  }

  @Test
  void receivesTheQueuedBytes() {
    FakeEngine engine = h.connect();
    takeTraffic();
    engine.queue(5000);
    h.client.blocking().emit("a");
    assertEquals(5000, takeTraffic().queuedBytes());
    engine.drain(70);
    assertEquals(70, takeTraffic().queuedBytes());
    engine.lose(DisconnectReason.TRANSPORT_ERROR);

    assertEquals(0, takeTraffic().queuedBytes());
    assertEquals("closed polling TRANSPORT_ERROR null", takeLines().get(1));
  }

  private void assertWaiting(long buffered, long retries, long acks) {
    h.handlers.run();
    ClientObserver.Traffic last = diary.traffic.get(diary.traffic.size() - 1);
    diary.traffic.clear();
    assertEquals(
        List.of(buffered, retries, acks),
        List.of(last.bufferedEvents(), last.retryEvents(), last.pendingAcks()));
  }

  @Test
  void receivesTheNumberOfPendingAcknowledgements() {
    FakeEngine engine = h.connect();
    CompletableFuture<Args> answered = h.client.call("ask");
    CompletableFuture<Args> cancelled = h.client.call("ask");
    CompletableFuture<Args> late = h.client.call(ofSeconds(5), "ask");
    CompletableFuture<Args> lost = h.client.call("ask");
    assertWaiting(0, 0, 4);
    engine.ack("/", engine.sent(Packet.Event.class).get(0).id());
    assertWaiting(0, 0, 3);
    cancelled.cancel(false);
    assertWaiting(0, 0, 2);
    h.advance(ofSeconds(5));
    assertWaiting(0, 0, 1);
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    assertWaiting(0, 0, 0);
    assertTrue(answered.isDone() && late.isDone() && lost.isDone());
  }

  @Test
  void receivesTheNumberOfEventsWithRetries() {
    FakeEngine engine = h.connect();
    AsyncEmitter reliable = h.client.with(EmitOptions.defaults().retries(1));
    CompletableFuture<Void> first = reliable.emit("a");
    CompletableFuture<Void> second = reliable.emit("b");
    CompletableFuture<Void> third = reliable.emit("c");
    assertWaiting(0, 3, 1);
    engine.ack("/", engine.sent(Packet.Event.class).get(0).id());
    assertWaiting(0, 2, 1);
    third.cancel(false);
    assertWaiting(0, 1, 1);
    h.client.blocking().disconnect();
    assertWaiting(0, 0, 0);
    assertTrue(first.isDone() && second.isDone());
  }

  @Test
  void receivesTheNumberOfBufferedEvents() {
    OfflinePolicy policy = OfflinePolicy.buffer(2, 1000, ofSeconds(30)).dropOldest();
    try (var other = new Harness(builder -> builder.observer(diary).offline(policy))) {
      other.client.blocking().emit("evicted");
      other.client.blocking().emit("too old");
      other.client.blocking().namespace("/chat").emit("cleared");
      other.handlers.run();
      assertWaiting(3, 0, 0);
      other.advance(ofSeconds(20));
      other.client.blocking().emit("sent");
      other.client.blocking().namespace("/chat").clearBuffer();
      other.handlers.run();
      assertWaiting(2, 0, 0);
      other.advance(ofSeconds(10));
      assertWaiting(1, 0, 0);
      other.connect();
      assertWaiting(0, 0, 0);
    }
  }

  @Test
  void receivesLargerSumsOfTrafficIfItIsSlow() {
    FakeEngine engine = h.connect();
    takeTraffic();
    for (int i = 0; i < 10_000; i++) {
      engine.ack("/", 77, "unasked");
    }
    h.handlers.run();

    assertEquals(2, diary.traffic.size(), "the first, and then all the others");
    assertEquals(10_000, takeTraffic().packetsReceived());
  }

  @Test
  void receivesTrafficBeforeTheCallsThatFollowIt() {
    FakeEngine engine = h.connect();
    takeTraffic();
    takeLines();
    diary.onTraffic = () -> diary.lines.add("traffic");
    h.client.blocking().emit("a");
    engine.lose(DisconnectReason.TRANSPORT_ERROR);

    assertEquals(List.of("traffic", "closed polling TRANSPORT_ERROR null"), takeLines());
  }

  @Test
  void doesNoHarmIfItThrowsWhichIsReportedOnce() {
    diary.onTraffic =
        () -> {
          throw new IllegalStateException("observer");
        };
    FakeEngine engine = h.connect();
    for (int i = 0; i < 3; i++) {
      h.client.blocking().emit("a");
      h.handlers.run();
    }

    assertEquals(3, engine.sent(Packet.Event.class).size());
    assertFalse(diary.traffic.isEmpty());
    assertEquals("[java.lang.IllegalStateException: observer]", h.errors.toString());
  }

  @Test
  void isNotHeldBackByAHandlerThatBlocks() throws Exception {
    var upgraded = new CompletableFuture<TransportKind>();
    var observer =
        new ClientObserver() {
          @Override
          public void onUpgraded(TransportKind transport) {
            upgraded.complete(transport);
          }
        };
    var entered = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    try (var harness =
        new Harness(
            builder ->
                builder.observer(observer).handlerExecutor(task -> new Thread(task).start()))) {
      harness.client.on(
          "news",
          args -> {
            entered.countDown();
            leave.await();
          });
      FakeEngine engine = harness.connect();
      engine.event("/", "news");
      assertTrue(entered.await(10, SECONDS));
      engine.upgrade(Engine.Limits.NONE);

      assertEquals(TransportKind.WEBSOCKET, upgraded.get(10, SECONDS));
    } finally {
      leave.countDown();
    }
  }
}

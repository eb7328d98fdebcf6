package socketio.core.observe;

import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;
import socketio.spi.WireTap;

/** The packets that a wire tap sees, when it sees them, and the content that it never sees. */
@Timeout(60)
class WireTapTest {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Harness h = new Harness(builder -> builder.wireTap(line -> lines.add(line)));

  @AfterEach
  void close() {
    h.close();
  }

  private List<String> take(int count) throws InterruptedException {
    List<String> taken = new ArrayList<>();
    while (taken.size() < count) {
      taken.add(String.valueOf(lines.poll(10, SECONDS)));
    }
    return taken;
  }

  @Tag("pain-24-logging")
  @Test
  void seesEveryPacketInOrderEvenIfHandlersBlock() throws InterruptedException {
    var unused =
        h.client.connect(Harness.OPTIONS.namespaces("/", "/chat").waitForNamespaces(false));
    FakeEngine engine = h.engine().open().confirm("/");
    engine.receive(
        new Packet.ConnectError(
            "/chat", Args.of(new TreeMap<>(Map.of("message", "full", "data", "secret")))));
    h.client.blocking().emit("order", "tea", 2, List.of(true, Map.of("a", 1.5)));
    var answer = h.client.call("ask");
    engine.ack("/", 1, "yes", null);
    engine.event("/", "news", new byte[3]);
    h.client.blocking().disconnect();

    assertEquals(
        List.of(
            "-> CONNECT /",
            "-> CONNECT /chat",
            "<- CONNECT / {\"sid\": \"[redacted]\"}",
            "<- CONNECT_ERROR /chat {\"data\": \"[redacted]\", \"message\": \"full\"}",
            "-> EVENT / \"order\" [\"tea\", 2, [true, {\"a\": 1.5}]]",
            "-> EVENT / \"ask\" #1 []",
            "<- ACK / #1 [\"yes\", null]",
            "<- EVENT / \"news\" [<3 bytes>]",
            "-> DISCONNECT /"),
        take(9));
    assertTrue(answer.isDone());
  }

  @Test
  void seesAcknowledgementsOfTheClient() throws InterruptedException {
    h.client.onCall("double", args -> 42);
    h.connect().call("/", 7, "double", 21);
    h.handlers.run();

    assertEquals(
        List.of("<- EVENT / \"double\" #7 [21]", "-> ACK / #7 [42]"), take(4).subList(2, 4));
  }

  @Test
  void seesNoAuthPayloadAndNoIdAndNothingThatResumesASession() throws InterruptedException {
    var unused =
        h.client.connect(
            Harness.OPTIONS
                .auth(Map.of("token", "secret"))
                .auth("/b", "secret")
                .namespaces("/", "/b"));
    h.engine().open().confirm("/");

    assertEquals(
        List.of(
            "-> CONNECT / {\"token\": \"[redacted]\"}",
            "-> CONNECT /b \"[redacted]\"",
            "<- CONNECT / {\"sid\": \"[redacted]\"}"),
        take(3));
  }

  @Test
  void seesThatASessionIsResumedButNotByWhat() throws InterruptedException {
    var unused = h.client.connect(Harness.OPTIONS);
    var confirmation = Args.of(Map.of("sid", "id", "pid", "secret"));
    FakeEngine engine = h.engine().open();
    engine.receive(new Packet.Connect("/", confirmation));
    engine.event("/", "news", "secret-offset");
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open();
    take(3);

    String resumed = take(1).get(0);
    assertTrue(resumed.contains("\"pid\": \"[redacted]\""), resumed);
    assertTrue(resumed.contains("\"offset\": \"[redacted]\""), resumed);
    assertFalse(resumed.contains("secret"), resumed);
  }

  @Test
  void showsNoContentInToStringOfAPacket() throws InterruptedException {
    BlockingQueue<Packet> packets = new LinkedBlockingQueue<>();
    var tap =
        new WireTap() {
          @Override
          public void sent(Packet packet) {
            packets.add(packet);
          }
        };
    try (var harness = new Harness(builder -> builder.wireTap(tap))) {
      harness.connect();
      harness.client.blocking().emit("order", "secret");

      assertEquals("Connect[/]", String.valueOf(packets.poll(10, SECONDS)));
      String event = String.valueOf(packets.poll(10, SECONDS));
      assertTrue(event.contains("order"), event);
      assertFalse(event.contains("secret"), event);
    }
  }

  @Test
  void aPeerCannotForgeALineOrMakeItEndless() throws InterruptedException {
    FakeEngine engine = h.connect();
    take(2);
    engine.event("/", "a\nb", "c\r\u2028d");
    engine.event("/", "n".repeat(10_000));
    engine.event("/", "long", "x".repeat(100_000), "more");
    engine.event("/", "many", Arrays.asList(new Object[1_000_000]));

    assertEquals("<- EVENT / \"a\\u000ab\" [\"c\\u000d\\u2028d\"]", take(1).get(0));
    for (String line : take(3)) {
      assertTrue(line.length() < 4_200, () -> line.length() + " chars");
    }
  }

  @Test
  void doesNoHarmIfItThrowsWhichIsReportedOnce() throws InterruptedException {
    BlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
    BlockingQueue<Packet> seen = new LinkedBlockingQueue<>();
    var tap =
        new WireTap() {
          @Override
          public void sent(Packet packet) {
            seen.add(packet);
            throw new IllegalStateException("tap");
          }
        };
    try (var harness = new Harness(builder -> builder.wireTap(tap).onError(reported::add))) {
      FakeEngine engine = harness.connect();
      harness.client.blocking().emit("a");
      harness.client.blocking().emit("b");
      for (int i = 0; i < 3; i++) {
        seen.poll(10, SECONDS);
      }

      assertEquals(2, engine.sent(Packet.Event.class).size());
      assertEquals("tap", String.valueOf(reported.take().getMessage()));
      assertTrue(reported.isEmpty());
    }
  }

  /** A tap that blocks at the first event until it is released. */
  private static final class Slow implements WireTap {
    final CompletableFuture<Void> released = new CompletableFuture<>();
    final CountDownLatch reached = new CountDownLatch(1);

    @Override
    public void sent(Packet packet) {
      waitFor(packet);
    }

    @Override
    public void received(Packet packet) {
      waitFor(packet);
    }

    private void waitFor(Packet packet) {
      if (packet instanceof Packet.Event) {
        reached.countDown();
        released.join();
      }
    }
  }

  @Test
  void holdsEmittersBackIfItIsSlow() throws InterruptedException {
    var tap = new Slow();
    try (var harness = new Harness(builder -> builder.wireTap(tap))) {
      harness.connect();
      String kilobyte = "x".repeat(1024);
      int sent = 0;
      CompletableFuture<Void> last = harness.client.emit("flood", kilobyte);
      while (last.isDone()) {
        assertTrue(sent++ < 2_000, "the emitter is not held back");
        last = harness.client.emit("flood", kilobyte);
      }
      assertTrue(sent > 500, () -> "held back too early");
      tap.released.complete(null);
      harness.loop.awaitTask();

      assertTrue(last.isDone());
    }
  }

  @Test
  void holdsTheServerBackIfItIsSlow() throws InterruptedException {
    var tap = new Slow();
    try (var harness = new Harness(builder -> builder.wireTap(tap))) {
      FakeEngine engine = harness.connect();
      engine.event("/", "large", new byte[9 << 20]);
      harness.handlers.run();
      assertTrue(tap.reached.await(10, SECONDS));
      assertEquals(List.of(false), engine.readings(), "the handlers are done, the tap is not");
      tap.released.complete(null);
      // Packets tapped earlier may also make the loop check whether to resume.
      while (engine.readings().size() < 2) {
        harness.loop.awaitTask();
      }

      assertEquals(List.of(false, true), engine.readings());
    }
  }
}

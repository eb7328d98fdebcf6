package socketio.it.client;

import static java.time.Duration.ofMillis;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.Client;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.spi.ClientObserver;
import socketio.testkit.FakeServer;

/** An observer that counts, as one for a metrics library does. */
@Timeout(60)
class CountingObserverTest {
  private static final int CALLS = 1000;

  @RegisterExtension final FakeServer server = FakeServer.create();

  /** The counters of a client. */
  private static final class Counters implements ClientObserver {
    final LinkedBlockingQueue<String> news = new LinkedBlockingQueue<>();
    final AtomicLong packetsSent = new AtomicLong();
    final AtomicLong bytesSent = new AtomicLong();
    final AtomicLong packetsReceived = new AtomicLong();
    final AtomicLong bytesReceived = new AtomicLong();
    final CountDownLatch acknowledged = new CountDownLatch(CALLS);
    final CountDownLatch allReceived = new CountDownLatch(1);
    final CompletableFuture<Duration> probe = new CompletableFuture<>();
    long expected = Long.MAX_VALUE;

    @Override
    public void onOpened(TransportKind transport, Duration handshake) {
      news.add("opened " + transport);
    }

    @Override
    public void onClosed(
        TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
      news.add("closed " + transport + " " + reason);
    }

    @Override
    public void onUpgraded(TransportKind transport) {
      news.add("upgraded " + transport);
    }

    @Override
    public void onRoundTrip(Duration time) {
      probe.complete(time);
    }

    @Override
    public void onAcknowledged(String namespace, String event, Duration time) {
      assertTrue(!time.isNegative() && time.compareTo(Duration.ofMinutes(1)) < 0);
      acknowledged.countDown();
    }

    @Override
    public void onReconnecting(int attempt) {
      news.add("reconnecting " + attempt);
    }

    @Override
    public void onReconnected(int attempts) {
      news.add("reconnected " + attempts);
    }

    @Override
    public void onTraffic(Traffic traffic) {
      packetsSent.addAndGet(traffic.packetsSent());
      bytesSent.addAndGet(traffic.bytesSent());
      bytesReceived.addAndGet(traffic.bytesReceived());
      if (packetsReceived.addAndGet(traffic.packetsReceived()) >= expected) {
        allReceived.countDown();
      }
    }

    void assertNext(String wanted) throws InterruptedException {
      assertEquals(wanted, news.poll(10, SECONDS));
    }
  }

  @Test
  void countsConnectionsPacketsBytesAndTimes() throws Exception {
    server.onCall("echo", (socket, args) -> args);
    var counters = new Counters();
    counters.expected = CALLS + 1;
    try (Client client =
        Client.builder()
            .observer(counters)
            .reconnection(Reconnection.defaults().delay(ofMillis(10)))
            .build()) {
      client.connect(server.url());
      for (int i = 0; i < CALLS; i++) {
        client.call("echo", "é");
      }

      assertTrue(counters.allReceived.await(10, SECONDS));
      assertTrue(counters.acknowledged.await(10, SECONDS)); // reported after the traffic
      counters.assertNext("opened polling");
      counters.assertNext("upgraded websocket");
      assertNotNull(counters.probe.get(10, SECONDS));
      assertEquals(CALLS + 1, counters.packetsSent.get(), "the calls and CONNECT");
      assertEquals(CALLS + 1, counters.packetsReceived.get());
      // 0{} and 21["echo","é"], with ids from 1 to 1000
      assertEquals(1 + CALLS * 14 + idDigits(), counters.bytesSent.get());
      assertTrue(counters.bytesReceived.get() > CALLS * 7 + idDigits());

      server.takeSocket().dropConnection();
      String closed = counters.news.poll(10, SECONDS);
      assertTrue(closed != null && closed.startsWith("closed websocket TRANSPORT_"), closed);
      counters.assertNext("reconnecting 1");
      counters.assertNext("opened polling");
      String next = counters.news.poll(10, SECONDS);
      assertEquals("reconnected 1", "upgraded websocket".equals(next) ? news(counters) : next);
    }
  }

  private static @Nullable String news(Counters counters) throws InterruptedException {
    return counters.news.poll(10, SECONDS);
  }

  private static long idDigits() {
    long digits = 0;
    for (int id = 1; id <= CALLS; id++) {
      digits += String.valueOf(id).length();
    }
    return digits;
  }
}

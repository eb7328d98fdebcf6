package socketio.it.network;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.DisconnectReason;
import socketio.NotConnectedException;
import socketio.TransportKind;
import socketio.it.support.Await;
import socketio.it.support.CuttableProxy;
import socketio.it.support.Setup;
import socketio.it.support.TransportMode;
import socketio.testkit.FakeServer;

/** A network that suddenly swallows everything, without notifying either side. */
@ParameterizedClass
@MethodSource("socketio.it.support.Setup#eachMode")
@Timeout(60)
class BlackHoleTest {
  private static final Duration PING_INTERVAL = ofMillis(300);
  private static final Duration PING_TIMEOUT = ofMillis(500);

  /** The time that the server's settings promise, and a second. */
  private static final Duration DEADLINE = PING_INTERVAL.plus(PING_TIMEOUT).plus(ofSeconds(1));

  private final Setup setup;

  BlackHoleTest(Setup setup) {
    this.setup = setup;
  }

  private record End(DisconnectReason reason, long nanoTime) {}

  @Tag("pain-07-dead-connection")
  @Test
  void isNoticedWithinTheDeadlineAndASecond() throws Exception {
    var end = new CompletableFuture<End>();
    var pinged = new CountDownLatch(1);
    var upgraded = new CountDownLatch(setup.mode() == TransportMode.UPGRADE ? 1 : 0);
    try (FakeServer server =
            FakeServer.builder().pingInterval(PING_INTERVAL).pingTimeout(PING_TIMEOUT).start();
        var proxy = new CuttableProxy(server.url());
        Client client = setup.client().reconnection(false).build()) {
      client.onDisconnect(reason -> end.complete(new End(reason, System.nanoTime())));
      client.onUpgrade((transport, failure) -> upgraded.countDown());
      client.onPing(pinged::countDown);
      client.connect(setup.to(proxy.url()));
      assertTrue(upgraded.await(30, SECONDS));
      assertTrue(pinged.await(30, SECONDS));
      boolean polling = setup.mode() == TransportMode.POLLING;
      assertEquals(polling ? TransportKind.POLLING : TransportKind.WEBSOCKET, client.transport());

      long stalled = System.nanoTime();
      proxy.stall();

      End reported = requireNonNull(Await.result(end));
      assertEquals(DisconnectReason.PING_TIMEOUT, reported.reason());
      Duration taken = Duration.ofNanos(reported.nanoTime() - stalled);
      assertTrue(taken.compareTo(DEADLINE) <= 0, () -> taken + " is more than " + DEADLINE);
      assertFalse(client.connected());
      assertThrows(NotConnectedException.class, () -> client.emit("too late"));
    }
  }
}

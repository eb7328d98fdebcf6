package socketio.it.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.SimpleClient;
import socketio.it.support.Heap;
import socketio.it.support.InOrder;
import socketio.it.support.RawIoServer;
import socketio.it.support.Setup;

/**
 * A server sends without end while the application is blocked: the server is held back, the
 * client's memory is bounded, and afterwards every event arrives, once and in order.
 */
@ParameterizedClass
@MethodSource("socketio.it.support.Setup#eachTransport")
@Timeout(60)
class FloodTest {
  private static final int EVENT_BYTES = 2048;
  private static final int FLOOD = (64 << 20) / EVENT_BYTES;

  /** The client's mark is 8 MiB; buffers of libraries may add to it. */
  private static final long HELD_BYTES = 28L << 20;

  /** Those of the system, too. */
  private static final long SENT_BYTES = 56L << 20;

  private final Setup setup;
  private final Flood flood = new Flood(EVENT_BYTES);
  private final RawIoServer server;
  private final CountDownLatch handlersMayGoOn = new CountDownLatch(1);

  FloodTest(Setup setup) throws IOException {
    this.setup = setup;
    server =
        RawIoServer.start(
            setup.mode(),
            peer -> {
              peer.receive(); // whatever it is
              flood.finish(peer, FLOOD);
            });
  }

  @AfterEach
  void close() throws IOException {
    handlersMayGoOn.countDown();
    server.close();
  }

  private void assertHeldBack(Heap heap) throws InterruptedException {
    long bytes = flood.awaitHeld();
    assertTrue(bytes < SENT_BYTES, () -> "%,d bytes were sent".formatted(bytes));
    heap.assertGrownByAtMost(HELD_BYTES);
  }

  @Test
  void isHeldBackByAHandlerThatDoesNotGetOn() throws Exception {
    var received = new InOrder(FLOOD);
    try (Client client = setup.client().build()) {
      client.on(
          "n",
          args -> {
            handlersMayGoOn.await();
            received.take(args.get(0));
          });
      client.connect(setup.to(server.url()));
      var heap = new Heap();
      client.emit("go");

      assertHeldBack(heap);

      handlersMayGoOn.countDown();
      received.await();
      assertTrue(client.connected());
    }
  }

  @Test
  void isHeldBackByASimpleClientThatNobodyAsks() throws Exception {
    try (SimpleClient client = SimpleClient.of(setup.client())) {
      client.connect(setup.to(server.url()));
      var heap = new Heap();
      client.emit("go");

      assertHeldBack(heap);

      for (long i = 0; i < FLOOD; i++) {
        assertEquals(i, client.receive(Duration.ofSeconds(30)).args().get(0));
      }
      assertTrue(client.connected());
    }
  }
}

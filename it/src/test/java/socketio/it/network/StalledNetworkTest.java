package socketio.it.network;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.it.network.PacedEmitter.EVENT_BYTES;
import static socketio.it.network.PacedEmitter.FILLER;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.AsyncClient;
import socketio.Client;
import socketio.DisconnectReason;
import socketio.NotConnectedException;
import socketio.it.support.Await;
import socketio.it.support.CuttableProxy;
import socketio.it.support.DisconnectRecorder;
import socketio.it.support.Heap;
import socketio.it.support.InOrder;
import socketio.it.support.Setup;
import socketio.testkit.FakeServer;

/**
 * The network accepts nothing any more while the application emits without end: emitting is paced,
 * the client's memory is bounded, and it ends well whether the network resumes or not.
 */
@ParameterizedClass
@MethodSource("socketio.it.support.Setup#eachTransport")
@Timeout(60)
class StalledNetworkTest {
  private static final int FLOOD = (48 << 20) / EVENT_BYTES;

  /** The client's mark is 1 MiB; buffers of the system may add to it. */
  private static final long TAKEN_BYTES = 16L << 20;

  private static final long MOST_TAKEN = TAKEN_BYTES / EVENT_BYTES;

  private final Setup setup;
  private final FakeServer server = FakeServer.builder().recording(false).start();
  private final CuttableProxy proxy;
  private final Client client;
  private final DisconnectRecorder disconnects;

  StalledNetworkTest(Setup setup) throws Exception {
    this.setup = setup;
    var listener = new ServerSocket();
    listener.setReceiveBufferSize(64 << 10); // the system would take much more
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    proxy = new CuttableProxy(listener, URI.create(server.url()));
    client = setup.client().reconnection(false).build();
    disconnects = DisconnectRecorder.of(client);
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    client.close();
    server.close();
  }

  @Test
  void pacesAnEmitterUntilTheNetworkGoesOn() throws Exception {
    var received = new InOrder(FLOOD);
    server.on("n", (socket, args) -> received.take(args.get(0)));
    client.connect(setup.to(proxy.url()));
    var heap = new Heap();
    proxy.stall();
    PacedEmitter emitter = PacedEmitter.start(client, FLOOD);

    long taken = emitter.awaitHeld();
    assertTrue(taken < TAKEN_BYTES, () -> "%,d bytes were taken".formatted(taken));
    heap.assertGrownByAtMost(TAKEN_BYTES);

    proxy.flow();
    assertNull(emitter.awaitEnd());
    received.await();
    disconnects.assertNoMore();
  }

  @Tag("pain-27-latency")
  @Test
  void keepsTheFuturesOfAnAsynchronousEmitterOpenUntilTheNetworkGoesOn() throws Exception {
    client.connect(setup.to(proxy.url()));
    AsyncClient async = client.async();
    proxy.stall();
    List<CompletableFuture<Void>> emits = new ArrayList<>();
    List<CompletableFuture<Void>> open;
    do {
      int completed = emitUntilHeld(async, emits) - 1;
      for (int i = 0; i < 100; i++) {
        emits.add(async.emit("n", emits.size(), FILLER));
      }
      open = List.copyOf(emits.subList(completed, emits.size()));
      // the system may have found some more room meanwhile
    } while (emits.size() < MOST_TAKEN && open.stream().anyMatch(CompletableFuture::isDone));
    assertTrue(open.stream().noneMatch(CompletableFuture::isDone));
    var received = new InOrder(emits.size());
    server.on("n", (socket, args) -> received.take(args.get(0)));

    proxy.flow();

    for (CompletableFuture<Void> emit : emits) {
      Await.result(emit);
    }
    received.await();
    disconnects.assertNoMore();
  }

  /** Emits until a future stays open; how many there are then. */
  private static int emitUntilHeld(AsyncClient client, List<CompletableFuture<Void>> emits)
      throws Exception {
    CompletableFuture<Void> last;
    do {
      last = client.emit("n", emits.size(), FILLER);
      emits.add(last);
    } while (emits.size() < MOST_TAKEN && !PacedEmitter.isOpen(last));
    return emits.size();
  }

  @Test
  void letsEveryEmitterGoWhenTheNetworkIsCut() throws Exception {
    client.connect(setup.to(proxy.url()));
    proxy.stall();
    PacedEmitter emitter = PacedEmitter.start(client, FLOOD);
    emitter.awaitHeld();
    List<CompletableFuture<Void>> handedOver = new ArrayList<>();
    assertTrue(emitUntilHeld(client.async(), handedOver) < MOST_TAKEN);

    proxy.cut();

    assertInstanceOf(NotConnectedException.class, emitter.awaitEnd());
    for (CompletableFuture<Void> each : handedOver) {
      assertNull(Await.result(each)); // nothing waits any more
    }
    disconnects.assertNext(DisconnectReason.TRANSPORT_ERROR, proxy.url(), "broke");
    CompletableFuture<Void> later = client.async().emit("n", -1, FILLER);
    assertThrows(NotConnectedException.class, () -> Await.result(later));
    assertFalse(client.connected());
  }
}

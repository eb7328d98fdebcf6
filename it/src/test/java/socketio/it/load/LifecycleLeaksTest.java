package socketio.it.load;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Args;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.EmitOptions;
import socketio.OfflinePolicy;
import socketio.Reconnection;
import socketio.it.support.CuttableProxy;
import socketio.it.support.TransportMode;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.Fault;

/** Whatever a client has done before it is closed, it leaves no thread, no object, no socket. */
@ParameterizedClass
@ValueSource(strings = {"okhttp", "jetty"})
@Timeout(120)
class LifecycleLeaksTest {
  private static final int CYCLES = 2;
  private static final String REFUSED = "/refused";
  private static final Reconnection QUICK = Reconnection.defaults().delay(Duration.ofMillis(5));

  /**
   * With pieces of this size, more than is sent or queued for handlers before somebody has to wait.
   */
  private static final int PIECE_BYTES = 64 << 10;

  private static final int PIECES = (10 << 20) / PIECE_BYTES;

  private final String library;
  private final FakeServer server = FakeServer.builder().recording(false).start();
  private final FakeServer hasty =
      FakeServer.builder()
          .recording(false)
          .pingInterval(Duration.ofMillis(50))
          .pingTimeout(Duration.ofMillis(50))
          .start();
  private final String nobody;

  /** The mode of the cycle. */
  private TransportMode mode = TransportMode.UPGRADE;

  LifecycleLeaksTest(String library) throws IOException {
    this.library = library;
    server.namespace(REFUSED).reject("no");
    try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "http://127.0.0.1:" + port.getLocalPort();
    }
  }

  @AfterEach
  void close() {
    server.close();
    hasty.close();
  }

  /** The life of a client until it is closed. */
  @FunctionalInterface
  private interface Life {
    void lead(Client client) throws Exception;

    default Reconnection reconnection() {
      return QUICK;
    }
  }

  private List<Life> lives() {
    return List.of(
        client -> {}, // closed without having been used
        this::connects,
        this::connectsTwice,
        this::isRefusedByTheSystem,
        this::isRefusedByHttp,
        this::isRefusedByTheNamespace,
        this::isClosedWhileItsAddressIsAskedFor,
        this::isClosedWhileItConnects,
        this::isClosedWhileItWaits,
        this::isClosedByItsOwnHandler,
        this::isClosedWithACallUnderWay,
        this::givesUpAnAttempt,
        this::hasAnAttemptTimeOut,
        this::isLostAndComesBack,
        this::isClosedWhenItIsLost,
        this::isDisconnectedByTheServer,
        this::getsGarbage,
        this::hearsNoPing,
        this::isRefusedTheUpgrade,
        this::isClosedDuringTheUpgrade,
        new ClosedWhileItsPolicyDecides(),
        this::isClosedWhileANamespaceJoins,
        this::isClosedWithEventsKept,
        this::isClosedWithThoseWhoWait,
        this::isClosedWhileTheNetworkTakesNothing,
        this::isClosedWhileAHandlerHoldsTheServerBack);
  }

  @Tag("pain-04-jvm-does-not-exit")
  @Test
  void noLifeLeavesAnything() throws Exception {
    for (Life life : lives()) {
      lead(life); // what starts once does so
    }
    var leaks = new LeakCheck();
    for (int i = 0; i < CYCLES; i++) {
      for (TransportMode each : TransportMode.values()) {
        mode = each;
        for (Life life : lives()) {
          leaks.watch(lead(life));
        }
      }
    }
    close(); // the servers have threads and sockets of their own
    leaks.assertNothing();
  }

  private Client lead(Life life) throws Exception {
    try (Client client =
        Client.builder()
            .transport(library)
            .reconnection(life.reconnection())
            .offline(OfflinePolicy.buffer(100, 1 << 20, Duration.ofMinutes(1)))
            .build()) {
      life.lead(client);
      return client;
    } finally {
      server.clearFaults();
    }
  }

  private ConnectOptions to(String url) {
    return ConnectOptions.to(url).transports(mode.kinds());
  }

  private void connects(Client client) throws InterruptedException {
    client.connect(to(server.url()));
  }

  private void connectsTwice(Client client) throws InterruptedException {
    client.connect(to(server.url()));
    client.disconnect();
    client.connect(to(server.url()));
  }

  private void isRefusedByTheSystem(Client client) {
    assertThrows(ConnectionException.class, () -> client.connect(to(nobody)));
  }

  private void isRefusedByHttp(Client client) {
    server.inject(new Fault.Http(503));
    assertThrows(ConnectionException.class, () -> client.connect(to(server.url())));
  }

  private void isRefusedByTheNamespace(Client client) {
    assertThrows(
        ConnectionException.class, () -> client.connect(to(server.url()).namespaces(REFUSED)));
  }

  private void isClosedWhileItsAddressIsAskedFor(Client client) throws InterruptedException {
    var asked = new CountDownLatch(1);
    Supplier<CompletableFuture<String>> never =
        () -> {
          asked.countDown();
          return new CompletableFuture<>();
        };
    var unused = client.async().connect(ConnectOptions.toAsync(never));
    await(asked);
  }

  private void isClosedWhileItConnects(Client client) throws Exception {
    try (var proxy = new CuttableProxy(server.url())) {
      proxy.stall();
      var unused = client.async().connect(to(proxy.url()));
      client.async().close();
    }
  }

  private void isClosedWhileItWaits(Client client) throws InterruptedException {
    var waiting = new CountDownLatch(1);
    client.onStateChange(
        (from, to, cause) -> {
          if (to == ClientState.WAITING) {
            waiting.countDown();
          }
        });
    var unused = client.async().connect(to(nobody).retry(true));
    await(waiting);
  }

  private void isClosedByItsOwnHandler(Client client) throws InterruptedException {
    var closed = new CountDownLatch(1);
    client.onConnect(
        () -> {
          client.close();
          closed.countDown();
        });
    var unused = client.async().connect(to(server.url()));
    await(closed);
  }

  private void isClosedWithACallUnderWay(Client client) throws InterruptedException {
    server.onCall("never", (socket, args) -> new CompletableFuture<Args>());
    client.connect(to(server.url()));
    var unused = client.async().call("never");
  }

  private void givesUpAnAttempt(Client client) throws Exception {
    try (var proxy = new CuttableProxy(server.url())) {
      proxy.stall();
      client.async().connect(to(proxy.url())).cancel(true);
      client.async().close();
    }
  }

  private void hasAnAttemptTimeOut(Client client) throws Exception {
    try (var proxy = new CuttableProxy(server.url())) {
      proxy.stall();
      ConnectOptions options = to(proxy.url()).timeout(Duration.ofMillis(20));
      assertThrows(ConnectionException.class, () -> client.connect(options));
      client.async().close();
    }
  }

  private void isLostAndComesBack(Client client) throws InterruptedException {
    var connections = new CountDownLatch(2);
    client.onConnect(connections::countDown);
    client.connect(to(server.url()));
    server.dropConnections();
    await(connections);
  }

  private void isClosedWhenItIsLost(Client client) throws InterruptedException {
    var lost = new CountDownLatch(1);
    client.onDisconnect(
        reason -> {
          client.close();
          lost.countDown();
        });
    client.connect(to(server.url()));
    server.dropConnections();
    await(lost);
  }

  private void isDisconnectedByTheServer(Client client) throws InterruptedException {
    client.connect(to(server.url()));
    server.namespace("/").sockets().forEach(FakeSocket::disconnect);
    client.await();
  }

  private void getsGarbage(Client client) throws InterruptedException {
    var connections = new CountDownLatch(2);
    client.onConnect(connections::countDown);
    client.connect(to(server.url()));
    server.inject(new Fault.BadPacket());
    await(connections);
  }

  private void hearsNoPing(Client client) throws InterruptedException {
    var lost = new CountDownLatch(1);
    client.onDisconnect(reason -> lost.countDown());
    hasty.inject(new Fault.NoPing());
    var unused = client.async().connect(to(hasty.url()).retry(true));
    await(lost);
  }

  private void isRefusedTheUpgrade(Client client) throws InterruptedException {
    isClosedAfter(client, new Fault.RefuseUpgrade());
  }

  private void isClosedDuringTheUpgrade(Client client) throws InterruptedException {
    isClosedAfter(client, new Fault.HangUpgrade());
  }

  /** Closes a client that is being upgraded, or has tried. */
  private void isClosedAfter(Client client, Fault fault) throws InterruptedException {
    server.inject(fault);
    client.connect(ConnectOptions.to(server.url()).transports(TransportMode.UPGRADE.kinds()));
    while (!server.pendingFaults().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private final class ClosedWhileItsPolicyDecides implements Life {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public Reconnection reconnection() {
      return QUICK.policy(
          attempt -> {
            asked.countDown();
            closed.await();
            return attempt.proposed();
          });
    }

    @Override
    public void lead(Client client) throws InterruptedException {
      var unused = client.async().connect(to(nobody).retry(true));
      await(asked);
      client.close();
      closed.countDown();
    }
  }

  private void isClosedWhileANamespaceJoins(Client client) throws Exception {
    try (var proxy = new CuttableProxy(server.url())) {
      client.connect(to(proxy.url()));
      proxy.stall();
      var unused = client.async().namespace("/other").connect();
      client.async().close();
    }
  }

  private void isClosedWithEventsKept(Client client) throws InterruptedException {
    isClosedWhileItWaits(client);
    client.emit("kept", "until there is a connection");
    client.with(EmitOptions.defaults().retries(3)).emit("kept", "until it is acknowledged");
    var unused = client.async().call("kept", "with its caller");
  }

  private void isClosedWithThoseWhoWait(Client client) throws InterruptedException {
    client.connect(to(server.url()));
    client.publisher("never").subscribe(new Unsatisfied());
    var event = client.async().awaitEvent("never", Duration.ofHours(1));
    var time = client.async().sleep(Duration.ofHours(1));
    var end = client.async().await();
    assertFalse(event.isDone() || time.isDone() || end.isDone());
  }

  /** Subscribes, and asks for nothing. */
  private static final class Unsatisfied implements Flow.Subscriber<Args> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {}

    @Override
    public void onNext(Args args) {}

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
  }

  private void isClosedWhileTheNetworkTakesNothing(Client client) throws Exception {
    try (var proxy = new CuttableProxy(server.url())) {
      client.connect(to(proxy.url()));
      proxy.stall();
      byte[] piece = new byte[PIECE_BYTES];
      CompletableFuture<Void> last = client.async().emit("piece", piece);
      for (int i = 1; i < PIECES; i++) {
        last = client.async().emit("piece", piece);
      }
      assertFalse(last.isDone());
      client.async().close();
    }
  }

  private void isClosedWhileAHandlerHoldsTheServerBack(Client client) throws InterruptedException {
    var busy = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    client.on(
        "piece",
        args -> {
          busy.countDown();
          closed.await();
        });
    client.connect(to(server.url()));
    for (int i = 0; i < PIECES; i++) {
      server.emit("piece", new byte[PIECE_BYTES]);
    }
    await(busy);
    client.close();
    closed.countDown();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not happen within 30 seconds");
    }
  }
}

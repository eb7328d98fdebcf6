package socketio.it.cluster;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.it.support.Await;
import socketio.it.support.CuttableProxy;
import socketio.it.support.HandlerRecorder;
import socketio.it.support.TransportMode;

/** Clients that come back to another node than the one that created their sessions. */
@ParameterizedClass
@EnumSource
@ExtendWith(ClusterExtension.class)
@Timeout(60)
class MovedSessionsTest {
  private static final List<String> MISSED = List.of("missed 1", "missed 2", "missed 3");

  private final TransportMode mode;
  private final Cluster cluster;
  private final CuttableProxy proxy;

  /** On node "b". */
  private final Client witness = Client.builder().cookies(boundFor(Cluster.B)).build();

  private final HandlerRecorder receivedByWitness = new HandlerRecorder();

  private final List<Resuming> all = Stream.of("okhttp", "jetty").map(Resuming::new).toList();

  MovedSessionsTest(TransportMode mode, Cluster cluster) throws IOException {
    this.mode = mode;
    this.cluster = cluster;
    proxy = new CuttableProxy(cluster.url());
  }

  /** A client that starts on node "a" and comes back when the test says so. */
  private static final class Resuming {
    final HandlerRecorder received = new HandlerRecorder();
    final Client client;
    private final CompletableFuture<Void> lost = new CompletableFuture<>();
    private final CompletableFuture<Void> greeted = new CompletableFuture<>();
    private final CompletableFuture<Void> upgraded = new CompletableFuture<>();

    Resuming(String library) {
      client =
          Client.builder()
              .transport(library)
              .cookies(boundFor(Cluster.A))
              .reconnection(Reconnection.defaults().policy(Resuming::stayAway))
              .build();
      client.on("emitted", String.class, received::add);
      client.once("hello", namespace -> greeted.complete(null));
      client.onConnect(() -> received.add("connect " + client.recovered()));
      client.onDisconnect(reason -> lost.complete(null));
      client.onUpgrade((transport, cause) -> upgraded.complete(null));
    }

    /** The test starts the first attempt after a loss. */
    private static Duration stayAway(Reconnection.Attempt attempt) {
      return attempt.reason() == null ? Duration.ofMillis(20) : Duration.ofHours(1);
    }

    /** The id of the new session. */
    String connect(String url, TransportMode mode) throws InterruptedException {
      client.connect(ConnectOptions.to(url).transports(mode.kinds()));
      received.expect(List.of("connect false"));
      // A session can be resumed from an event that has arrived, and not before the first.
      Await.result(greeted);
      if (mode == TransportMode.UPGRADE) {
        Await.result(upgraded);
        assertEquals(TransportKind.WEBSOCKET, client.transport());
      }
      assertEquals(Cluster.A, node());
      return requireNonNull(client.sid());
    }

    void awaitLoss() throws InterruptedException {
      Await.result(lost);
    }

    void comeBack() {
      client.checkNow();
    }

    String node() throws InterruptedException {
      return String.valueOf(client.call("node").get(0));
    }
  }

  /** Cookies that HAProxy might have given. */
  private static CookieManager boundFor(String node) {
    var cookies = new CookieManager();
    try {
      cookies.put(
          URI.create("http://127.0.0.1"),
          Map.of("Set-Cookie", List.of(Cluster.COOKIE + "=" + node + "; path=/")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cookies;
  }

  @AfterEach
  void close() throws IOException {
    all.forEach(each -> each.client.close());
    witness.close();
    proxy.close();
    cluster.repair();
  }

  @Test
  void areResumedWhenTheirNodeHasShutDown() throws InterruptedException {
    List<String> sids = connect();

    cluster.stop(Cluster.A);
    miss();

    comeBack();
    assertResumed(sids);
  }

  @Test
  void areResumedWhenTheirNodeHasNoticedTheLossAndIsKilledThen() throws InterruptedException {
    List<String> sids = connect();

    loseNetwork();
    cluster.kill(Cluster.A);
    miss();
    proxy.mend();

    comeBack();
    assertResumed(sids);
  }

  /** A node writes its sessions to Redis only when it notices that they have ended. */
  @Test
  void areNewWhenTheirNodeWasKilledInTheirMidst() throws InterruptedException {
    List<String> sids = connect();

    cluster.kill(Cluster.A);
    miss();

    comeBack();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).received.expect(List.of("connect false"));
      assertNotEquals(sids.get(i), all.get(i).client.sid());
    }
    assertAtWorkOnB();
  }

  /** Their session ids. */
  private List<String> connect() throws InterruptedException {
    witness.on("emitted", String.class, receivedByWitness::add);
    witness.connect(cluster.url());
    String first = all.get(0).connect(proxy.url(), mode);
    return List.of(first, all.get(1).connect(proxy.url(), mode));
  }

  /** Cuts the clients off; returns when node "a" has noticed. */
  private void loseNetwork() throws InterruptedException {
    try (Client onA = Client.builder().cookies(boundFor(Cluster.A)).build()) {
      onA.connect(ConnectOptions.to(cluster.url()).transports(TransportKind.WEBSOCKET));
      // A node learns that polling has ended from the end of the pending request, or much later.
      await(onA, "writable", true);
      proxy.cut();
      await(onA, "population", 1L);
    }
  }

  private static void await(Client client, String question, Object answer)
      throws InterruptedException {
    while (!client.call(question).toList().equals(List.of(answer))) {
      Thread.onSpinWait();
    }
  }

  /** Sends something from node "b" while the clients are away. */
  private void miss() throws InterruptedException {
    for (Resuming each : all) {
      each.awaitLoss();
    }
    tellAll(MISSED);
  }

  private void tellAll(List<String> texts) throws InterruptedException {
    texts.forEach(text -> witness.emit("emit-to-all", text));
    receivedByWitness.expect(texts);
  }

  private void comeBack() {
    all.forEach(Resuming::comeBack);
  }

  private void assertResumed(List<String> sids) throws InterruptedException {
    for (int i = 0; i < all.size(); i++) {
      all.get(i)
          .received
          .expect(Stream.concat(MISSED.stream(), Stream.of("connect true")).toList());
      assertEquals(sids.get(i), all.get(i).client.sid());
    }
    assertAtWorkOnB();
  }

  private void assertAtWorkOnB() throws InterruptedException {
    tellAll(List.of("later"));
    for (Resuming each : all) {
      each.received.expect(List.of("later"));
      assertEquals(Cluster.B, each.node());
    }
  }
}

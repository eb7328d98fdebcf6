package socketio.it.cluster;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.TransportKind;
import socketio.it.support.Await;
import socketio.it.support.TransportMode;
import socketio.jetty.JettyTransport;
import socketio.okhttp.OkHttpTransport;
import socketio.spi.Transport;

/** Every request of a session has to reach the node that created the session. */
@ExtendWith(ClusterExtension.class)
@Timeout(120)
class StickySessionsTest {
  private static final int SESSIONS = 1000;

  /** How many connect at the same time. */
  private static final int RAMP = 50;

  private final Cluster cluster;

  StickySessionsTest(Cluster cluster) {
    this.cluster = cluster;
  }

  /** A quarter of them by each library and mode, all of a quarter at the same time. */
  @Tag("pain-20-sticky-sessions")
  @Test
  void aThousandSessionsOverPollingAndUpgradeStayOnTheirNodes() throws Exception {
    for (TransportMode mode : List.of(TransportMode.POLLING, TransportMode.UPGRADE)) {
      assertStay(OkHttpTransport.create(), mode);
      assertStay(JettyTransport.create(), mode);
    }

    assertEquals(0, cluster.refusedRequests("wave=sticky"));
  }

  private void assertStay(Transport shared, TransportMode mode) throws InterruptedException {
    int count = SESSIONS / 4;
    List<AsyncClient> clients = new ArrayList<>();
    List<CompletableFuture<String>> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      AsyncClient client = Client.builder().transport(shared).reconnection(false).buildAsync();
      clients.add(client);
      nodes.add(live(client, mode));
      if (i >= RAMP) {
        Await.result(nodes.get(i - RAMP));
      }
    }
    List<String> used = new ArrayList<>();
    for (CompletableFuture<String> node : nodes) {
      used.add(Await.result(node));
    }

    Map<String, Long> sessions = used.stream().collect(groupingBy(node -> node, counting()));
    assertEquals(Set.of(Cluster.A, Cluster.B), sessions.keySet());
    assertTrue(sessions.values().stream().allMatch(share -> share > count / 3), sessions::toString);

    for (CompletableFuture<Void> end : clients.stream().map(AsyncClient::closeAsync).toList()) {
      Await.result(end);
    }
    shared.close();
  }

  /** Emits and calls over each transport; returns the node of the session. */
  private CompletableFuture<String> live(AsyncClient client, TransportMode mode) {
    CompletableFuture<Void> settled =
        mode == TransportMode.UPGRADE ? upgrade(client) : CompletableFuture.completedFuture(null);
    return client
        .connect(
            ConnectOptions.to(cluster.url())
                .transports(mode.kinds())
                .query("wave", "sticky")
                .timeout(Duration.ofSeconds(30)))
        .thenCompose(connected -> exchange(client, 0))
        .thenCompose(done -> settled)
        .thenCompose(done -> exchange(client, 3))
        .thenCompose(done -> client.call("node"))
        .thenApply(answer -> String.valueOf(answer.get(0)));
  }

  private static CompletableFuture<Void> upgrade(AsyncClient client) {
    var upgraded = new CompletableFuture<Void>();
    client.onUpgrade(
        (transport, cause) -> {
          if (cause == null) {
            upgraded.complete(null);
          } else {
            upgraded.completeExceptionally(cause);
          }
        });
    return upgraded;
  }

  /**
   * Emits three numbered events, and asks which ones the node of the session has received so far.
   */
  private static CompletableFuture<Void> exchange(AsyncClient client, int first) {
    for (int i = first; i < first + 3; i++) {
      var unused = client.emit("numbered", i);
    }
    return client
        .call("numbered-report")
        .thenAccept(report -> assertEquals(List.of(first + 3L, List.of()), report.toList()));
  }

  @ParameterizedTest
  @CsvSource({"okhttp, POLLING", "okhttp, UPGRADE", "jetty, POLLING", "jetty, UPGRADE"})
  void withoutStickinessPollingIsOneErrorThatNamesTheCause(String library, TransportMode mode)
      throws InterruptedException {
    assertRefused(Client.builder().transport(library), cluster.roundRobinUrl(), mode);
  }

  @ParameterizedTest
  @CsvSource({"okhttp, POLLING", "okhttp, UPGRADE", "jetty, POLLING", "jetty, UPGRADE"})
  void withoutCookiesPollingIsOneErrorThatNamesTheCause(String library, TransportMode mode)
      throws InterruptedException {
    assertRefused(
        Client.builder()
            .transport(library)
            .cookies(new CookieManager(null, CookiePolicy.ACCEPT_NONE)),
        cluster.url(),
        mode);
  }

  private static void assertRefused(ClientBuilder builder, String url, TransportMode mode)
      throws InterruptedException {
    BlockingQueue<ConnectionException> reported = new LinkedBlockingQueue<>();
    ConnectionException error;
    try (Client client = builder.reconnection(false).build()) {
      client.onConnectError(reported::add);
      error =
          assertThrows(
              ConnectionException.class,
              () -> client.connect(ConnectOptions.to(url).transports(mode.kinds())));
      assertEquals(error.getMessage(), reported.take().getMessage());
    }
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains("Session ID unknown"), message);
    assertTrue(message.contains("another node of a cluster, which needs sticky sessions"), message);
    assertTrue(message.contains("cookies kept"), message);
    assertTrue(message.contains("WebSocket alone"), message);
    assertEquals(400, error.httpStatus());
    assertEquals(List.of(), List.copyOf(reported), "reported once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"okhttp", "jetty"})
  void withoutStickinessWebSocketAloneWorks(String library) throws InterruptedException {
    Set<String> nodes = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      try (Client client = Client.builder().transport(library).build()) {
        client.connect(
            ConnectOptions.to(cluster.roundRobinUrl()).transports(TransportKind.WEBSOCKET));
        nodes.add(String.valueOf(client.call("node").get(0)));
        assertEquals(List.of("here"), client.call("call", "here").toList());
      }
    }
    assertEquals(Set.of(Cluster.A, Cluster.B), nodes);
  }
}

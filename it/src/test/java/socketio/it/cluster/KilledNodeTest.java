package socketio.it.cluster;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import socketio.Args;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.Reconnection;
import socketio.TypeRef;
import socketio.it.support.Await;
import socketio.it.support.TransportMode;

/** A node that is killed while its clients emit events with retries. */
@ExtendWith(ClusterExtension.class)
@Timeout(120)
class KilledNodeTest {
  private static final int CLIENTS_OF_A_LIBRARY = 3;

  /** How many acknowledgements each client has between two events of the cluster. */
  private static final int FEW = 20;

  private final Cluster cluster;
  private final List<Emitting> all = new ArrayList<>();

  KilledNodeTest(Cluster cluster) {
    this.cluster = cluster;
  }

  @AfterEach
  void close() {
    all.forEach(each -> each.client.close());
    cluster.repair();
  }

  /** A client and what it emits. */
  private record Emitting(Client client, String key, RetryingEmitter orders) {
    static Emitting create(String library) {
      Client client =
          Client.builder()
              .transport(library)
              .reconnection(Reconnection.defaults().delay(Duration.ofMillis(20)).jitter(0))
              .build();
      String key = library + UUID.randomUUID();
      return new Emitting(client, key, new RetryingEmitter(client, key));
    }

    @Override
    public String toString() {
      return client.state() + " with " + orders + " over " + client.transport() + " of " + key;
    }

    String node() throws InterruptedException {
      return String.valueOf(client.call("node").get(0));
    }
  }

  @Tag("pain-20-sticky-sessions")
  @ParameterizedTest
  @EnumSource
  void losesNoEventThatWasAcknowledgedAndEachIsInTheEnd(TransportMode mode)
      throws InterruptedException {
    for (String library : List.of("okhttp", "jetty")) {
      for (int i = 0; i < CLIENTS_OF_A_LIBRARY; i++) {
        all.add(Emitting.create(library));
      }
    }
    for (Emitting each : all) {
      each.client.connect(ConnectOptions.to(cluster.url()).transports(mode.kinds()));
    }
    assertEquals(Set.of(Cluster.A, Cluster.B), nodes());
    all.forEach(each -> each.orders.begin());

    awaitMore();
    cluster.kill(Cluster.A);
    awaitMore();
    assertEquals(Set.of(Cluster.B), nodes());
    cluster.start(Cluster.A);
    cluster.kill(Cluster.B);
    awaitMore();
    assertEquals(Set.of(Cluster.A), nodes());

    for (Emitting each : all) {
      int count = Await.result(each.orders.stop());
      assertTrue(count >= 3 * FEW);
      assertEquals(IntStream.range(0, count).boxed().toList(), stored(each), each.key);
    }
  }

  /** The nodes that have clients. */
  private Set<String> nodes() throws InterruptedException {
    Set<String> nodes = new TreeSet<>();
    for (Emitting each : all) {
      nodes.add(each.node());
    }
    return nodes;
  }

  private void awaitMore() throws InterruptedException {
    List<CompletableFuture<Void>> milestones =
        all.stream().map(each -> each.orders.more(FEW)).toList();
    for (CompletableFuture<Void> milestone : milestones) {
      try {
        Await.result(milestone);
      } catch (AssertionError e) {
        throw new AssertionError("not all clients go on: " + all, e);
      }
    }
  }

  /**
   * The numbers that the cluster has stored for a client: each once, in the order of first arrival.
   */
  private List<Integer> stored(Emitting each) throws InterruptedException {
    Args answer = each.client.call("stored", each.key);
    return requireNonNull(answer.get(0, new TypeRef<List<Integer>>() {})).stream()
        .distinct()
        .toList();
  }
}

package socketio.it.realservers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.TransportKind;
import socketio.it.support.Await;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;

/** Upgrades while events flow in both directions: Engine.IO protocol, "Upgrade". */
@RealServer
class UpgradesTest {
  private static final int UPGRADES = 1000;
  private static final int AT_ONCE = 8;

  /** For every event that comes, so that the client is always writing. */
  private static final int EVENTS_IN_REPLY = 3;

  @Tag("pain-16-upgrades")
  @Test
  @Timeout(180)
  void nothingIsLostOrDoubledOrOvertakenInAThousandUpgrades(NodeServer server) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < UPGRADES; i++) {
        String library = i % 2 == 0 ? "okhttp" : "jetty";
        runs.add(pool.submit(() -> upgradeUnderTraffic(server, library)));
      }
      for (Future<?> run : runs) {
        run.get(150, SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static @Nullable Void upgradeUnderTraffic(NodeServer server, String library)
      throws InterruptedException {
    List<Long> got = new ArrayList<>();
    var streamed = new CompletableFuture<Long>();
    try (Client client = Client.builder().transport(library).reconnection(false).build()) {
      client.on(
          "numbered",
          Long.class,
          number -> {
            for (int i = 0; i < EVENTS_IN_REPLY; i++) {
              client.emit("numbered", got.size() * EVENTS_IN_REPLY + i);
            }
            got.add(number);
          });
      client.on("streamed", Long.class, streamed::complete);
      client.onDisconnect(
          reason -> streamed.completeExceptionally(new AssertionError("disconnected: " + reason)));
      client.connect(
          ConnectOptions.to(server.url())
              .transports(TransportKind.POLLING, TransportKind.WEBSOCKET));
      client.emit("stream");

      long count = Await.result(streamed);
      assertEquals(LongStream.range(0, count).boxed().toList(), got);
      assertEquals(
          List.of(count * EVENTS_IN_REPLY, List.of()), client.call("numbered-report").toList());
      assertEquals(TransportKind.WEBSOCKET, client.transport());
    }
    return null;
  }
}

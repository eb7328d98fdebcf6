package socketio.it.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.AsyncClient;
import socketio.Client;
import socketio.EmitOptions;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeTransport;
import socketio.testkit.ManualLoop;

/** Futures that settle together need no more stack than one. */
@Timeout(60)
class ManyFuturesTest {
  private final AtomicInteger failed = new AtomicInteger();

  /** As many as the retry queue holds. */
  @Test
  void aRetryQueueOnAManualLoop() {
    var loop = new ManualLoop();
    try (FakeServer server = FakeServer.builder().loop(loop).start();
        AsyncClient client =
            Client.builder()
                .transport(FakeTransport.to(server))
                .loop(loop)
                .handlerExecutor(loop.handlerExecutor())
                .buildAsync()) {
      var unused = client.connect(server.url());
      loop.runAll();
      List<CompletableFuture<Void>> emits = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        emits.add(client.with(EmitOptions.defaults().retries(1)).emit("news"));
        unused = emits.get(i).whenComplete((none, error) -> failed.incrementAndGet());
      }
      CompletableFuture<Void> all =
          CompletableFuture.allOf(emits.toArray(CompletableFuture[]::new));

      unused = client.disconnect();
      loop.runAll();
      assertEquals(10_000, failed.get());
      assertTrue(all.isCompletedExceptionally());
    }
  }
}

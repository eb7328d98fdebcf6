package socketio.it.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.Client;
import socketio.it.support.Await;
import socketio.it.support.Heap;
import socketio.it.support.InOrder;
import socketio.it.support.RawIoServer;
import socketio.it.support.Setup;

/**
 * As in {@link FloodTest}, but the blocked handler has called the server, whose answer is behind
 * the flood: the client then reads more, but not without end.
 */
@ParameterizedClass
@MethodSource("socketio.it.support.Setup#eachTransport")
@Timeout(60)
class FloodDuringCallTest {
  private static final int EVENT_BYTES = 32 << 10;

  private final Setup setup;
  private final Flood flood = new Flood(EVENT_BYTES);
  private final CountDownLatch handlersMayGoOn = new CountDownLatch(1);

  FloodDuringCallTest(Setup setup) {
    this.setup = setup;
  }

  @AfterEach
  void letGo() {
    handlersMayGoOn.countDown();
  }

  private static int events(int mebibytes) {
    return (mebibytes << 20) / EVENT_BYTES;
  }

  @Test
  void readsOnToTheAnswerAndIsThenHeldBack() throws Exception {
    int all = events(96);
    var received = new InOrder(all);
    var answer = new CompletableFuture<Object>();
    try (var server =
            RawIoServer.start(
                setup.mode(),
                peer -> {
                  peer.receive();
                  flood.send(peer, 1);
                  String call = peer.receive();
                  flood.send(peer, events(24));
                  peer.send("43" + call.substring(2, call.indexOf('[')) + "[\"late\"]");
                  flood.finish(peer, all);
                });
        Client client = setup.client().build()) {
      client.on(
          "n",
          args -> {
            if (!answer.isDone()) {
              answer.complete(client.call(Duration.ofSeconds(30), "ask").get(0));
            }
            handlersMayGoOn.await();
            received.take(args.get(0));
          });
      client.connect(setup.to(server.url()));
      var heap = new Heap();
      client.emit("go");

      assertEquals("late", Await.result(answer));
      assertHeldBack(24, 72, heap);

      handlersMayGoOn.countDown();
      received.await();
    }
  }

  /** Sixteen times the usual mark, which is 8 MiB. */
  @Test
  void isHeldBackWhereTheAnswerIsTooFarBehind() throws Exception {
    int all = events(240);
    var received = new InOrder(all);
    var calling = new CompletableFuture<CompletableFuture<Args>>();
    try (var server =
            RawIoServer.start(
                setup.mode(),
                peer -> {
                  peer.receive();
                  flood.send(peer, 1);
                  peer.receive();
                  flood.finish(peer, all);
                });
        Client client = setup.client().build()) {
      client.on(
          "n",
          args -> {
            if (!calling.isDone()) {
              CompletableFuture<Args> call = client.async().call("ask");
              calling.complete(call);
              assertThrows(CancellationException.class, call::join);
            }
            received.take(args.get(0));
          });
      client.connect(setup.to(server.url()));
      var heap = new Heap();
      client.emit("go");
      CompletableFuture<Args> call = Await.result(calling);

      assertHeldBack(100, 208, heap);

      call.cancel(false);
      received.await();
    }
  }

  private void assertHeldBack(int leastMebibytes, int mostMebibytes, Heap heap)
      throws InterruptedException {
    long bytes = flood.awaitHeld();
    String sent = "%,d bytes were sent".formatted(bytes);
    assertTrue(bytes >= (long) leastMebibytes << 20, sent);
    assertTrue(bytes < (long) mostMebibytes << 20, sent);
    heap.assertGrownByAtMost((long) mostMebibytes << 20);
  }
}

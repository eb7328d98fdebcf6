package socketio.it.realservers;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.it.support.Await;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;
import socketio.it.support.Setup;

/** Handlers that call, fail or block, with a server that pings every 200 milliseconds. */
@RealServer(options = "{\"pingInterval\": 200, \"pingTimeout\": 300}")
class HandlersTest extends RealServerTest {
  HandlersTest(Setup setup, NodeServer server) {
    super(setup, server);
  }

  @Tag("pain-21-blocking-and-futures")
  @Test
  void aCallInsideAHandlerReturns() throws InterruptedException {
    var reply = new CompletableFuture<Args>();
    peer.root().events().on("echo", args -> reply.complete(peer.root().call("call", "inner")));
    connect();

    peer.root().emit("echo");

    assertEquals(List.of("inner"), Await.result(reply).toList());
  }

  @Test
  void aCallInsideACallHandlerReturns() throws InterruptedException {
    peer.root().events().onCall("question", question -> peer.root().call("call", "inner"));
    connect();

    assertEquals(List.of("inner"), peer.root().call("call-back").toList());
  }

  @Test
  void aCallInsideAConnectHandlerReturns() throws InterruptedException {
    var reply = new CompletableFuture<Args>();
    peer.root().events().onConnect(() -> reply.complete(peer.root().call("call", "inner")));
    connect();

    assertEquals(List.of("inner"), Await.result(reply).toList());
  }

  @Tag("pain-09-crashes-inside")
  @Test
  void theErrorOfAHandlerIsReportedAndTheNextEventDelivered() throws InterruptedException {
    var failure = new IllegalStateException("a handler's own");
    var second = new CompletableFuture<Args>();
    peer.root()
        .events()
        .on(
            "echo",
            args -> {
              if (Long.valueOf(1).equals(args.get(0))) {
                throw failure;
              }
              second.complete(args);
            });
    connect();

    peer.root().emit("echo", 1);
    peer.root().emit("echo", 2);

    assertEquals(List.of(2L), Await.result(second).toList());
    assertSame(failure, errors.poll(10, SECONDS));
  }

  @Test
  void aBlockedHandlerDoesNotStopTheHeartbeat() throws InterruptedException {
    var release = new CountDownLatch(1);
    var disconnected = new CountDownLatch(1);
    peer.root().events().onDisconnect(reason -> disconnected.countDown());
    peer.root().events().on("echo", args -> release.await());
    connect();
    String sid = peer.root().sid();

    peer.root().emit("echo");

    // Thrice as long as the server waits for a pong.
    assertFalse(disconnected.await(1500, MILLISECONDS));
    assertEquals(List.of("alive"), peer.root().call("call", "alive").toList());
    assertEquals(sid, peer.root().sid());
    release.countDown();
  }
}

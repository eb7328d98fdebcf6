package socketio.it.realservers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.it.support.NodeServer;
import socketio.it.support.Setup;
import socketio.it.support.Values;

/** One client used by many threads at once. */
class ConcurrencyTest extends RealServerTest {
  private static final int THREADS = 64;
  private static final int CALLS = 20;

  ConcurrencyTest(Setup setup, NodeServer server) {
    super(setup, server);
  }

  @Tag("pain-08-races")
  @Test
  void everyCallOfEveryThreadIsAnsweredOnceAndAttachmentsAreNotMixedUp() throws Exception {
    connect();
    var together = new CyclicBarrier(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> answered = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        byte thread = (byte) i;
        answered.add(
            pool.submit(
                () -> {
                  together.await(10, SECONDS);
                  return calls(thread);
                }));
      }
      for (Future<Integer> count : answered) {
        assertEquals(CALLS, count.get(60, SECONDS));
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(List.of(), List.copyOf(errors));
  }

  private int calls(byte thread) throws InterruptedException {
    int answered = 0;
    for (byte call = 0; call < CALLS; call++) {
      byte[] first = {thread, call, 1};
      byte[] second = {thread, call, 2};
      Args reply = peer.root().call("call", Map.of("binary", first), second, thread * 1000 + call);
      assertArrayEquals(first, (byte[]) Values.at(reply, 0, "binary"));
      assertArrayEquals(second, reply.get(1, byte[].class));
      assertEquals(thread * 1000L + call, reply.get(2));
      answered++;
    }
    return answered;
  }
}

package socketio.core.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedThreadsTest {
  @Test
  void areSharedWhileAClientUsesThem() {
    SharedThreads first = SharedThreads.acquire();
    SharedThreads second = SharedThreads.acquire();
    assertSame(first, second);
    first.release();
    SharedThreads third = SharedThreads.acquire();
    assertSame(first, third);
    second.release();
    third.release();
    SharedThreads next = SharedThreads.acquire();
    assertNotSame(first, next);
    next.release();
  }

  @Test
  void areDaemons() throws Exception {
    SharedThreads threads = SharedThreads.acquire();
    var worker = new CompletableFuture<Thread>();
    var timer = new CompletableFuture<Thread>();
    var started = new CompletableFuture<Thread>();
    threads.execute(() -> worker.complete(Thread.currentThread()));
    Future<?> scheduled = threads.schedule(() -> timer.complete(Thread.currentThread()), 1_000);
    Thread own = SharedThreads.start(() -> started.complete(Thread.currentThread()));
    assertTrue(worker.get(10, SECONDS).isDaemon());
    assertTrue(timer.get(10, SECONDS).isDaemon());
    assertSame(own, started.get(10, SECONDS));
    assertTrue(own.isDaemon());
    scheduled.get(10, SECONDS);
    threads.release();
  }

  @Test
  void runAsManyTasksAtOnceAsThereAre() throws Exception {
    SharedThreads threads = SharedThreads.acquire();
    var together = new CountDownLatch(50);
    var done = new CountDownLatch(50);
    for (int i = 0; i < 50; i++) {
      threads.execute(
          () -> {
            together.countDown();
            try {
              if (together.await(10, SECONDS)) {
                done.countDown();
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    assertTrue(done.await(10, SECONDS));
    threads.release();
  }

  @Test
  void runTasksAfterTheEndButNoTimers() throws Exception {
    SharedThreads threads = SharedThreads.acquire();
    var timer = new CompletableFuture<Boolean>();
    Future<?> before = threads.schedule(() -> timer.complete(true), TimeUnit.HOURS.toNanos(1));
    threads.release();
    var ran = new CompletableFuture<Boolean>();
    threads.execute(() -> ran.complete(true));
    assertEquals(true, ran.get(10, SECONDS));
    Future<?> after = threads.schedule(() -> timer.complete(true), 1);
    assertFalse(after.isDone());
    assertFalse(before.isDone());
    assertFalse(timer.isDone());
  }

  @Test
  void letTheTimerThreadEndWithTheLastClient() throws Exception {
    SharedThreads threads = SharedThreads.acquire();
    var timer = new CompletableFuture<Thread>();
    var unused = threads.schedule(() -> timer.complete(Thread.currentThread()), 1);
    Thread thread = timer.get(10, SECONDS);
    threads.release();
    thread.join(10_000);
    assertFalse(thread.isAlive());
  }
}

package socketio.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.spi.Channel;
import socketio.spi.Frame;

@Timeout(60)
class SerialListenerTest {
  private final Calls calls = new Calls();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final AtomicInteger thrown = new AtomicInteger();
  private final SerialListener listener =
      new SerialListener(calls, tasks::add, thrown::incrementAndGet);

  private static Frame frame(String text) {
    return new Frame.Text(text);
  }

  private void runTasks() {
    Runnable task;
    while ((task = tasks.poll()) != null) {
      task.run();
    }
  }

  @Test
  void aCallInACallFollowsIt() {
    calls.inFrame =
        () -> {
          calls.inFrame = () -> {};
          listener.call(Channel.Listener::onDrain);
          listener.frame(frame("b"), () -> calls.words.add("then b"));
          calls.words.add("end of a");
        };
    listener.frame(frame("a"), () -> calls.words.add("then a"));

    assertEquals(List.of("a", "end of a", "then a", "drain", "b", "then b"), calls.words);
  }

  @Test
  void laterCallsAreMadeByTheExecutor() {
    listener.callLater(Channel.Listener::onDrain);
    listener.frame(frame("a"), () -> {});
    assertEquals(List.of(), calls.words);

    runTasks();
    assertEquals(List.of("drain", "a"), calls.words);
  }

  @Test
  void theTerminalCallOvertakesThoseThatWait() {
    calls.inFrame =
        () -> {
          listener.callLater(Channel.Listener::onDrain);
          listener.endLater(last -> last.onClose(1000, ""));
          assertTrue(listener.hasEnded());
        };
    listener.frame(frame("a"), () -> {});

    assertEquals(List.of("a", "close 1000"), calls.words);
    assertTrue(tasks.isEmpty());
  }

  @Test
  void thereIsOneTerminalCallAndNoneAfterIt() {
    listener.end(last -> last.onClose(1000, ""));
    listener.end(last -> last.onFailure(new IOException("too late"), null));
    listener.endLater(last -> last.onFailure(new IOException("too late"), null));
    listener.call(Channel.Listener::onDrain);
    listener.callLater(Channel.Listener::onDrain);
    listener.frame(frame("a"), () -> calls.words.add("then"));
    runTasks();

    assertEquals(List.of("close 1000"), calls.words);
  }

  @Test
  void whatTheListenerThrowsIsTheTerminalCall() {
    calls.inFrame =
        () -> {
          throw new AssertionError("oops");
        };
    listener.frame(frame("a"), () -> calls.words.add("then"));

    assertEquals(List.of("a", "failure oops"), calls.words);
    assertEquals(1, thrown.get());
    assertTrue(listener.hasEnded());
  }

  @Test
  void anExceptionAfterTheEndIsSettledChangesNothing() {
    calls.inFrame =
        () -> {
          listener.endLater(last -> last.onClose(1000, ""));
          throw new IllegalStateException("oops");
        };
    listener.frame(frame("a"), () -> {});

    assertEquals(List.of("a", "close 1000"), calls.words);
  }

  @Test
  void whatTheTerminalCallThrowsIsUncaught() {
    var uncaught = new AtomicReference<Throwable>();
    Thread thread = Thread.currentThread();
    var before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((where, problem) -> uncaught.set(problem));
    var oops = new IllegalStateException("oops");
    try {
      listener.end(
          last -> {
            throw oops;
          });
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }

    assertSame(oops, uncaught.get());
    assertEquals(0, thrown.get());
  }

  /** No thread waits for another one, and nothing is lost. */
  @Test
  void threadsThatMeetMakeEachCallOnceAndOneAtATime() throws Exception {
    int threads = 4;
    int count = 20_000;
    var inside = new AtomicInteger();
    var overlaps = new AtomicInteger();
    var next = new int[threads];
    var misplaced = new AtomicInteger();
    var done = new CountDownLatch(threads * count);
    var busy = new SerialListener(calls, Runnable::run, () -> {});
    for (int i = 0; i < threads; i++) {
      int me = i;
      var thread =
          new Thread(
              () -> {
                for (int j = 0; j < count; j++) {
                  int number = j;
                  busy.call(
                      to -> {
                        if (inside.getAndIncrement() != 0) {
                          overlaps.incrementAndGet();
                        }
                        if (next[me]++ != number) {
                          misplaced.incrementAndGet();
                        }
                        inside.decrementAndGet();
                        done.countDown();
                      });
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    assertTrue(done.await(30, TimeUnit.SECONDS));
    assertEquals(0, overlaps.get());
    assertEquals(0, misplaced.get());
    assertFalse(busy.hasEnded());
  }
}

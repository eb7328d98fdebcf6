package socketio.core.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SerialExecutorTest {
  private final Queue<Runnable> pool = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void shutdown() {
    threads.shutdownNow();
  }

  @Test
  void runsATaskOnTheCallerWhenIdle() {
    var serial = new SerialExecutor(pool::add, true);
    serial.execute(() -> log.add("ran " + serial.isRunning()));
    assertEquals(List.of("ran true"), log);
    assertFalse(serial.isRunning());
    assertTrue(pool.isEmpty());
  }

  @Test
  void runsTasksOnThePoolOnlyWithoutCallerRuns() {
    var serial = new SerialExecutor(pool::add, false);
    serial.execute(() -> log.add("first"));
    serial.execute(() -> log.add("second"));
    assertEquals(List.of(), log);
    assertEquals(1, pool.size());
    pool.remove().run();
    assertEquals(List.of("first", "second"), log);
  }

  @Test
  void runsTasksOfATaskAfterIt() {
    var serial = new SerialExecutor(pool::add, true);
    serial.execute(
        () -> {
          serial.execute(() -> log.add("second"));
          serial.execute(() -> log.add("third"));
          log.add("first");
        });
    assertEquals(List.of("first", "second", "third"), log);
  }

  @Test
  void handsOverToThePoolAfter64Tasks() {
    var serial = new SerialExecutor(pool::add, true);
    var ran = new AtomicInteger();
    serial.execute(
        () -> IntStream.range(0, 4200).forEach(i -> serial.execute(ran::incrementAndGet)));
    assertEquals(64, ran.get());
    assertFalse(serial.isRunning());
    assertEquals(1, pool.size());
    pool.remove().run();
    assertEquals(64 + 4096, ran.get());
    pool.remove().run();
    assertEquals(4200, ran.get());
    assertTrue(pool.isEmpty());
    serial.execute(() -> log.add("on the caller again"));
    assertEquals(1, log.size());
  }

  @Test
  void givesAThreadOfTheApplicationBackAfter64Tasks() {
    var serial = new SerialExecutor(pool::add, false, error -> log.add(error.toString()));
    var ran = new AtomicInteger();
    IntStream.range(0, 65).forEach(i -> serial.execute(ran::incrementAndGet));
    pool.remove().run();
    assertEquals(64, ran.get());
    pool.remove().run();
    assertEquals(65, ran.get());
    IntStream.range(0, 64).forEach(i -> serial.execute(ran::incrementAndGet));
    pool.remove().run();
    assertEquals(129, ran.get());
    assertTrue(pool.isEmpty());
  }

  @Test
  void doesNotNestOnADirectExecutor() {
    var serial = new SerialExecutor(Runnable::run, false, error -> log.add(error.toString()));
    var ran = new AtomicInteger();
    serial.execute(
        () -> IntStream.range(0, 1_000_000).forEach(i -> serial.execute(ran::incrementAndGet)));
    assertEquals(1_000_000, ran.get());
    assertFalse(serial.isRunning());
    serial.execute(ran::incrementAndGet);
    assertEquals(1_000_001, ran.get());
    assertEquals(List.of(), log);
  }

  @Test
  void reportsTheExceptionOfATask() {
    var serial = new SerialExecutor(pool::add, true, error -> log.add(error.getMessage()));
    serial.execute(
        () -> {
          throw new IllegalStateException("mine");
        });
    pool.remove().run();
    assertEquals(List.of("mine"), log);
  }

  @Test
  void continuesAfterATaskThatThrows() {
    for (boolean callerRuns : new boolean[] {true, false}) {
      var serial = new SerialExecutor(Runnable::run, callerRuns);
      serial.execute(
          () -> {
            serial.execute(
                () -> {
                  throw new StackOverflowError("queued");
                });
            throw new IllegalStateException("first");
          });
      serial.execute(() -> log.add("next"));
    }
    assertEquals(List.of("next", "next"), log);
  }

  @Test
  void refusesNull() {
    var serial = new SerialExecutor(pool::add, true);
    assertThrows(NullPointerException.class, () -> serial.execute(nothing()));
    serial.execute(() -> log.add("next"));
    assertEquals(List.of("next"), log);
  }

  @SuppressWarnings("NullAway") // tests null
  private static Runnable nothing() {
    return null;
  }

  /** The other thread's task runs in place of this thread's task, which was the one counted. */
  @Test
  void keepsTheOrderOfAThreadWhileAnotherIsHeldUpBetweenQueuingAndCounting() throws Exception {
    Runnable held = () -> log.add("held");
    var queued = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var queue =
        new ConcurrentLinkedQueue<Runnable>() {
          @Override
          public boolean add(Runnable task) {
            super.add(task);
            if (task == held) {
              queued.countDown();
              awaitUninterruptibly(release);
            }
            return true;
          }
        };
    var serial = new SerialExecutor(pool::add, true, queue);
    var other = new ArrayList<Future<?>>();
    serial.execute(
        () -> {
          other.add(threads.submit(() -> serial.execute(held)));
          awaitUninterruptibly(queued);
          serial.execute(() -> log.add("first"));
        });
    assertEquals(List.of("held"), log);
    serial.execute(() -> log.add("second"));
    release.countDown();
    other.get(0).get(10, SECONDS);
    assertEquals(List.of("held", "first", "second"), log);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void runsTasksOfManyThreadsOneAtATimeAndInTheOrderOfEach(boolean callerRuns) throws Exception {
    int submitters = 8;
    int tasks = 20_000;
    var serial = new SerialExecutor(threads, callerRuns);
    int[] next = new int[submitters]; // plain: each task must see the effects of earlier ones
    int[] total = new int[1];
    var running = new AtomicInteger();
    var faults = new AtomicInteger();
    var done = new CountDownLatch(submitters * tasks);
    ExecutorService submitting = Executors.newFixedThreadPool(submitters);
    try {
      var submitted = new ArrayList<Future<?>>();
      for (int s = 0; s < submitters; s++) {
        int submitter = s;
        submitted.add(
            submitting.submit(
                () -> {
                  for (int i = 0; i < tasks; i++) {
                    int number = i;
                    serial.execute(
                        () -> {
                          boolean alone = running.incrementAndGet() == 1;
                          if (!alone || !serial.isRunning() || next[submitter]++ != number) {
                            faults.incrementAndGet();
                          }
                          total[0]++;
                          running.decrementAndGet();
                          done.countDown();
                        });
                    if (serial.isRunning()) {
                      faults.incrementAndGet();
                    }
                  }
                }));
      }
      for (Future<?> future : submitted) {
        future.get(30, SECONDS);
      }
      assertTrue(done.await(30, SECONDS));
    } finally {
      submitting.shutdownNow();
    }
    assertEquals(0, faults.get());
    serial.execute(() -> assertEquals(submitters * tasks, total[0]));
  }
}

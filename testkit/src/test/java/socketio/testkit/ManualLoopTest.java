package socketio.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import socketio.spi.Loop;

class ManualLoopTest {
  private final ManualLoop loop = new ManualLoop();
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsATaskAtOnceAndTasksOfATaskAfterIt() {
    loop.execute(
        () -> {
          loop.execute(() -> ran.add("second"));
          ran.add("first");
          assertTrue(loop.inLoop());
        });
    assertEquals(List.of("first", "second"), ran);
    assertFalse(loop.inLoop());
  }

  @Test
  void letsOnlyOtherThreadsWaitForIt() throws Exception {
    assertFalse(loop.mayWait());
    loop.execute(() -> assertFalse(loop.mayWait()));
    assertTrue(CompletableFuture.supplyAsync(loop::mayWait).get());
  }

  @Test
  void runsTimersInTheOrderOfTheirTimes() {
    var unused = loop.schedule(Duration.ofSeconds(2), () -> ran.add("b at " + loop.elapsed()));
    unused = loop.schedule(Duration.ofSeconds(1), () -> ran.add("a at " + loop.elapsed()));
    unused = loop.schedule(Duration.ofSeconds(2), () -> ran.add("c at " + loop.elapsed()));
    loop.advance(Duration.ofMillis(999));
    assertEquals(List.of(), ran);
    loop.advance(Duration.ofHours(1));
    assertEquals(List.of("a at PT1S", "b at PT2S", "c at PT2S"), ran);
    assertEquals(Duration.ofHours(1).plusMillis(999), loop.elapsed());
    assertEquals(loop.elapsed().toNanos(), loop.nanoTime());
  }

  @Test
  void runsATimerOfATimerWithinTheSameAdvance() {
    var unused =
        loop.schedule(
            Duration.ofSeconds(1),
            () -> {
              var next = loop.schedule(Duration.ofSeconds(1), () -> ran.add("tick"));
              assertFalse(next == null);
            });
    loop.advance(Duration.ofSeconds(2));
    assertEquals(List.of("tick"), ran);
    assertTrue(unused != null);
  }

  @Test
  void runsAnImmediateTimerNotBeforeItIsScheduled() {
    var unused = loop.schedule(Duration.ZERO, () -> ran.add("timer"));
    assertEquals(List.of(), ran);
    loop.runAll();
    assertEquals(List.of("timer"), ran);
    assertTrue(unused != null);
  }

  @Test
  void doesNotRunACancelledTimer() {
    Loop.Timer timer = loop.schedule(Duration.ofSeconds(1), () -> ran.add("timer"));
    assertEquals(Duration.ofSeconds(1), loop.untilNextTimer());
    timer.cancel();
    assertNull(loop.untilNextTimer());
    loop.advance(Duration.ofSeconds(1));
    assertEquals(List.of(), ran);
  }

  @Test
  void runsHandlersOutsideOfTheLoopWhenItIsIdle() {
    loop.execute(
        () -> {
          loop.handlerExecutor().execute(() -> ran.add("handler, in loop: " + loop.inLoop()));
          loop.execute(() -> ran.add("task"));
        });
    assertEquals(List.of("task", "handler, in loop: false"), ran);
  }

  @Test
  void runsTheLoopFromWithinAHandler() {
    var answer = new CompletableFuture<String>();
    loop.handlerExecutor()
        .execute(
            () -> {
              loop.execute(() -> answer.complete("there"));
              ran.add(answer.getNow("not there"));
            });
    assertEquals(List.of("there"), ran);
  }

  @Test
  void takesTasksOfOtherThreadsWhenTheOwnerComesBy() throws Exception {
    Thread other =
        new Thread(
            () -> {
              loop.execute(() -> ran.add("on " + Thread.currentThread().getName()));
              Loop.Timer unused = loop.schedule(Duration.ofSeconds(1), () -> ran.add("timer"));
            });
    other.start();
    other.join();
    assertEquals(List.of(), ran);
    loop.runAll();
    loop.advance(Duration.ofSeconds(1));
    assertEquals(List.of("on " + Thread.currentThread().getName(), "timer"), ran);
  }

  @Test
  void isDrivenByItsOwnerOnly() {
    var refusal =
        CompletableFuture.supplyAsync(
                () -> assertThrows(IllegalStateException.class, () -> loop.runAll()))
            .join();
    assertTrue(String.valueOf(refusal.getMessage()).contains(Thread.currentThread().getName()));
    assertThrows(
        IllegalStateException.class, () -> loop.execute(() -> loop.advance(Duration.ZERO)));
    assertThrows(IllegalArgumentException.class, () -> loop.advance(Duration.ofNanos(-1)));
  }

  @Test
  void throwsWhatATaskThrowsAndGoesOn() {
    var failure = new IllegalStateException("oops");
    var thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                loop.execute(
                    () -> {
                      loop.execute(() -> ran.add("later"));
                      throw failure;
                    }));
    assertSame(failure, thrown);
    loop.runAll();
    assertEquals(List.of("later"), ran);
  }
}

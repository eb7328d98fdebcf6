package socketio.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

/** A channel over a library that is the test: it acts on what the test calls, and nothing else. */
class QueuedChannelTest {
  private final Calls calls = new Calls();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Queue<Runnable> timers = new ArrayDeque<>();
  private final FakeChannel channel = new FakeChannel(calls, 2);

  private final class FakeChannel extends QueuedChannel {
    final List<String> written = new ArrayList<>();
    int requests;
    int drops;
    boolean takesAtOnce = true;
    boolean cannotWrite;

    FakeChannel(Channel.Listener listener, int batchFrames) {
      super(listener, tasks::add, batchFrames);
    }

    void open() {
      opened(new Transport.Response(101, Map.of(), new byte[0]));
      startWriting();
      skip();
    }

    void receive(String text) {
      received(new Frame.Text(text));
    }

    void send(String... texts) {
      var frames = new ArrayList<Frame>();
      for (String text : texts) {
        frames.add(new Frame.Text(text));
      }
      send(frames);
    }

    void taken() {
      written();
    }

    void closeOfPeer(int code) {
      closedByPeer(code, "");
    }

    void refuse(int status) {
      refused(new IOException("refused"), new Transport.Response(status, Map.of(), new byte[0]));
    }

    boolean discards() {
      return isDiscarding();
    }

    @Override
    protected void write(List<Frame> frames) {
      var texts = new ArrayList<String>();
      frames.forEach(frame -> texts.add(((Frame.Text) frame).data()));
      note(String.join(" ", texts));
    }

    @Override
    protected void writeClose(int code, String reason) {
      note("close " + code + reason);
    }

    private void note(String what) {
      if (cannotWrite) {
        throw new OutOfMemoryError("cannot write " + what);
      }
      written.add(what);
      if (takesAtOnce) {
        written();
      }
    }

    @Override
    protected void requestNext() {
      requests++;
    }

    @Override
    protected void drop() {
      drops++;
    }

    @Override
    protected void schedule(Runnable task, long delay, TimeUnit unit) {
      assertEquals(2, unit.toSeconds(delay));
      timers.add(task);
    }
  }

  private static void run(Queue<Runnable> queue) {
    Runnable task = queue.poll();
    assertTrue(task != null, "nothing to run");
    task.run();
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      run(tasks);
    }
  }

  @Test
  void oneMessageAfterAnotherIsRequested() {
    channel.open();
    assertEquals(1, channel.requests);
    channel.receive("a");
    channel.receive("b");

    assertEquals(3, channel.requests);
    assertEquals(List.of("open", "a", "b"), calls.words);
  }

  @Test
  void nothingIsRequestedWhileFramesAreNotWanted() {
    channel.open();
    calls.inFrame = () -> channel.reading(false);
    channel.receive("a");
    assertEquals(1, channel.requests);

    channel.reading(true);
    assertEquals(2, channel.requests);
  }

  @Test
  void aMessageThatIsOnItsWayIsHeldBack() {
    channel.open();
    channel.reading(false);
    channel.receive("a");
    assertEquals(List.of("open"), calls.words);
    assertEquals(1, channel.requests);

    channel.reading(true);
    assertEquals(List.of("open"), calls.words, "called back by the caller of reading");
    runTasks();
    assertEquals(List.of("open", "a"), calls.words);
    assertEquals(2, channel.requests);
  }

  @Test
  void framesWaitForTheOpeningAndForTheNetwork() {
    channel.takesAtOnce = false;
    channel.send("a", "b", "c");
    assertEquals(3, channel.queuedBytes());
    channel.open();
    assertEquals(List.of("a b"), channel.written);
    channel.taken();
    assertEquals(List.of("a b", "c"), channel.written);
    assertEquals(1, channel.queuedBytes());
    channel.taken();
    assertEquals(0, channel.queuedBytes());
  }

  @Test
  void aBatchEndsBefore64KiB() {
    String large = "x".repeat(40_000);
    channel.send(large, large, "y");
    channel.open();

    assertEquals(List.of(large, large + " y"), channel.written);
  }

  @Test
  void aDrainIsReportedOnceAfterMuchWasQueued() {
    channel.takesAtOnce = false;
    channel.send("x".repeat(65_536));
    channel.open();
    channel.taken();
    runTasks();
    assertEquals(List.of("open"), calls.words);

    channel.send("x".repeat(65_537));
    runTasks();
    channel.taken();
    assertEquals(List.of("open"), calls.words, "called back by a thread of the library");
    runTasks();
    assertEquals(List.of("open", "drain"), calls.words);
  }

  /** A network that takes everything at once must not make the thread that sends a slave. */
  @Test
  void aThreadWrites64BatchesAtMost() {
    for (int i = 0; i < 200; i++) {
      channel.send("x");
    }
    channel.open();
    assertEquals(64, channel.written.size());
    runTasks();
    assertEquals(100, channel.written.size());
  }

  @Test
  void closeFollowsWhatIsQueuedAndEndsWithThePeersAnswer() {
    channel.open();
    channel.takesAtOnce = false;
    channel.send("a");
    channel.close(1005, "x".repeat(200));
    channel.close(1001, "");
    channel.send("too late");
    runTasks();
    assertTrue(channel.discards());
    channel.receive("dropped");
    assertEquals(2, channel.requests);
    channel.taken();
    assertEquals(List.of("a", "close 1000" + "x".repeat(123)), channel.written);

    channel.closeOfPeer(1000);
    assertEquals(List.of("open", "close 1000"), calls.words);
    assertEquals(0, channel.drops);
    run(timers);
    run(timers);
    assertEquals(1, channel.drops);
    assertEquals(List.of("open", "close 1000"), calls.words);
  }

  @Test
  void closeDropsAFrameThatIsHeldBackAndReadsOn() {
    channel.open();
    channel.reading(false);
    channel.receive("a");
    channel.close(1000, "");

    assertEquals(2, channel.requests);
    channel.reading(true);
    runTasks();
    assertEquals(List.of("open"), calls.words);
  }

  @Test
  void closeDropsAFrameWhoseDeliveryHasNotBegun() {
    channel.open();
    channel.reading(false);
    channel.receive("a");
    channel.reading(true);
    channel.close(1000, "");
    runTasks();

    assertEquals(List.of("open"), calls.words);
    assertEquals(2, channel.requests);
  }

  @Test
  void framesThatCannotBeWrittenFailTheChannel() {
    channel.open();
    channel.cannotWrite = true;
    channel.send("a");
    channel.send("b");
    runTasks();

    assertEquals(List.of("open", "failure cannot write a"), calls.words);
    assertEquals(0, channel.queuedBytes());
    assertTrue(channel.drops > 0);
  }

  @Test
  void aCloseFrameThatCannotBeWrittenFailsTheChannel() {
    channel.open();
    channel.cannotWrite = true;
    channel.close(1000, "");
    runTasks();

    assertEquals(List.of("open", "failure cannot write close 1000"), calls.words);
  }

  @Test
  void aPeerThatDoesNotAnswerHasTwoSeconds() {
    channel.open();
    channel.close(1000, "");
    run(timers);
    assertEquals(1, channel.drops);
    assertEquals(List.of("open"), calls.words, "called back by the timer");
    runTasks();

    assertEquals(
        List.of("open", "failure The peer did not answer the closing handshake in time"),
        calls.words);
    assertTrue(timers.isEmpty());
  }

  @Test
  void aPeerThatTakesWhatIsQueuedHasThirtySeconds() {
    channel.takesAtOnce = false;
    for (int i = 0; i < 100; i++) {
      channel.send("x");
    }
    channel.open();
    channel.close(1000, "");
    int steps = 0;
    while (!timers.isEmpty()) {
      channel.taken();
      run(timers);
      steps++;
    }

    assertEquals(15, steps);
    runTasks();
    assertEquals(2, calls.words.size());
  }

  @Test
  void abortDropsAtOnceAndCallsBackLater() {
    channel.open();
    channel.takesAtOnce = false;
    channel.send("a", "b", "c");
    runTasks();
    channel.abort();
    channel.abort();
    assertTrue(channel.drops > 0);
    assertEquals(0, channel.queuedBytes());
    channel.taken();
    channel.send("too late");
    assertEquals(List.of("a b"), channel.written);
    assertEquals(List.of("open"), calls.words);
    runTasks();

    assertEquals(List.of("open", "failure The connection was aborted on this side"), calls.words);
  }

  @Test
  void aRefusalHasTheResponse() {
    channel.refuse(403);
    runTasks();
    channel.open();

    assertEquals(List.of("failure refused HTTP 403"), calls.words);
  }

  @Test
  void aListenerThatThrowsEndsTheChannel() {
    channel.open();
    calls.inFrame =
        () -> {
          throw new IllegalStateException("oops");
        };
    channel.receive("a");

    assertEquals(List.of("open", "a", "failure oops"), calls.words);
    assertEquals(1, channel.drops);
    assertFalse(channel.requests > 1);
  }
}

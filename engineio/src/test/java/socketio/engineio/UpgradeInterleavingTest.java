package socketio.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.TransportKind.POLLING;
import static socketio.TransportKind.WEBSOCKET;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.DisconnectReason;

/**
 * Nothing is lost, doubled or put out of order by an upgrade, in whatever order things complete,
 * and close() at any step leaves nothing behind. A failure names its seed.
 */
class UpgradeInterleavingTest {
  private static final int RUNS = 3000;
  private static final int STEPS = 120;

  @Test
  void everyOrderOfEventsDeliversEachMessageOnceAndInOrder() {
    int upgrades = 0;
    int failures = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Run run = new Run(seed, seed % 3 == 0, -1);
      run.play();
      run.settle();
      assertEquals(run.sent, run.server.received, run.toString());
      assertEquals(run.server.said, run.diary.messages, run.toString());
      assertEquals(null, run.diary.reason, run.toString());
      upgrades += run.diary.lines.contains("upgrade websocket") ? 1 : 0;
      failures += run.diary.lines.contains("upgrade error websocket") ? 1 : 0;
    }
    assertTrue(upgrades > RUNS / 2, upgrades + " upgrades");
    assertTrue(failures > RUNS / 20, failures + " upgrade errors");
  }

  @Tag("pain-29-orphan-session")
  @Test
  void closeAtEveryStepFlushesAndLeavesNoSession() {
    for (int seed = 0; seed < RUNS; seed++) {
      Run run = new Run(seed, seed % 3 == 0, seed % STEPS);
      run.play();
      run.settle();
      List<String> said = run.server.said;
      List<String> messages = run.diary.messages;
      assertEquals(DisconnectReason.CLIENT_DISCONNECT, run.diary.reason, run.toString());
      assertEquals(said.subList(0, messages.size()), messages, run.toString());
      assertEquals(run.sent, run.server.received, run.toString());
      assertTrue(run.server.closed || !run.server.session, run.toString());
      assertEquals(0, run.loop.timers(), run.toString());
    }
  }

  private static final class Run extends EngineTest {
    final ModelServer server = new ModelServer(network);
    final List<String> sent = new ArrayList<>();
    final List<String> trace = new ArrayList<>();
    private final Random random;
    private final int seed;
    private final boolean breaking;
    private final int closeAt;
    private boolean closing;

    Run(int seed, boolean breaking, int closeAt) {
      this.seed = seed;
      this.random = new Random(seed);
      this.breaking = breaking;
      this.closeAt = closeAt;
    }

    void play() {
      open(POLLING, WEBSOCKET);
      for (int i = 0; i < STEPS; i++) {
        if (i == closeAt) {
          trace.add("close");
          loop.execute(this::closeNow);
        }
        int action = random.nextInt(16);
        trace.add(String.valueOf(action));
        step(action, i);
      }
    }

    private void step(int action, int i) {
      switch (action) {
        case 0 -> server.takeGet();
        case 1 -> server.answerGet();
        case 2 -> server.takePost();
        case 3 -> server.answerPost();
        case 4 -> server.openChannel();
        case 5 -> server.takeFrame();
        case 6 -> server.deliverFrame();
        case 7 -> server.tick();
        case 8 -> server.say("s" + i);
        case 9 -> say("c" + i);
        case 10 -> loop.advance(Duration.ofMillis(20));
        case 11 -> breakSometimes();
        default -> loop.runOne();
      }
    }

    private void say(String text) {
      loop.execute(
          () -> {
            if (!closing) {
              sent.add(text);
              engine().send(frames(text));
            }
          });
    }

    private void closeNow() {
      closing = true;
      if (diary.lines.isEmpty()) {
        sent.clear(); // there was no connection to flush to
      }
      engine().close();
    }

    private void breakSometimes() {
      if (breaking && random.nextInt(4) == 0) {
        loop.run(); // a break after the client has switched is the end of the connection
        server.breakChannel();
        loop.run();
      }
    }

    /** Lets everything come to an end. */
    void settle() {
      for (int i = 0; i < 40; i++) {
        loop.run();
        server.takeGet();
        server.openChannel();
        server.takePost();
        server.takeFrame();
        server.takeFrame();
        server.deliverFrame();
        server.deliverFrame();
        server.tick();
        server.answerGet();
        server.answerPost();
        loop.run();
        server.noticeEnd();
      }
    }

    @Override
    public String toString() {
      return "seed "
          + seed
          + ": "
          + String.join(" ", trace)
          + "\n"
          + diary.lines
          + "\nsent "
          + sent
          + "\nserver got "
          + server.received
          + ", said "
          + server.said
          + (network.channels.isEmpty() ? "" : "\nchannel " + network.channel().sent);
    }
  }
}

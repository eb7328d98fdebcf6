package socketio.core.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.ClientState;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Frame;
import socketio.spi.Packet;

/** A packet whose attachments do not arrive, on a connection that is alive. */
class MissingAttachmentTest {
  private static final Duration PING_INTERVAL = Duration.ofSeconds(25);

  private final Harness h = new Harness();
  private final FakeEngine engine = h.connect();
  private final List<Frame> frames =
      h.parser.encode(
          new Packet.Event(
              "/", Packet.Event.NO_ID, "files", Args.of(new byte[] {1}, new byte[] {2})));

  @AfterEach
  void close() {
    h.close();
  }

  private void letPass(int pings) {
    for (int i = 0; i < pings; i++) {
      h.advance(PING_INTERVAL);
      engine.ping();
    }
  }

  @Test
  void isGivenUpWhenPingsComeInItsPlace() {
    List<String> causes = new ArrayList<>();
    h.client.onStateChange(
        (from, to, cause) -> causes.add(cause == null ? "" : String.valueOf(cause.getMessage())));
    h.watch(h.client, "/");
    engine.receive(frames.get(0));
    letPass(2);
    assertFalse(engine.ended());

    letPass(1);

    assertTrue(engine.ended());
    assertEquals(List.of("/ disconnect PARSE_ERROR"), h.takeLog());
    assertEquals(ClientState.WAITING, h.client.state());
    assertEquals(
        "the server started a packet and has sent nothing but pings for 60 s: attachments are"
            + " missing",
        causes.get(0));
  }

  @Test
  void isWaitedForWhileAttachmentsCome() {
    h.client.on("files", args -> h.log.add("files " + args.size()));
    for (Frame frame : frames) {
      engine.receive(frame);
      letPass(2);
    }

    assertEquals(List.of("files 2"), h.takeLog());
    letPass(100);
    assertFalse(engine.ended());
  }

  /** One large message takes that long: no ping can arrive before it does. */
  @Test
  void isWaitedForWhileNothingComesAtAll() {
    engine.receive(frames.get(0));
    h.advance(Duration.ofMinutes(30));
    engine.ping();
    assertFalse(engine.ended());

    engine.receive(frames.get(1));
    engine.receive(frames.get(2));
    letPass(4);
    assertFalse(engine.ended());
  }
}

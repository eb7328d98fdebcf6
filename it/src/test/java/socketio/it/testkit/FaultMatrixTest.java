package socketio.it.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import socketio.DisconnectReason;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.When;

/**
 * Every fault in every phase of a connection, on fake time: what the application sees of it, that
 * it recovers, and that no event is lost within a connection, doubled or out of order.
 */
class FaultMatrixTest {
  /** What the application sees. */
  private enum Outcome {
    /** Nothing. */
    NOTHING(null),
    /** The first attempt to connect fails; the client tries again. */
    SECOND_ATTEMPT(null),
    TRANSPORT_ERROR(DisconnectReason.TRANSPORT_ERROR),
    TRANSPORT_CLOSE(DisconnectReason.TRANSPORT_CLOSE),
    PING_TIMEOUT(DisconnectReason.PING_TIMEOUT),
    PARSE_ERROR(DisconnectReason.PARSE_ERROR);

    private final @Nullable DisconnectReason reason;

    Outcome(@Nullable DisconnectReason reason) {
      this.reason = reason;
    }
  }

  /**
   * A row of the matrix.
   *
   * @param fault the fault
   * @param entering what it does when a connection enters OPENING, POLLING, PROBING, WEBSOCKET
   * @param established what it does to a connection in use, on polling and on WebSocket
   */
  private record Row(Fault fault, List<String> entering, List<String> established) {}

  private static Row row(
      Fault fault,
      String opening,
      String polling,
      String probing,
      String webSocket,
      String onPolling,
      String onWebSocket) {
    return new Row(
        fault, List.of(opening, polling, probing, webSocket), List.of(onPolling, onWebSocket));
  }

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private static final List<Row> MATRIX =
      List.of(
          row(new Fault.DropConnection(), "again", "again", "-", "again", "error", "error"),
          row(new Fault.DropConnection(true), "again", "again", "-", "again", "error", "error"),
          row(new Fault.Stall(MINUTE), "again", "again", "again", "again", "ping", "ping"),
          row(new Fault.Stall(MOMENT), "-", "-", "-", "-", "-", "-"),
          row(new Fault.BadPacket(), "again", "again", "-", "again", "parse", "parse"),
          row(new Fault.BadPacket("42["), "again", "again", "-", "again", "parse", "parse"),
          row(
              new Fault.OversizedPayload(3 << 20),
              "again",
              "again",
              "-",
              "again",
              "error",
              "error"),
          row(new Fault.Restart(), "again", "again", "again", "again", "error", "error"),
          row(new Fault.Restart(MINUTE), "again", "again", "again", "again", "error", "error"),
          row(new Fault.Http(503), "again", "again", "-", "-", "error", "-"),
          row(new Fault.SlowPoll(MOMENT), "-", "-", "-", "-", "-", "-"),
          row(new Fault.RefuseUpgrade(), "-", "-", "-", "-", "-", "-"),
          row(new Fault.HangUpgrade(), "-", "-", "-", "-", "-", "-"),
          row(new Fault.NoPong(), "-", "-", "-", "-", "-", "-"),
          row(new Fault.NoPing(), "-", "ping", "-", "ping", "ping", "ping"),
          row(new Fault.TruncatedFrame(), "again", "again", "-", "again", "error", "error"),
          row(new Fault.HalfBinaryEvent(), "-", "parse", "-", "parse", "parse", "parse"),
          row(new Fault.DuplicateAck(), "-", "-", "-", "-", "-", "-"),
          row(new Fault.WrongAttachmentCount(1), "-", "parse", "-", "parse", "parse", "parse"),
          row(new Fault.WrongAttachmentCount(), "-", "parse", "-", "parse", "parse", "parse"));

  private static Outcome outcome(String word) {
    return switch (word) {
      case "again" -> Outcome.SECOND_ATTEMPT;
      case "error" -> Outcome.TRANSPORT_ERROR;
      case "close" -> Outcome.TRANSPORT_CLOSE;
      case "ping" -> Outcome.PING_TIMEOUT;
      case "parse" -> Outcome.PARSE_ERROR;
      default -> Outcome.NOTHING;
    };
  }

  @TestFactory
  Stream<DynamicTest> everyFaultOfAConnectionThatEntersAPhaseHasItsOutcome() {
    List<Phase> phases = List.of(Phase.OPENING, Phase.POLLING, Phase.PROBING, Phase.WEBSOCKET);
    return MATRIX.stream()
        .flatMap(
            row ->
                phases.stream()
                    .map(
                        phase ->
                            DynamicTest.dynamicTest(
                                row.fault() + " entering " + phase,
                                () ->
                                    enter(
                                        row.fault(),
                                        phase,
                                        outcome(row.entering().get(phases.indexOf(phase)))))));
  }

  private static void enter(Fault fault, Phase phase, Outcome outcome) throws Exception {
    try (FaultScenario scenario = new FaultScenario(phase)) {
      scenario.server().inject(fault, When.at(phase));
      scenario.connect();
      scenario.live(Duration.ofMinutes(5));
      assertOutcome(outcome, scenario);
    }
  }

  private static void assertOutcome(Outcome outcome, FaultScenario scenario) throws Exception {
    assertEquals(
        outcome.reason == null ? List.of() : List.of(outcome.reason), scenario.disconnects());
    assertEquals(outcome != Outcome.NOTHING, scenario.attempts() > 1, "another attempt");
    scenario.assertAllIsWell();
  }

  @TestFactory
  Stream<DynamicTest> everyFaultOfAConnectionInUseHasItsOutcome() {
    return MATRIX.stream()
        .flatMap(
            row ->
                Stream.of(
                    inUse(row.fault(), Phase.POLLING, row.established().get(0)),
                    inUse(row.fault(), Phase.WEBSOCKET, row.established().get(1))));
  }

  private static DynamicTest inUse(Fault fault, Phase phase, String outcome) {
    return DynamicTest.dynamicTest(
        fault + " in use on " + phase,
        () -> {
          try (FaultScenario scenario = new FaultScenario(phase)) {
            scenario.connect();
            scenario.live(Duration.ofSeconds(30));
            scenario.server().inject(fault);
            scenario.live(Duration.ofMinutes(5));
            assertOutcome(outcome(outcome), scenario);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyFaultWhileClosingStillEnds() {
    return Stream.of(Phase.POLLING, Phase.WEBSOCKET)
        .flatMap(
            on ->
                MATRIX.stream()
                    .map(Row::fault)
                    .map(
                        fault ->
                            DynamicTest.dynamicTest(
                                fault + " while closing on " + on, () -> close(fault, on))));
  }

  private static void close(Fault fault, Phase on) throws Exception {
    try (FaultScenario scenario = new FaultScenario(on)) {
      scenario.connect();
      scenario.live(Duration.ofSeconds(10));
      scenario.server().inject(fault, When.at(Phase.CLOSING));
      scenario.disconnect();
      scenario.pass(Duration.ofSeconds(3));
      assertFalse(scenario.connected());
      assertEquals(List.of(DisconnectReason.CLIENT_DISCONNECT), scenario.disconnects());
      scenario.pass(Duration.ofMinutes(3));
      assertEquals(0, scenario.server().connectionCount());
      assertTrue(scenario.callsHaveEnded());
      scenario.endAll();
      assertNull(scenario.untilNextTimer(), "something still waits");
    }
  }
}

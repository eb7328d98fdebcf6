package socketio.it.faults;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.it.faults.FaultTable.Cell;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.When;

/** Every fault at every stage of a connection has the outcome that {@link FaultTable} states. */
class FaultMatrixTest {
  /** Before and after each deadline that a connection has. */
  private static final List<Duration> MOMENTS =
      Stream.of(0L, 250L, 1_500L, 19_999L, 20_001L, 45_001L).map(Duration::ofMillis).toList();

  static Stream<Cell> sensible() {
    return FaultTable.cells().stream().filter(Cell::sensible);
  }

  static Stream<Cell> senseless() {
    return FaultTable.cells().stream().filter(cell -> !cell.sensible());
  }

  static Stream<Cell> openings() {
    return sensible().filter(cell -> cell.outcome().matches("(CONNECT|HANDSHAKE|NAMESPACE).*"));
  }

  private static void eachMoment(Cell cell, Consumer<When> test) {
    assertAll(cell.stage().moments(cell.fault()).stream().map(when -> () -> test.accept(when)));
  }

  @Tag("pain-28-testing")
  @ParameterizedTest
  @MethodSource("sensible")
  void hasTheOutcomeOfTheTable(Cell cell) {
    eachMoment(
        cell,
        when -> {
          try (Trial trial = new Trial(cell.stage(), cell.fault(), when)) {
            trial.strike(true);
            trial.finish();
            assertEquals(cell.outcome(), trial.outcome(), () -> trial.story("the outcome"));
            assertTrue(trial.struck(), "the fault never struck");
            trial.assertInvariants();
            trial.rig.server.assertExhausted();
            trial.assertClosesCleanly();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("sensible")
  void canBeClosedAtAnyMoment(Cell cell) {
    When when = cell.stage().moments(cell.fault()).get(0);
    for (Duration moment : MOMENTS) {
      try (Trial trial = new Trial(cell.stage(), cell.fault(), when)) {
        trial.strike(true);
        trial.rig.run(moment);
        trial.assertClosesCleanly();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("openings")
  void failsForGoodWithoutRetry(Cell cell) {
    eachMoment(
        cell,
        when -> {
          try (Trial trial = new Trial(cell.stage(), cell.fault(), when)) {
            trial.strike(false);
            trial.finish();
            var error =
                assertInstanceOf(
                    ConnectionException.class, trial.rig.connectError(), trial.story("connect()"));
            assertEquals(cell.outcome().replaceFirst("[+!].*", ""), Trial.word(error));
            assertFalse(error.willRetry());
            assertEquals(
                List.of(error.getMessage()),
                trial.rig.refusals.stream().map(Throwable::getMessage).toList());
            assertEquals(ClientState.IDLE, trial.rig.client.state());
            assertEquals(1, trial.rig.transport.attempts());
            trial.assertInvariants();
            trial.assertClosesCleanly();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("senseless")
  void neverStrikesWhereItMakesNoSense(Cell cell) {
    try (Trial trial = new Trial(cell.stage(), cell.fault(), anyTime(cell.stage()))) {
      trial.strike(true);
      trial.finish();
      assertFalse(trial.struck(), trial.story("it struck"));
      trial.assertInvariants();
    }
  }

  private static When anyTime(Stage stage) {
    return switch (stage) {
      case OPEN_POLL, OPEN_WS -> When.at(Phase.OPENING);
      case JOIN -> When.sending("40");
      case POLLING -> When.at(Phase.POLLING);
      case PROBE, UNDER_PROBE -> When.at(Phase.PROBING);
      case UPGRADE -> When.receiving("5");
      case WEBSOCKET -> When.at(Phase.WEBSOCKET);
      case CLOSE_POLL, CLOSE_WS, BYE_POLL, BYE_WS -> When.at(Phase.CLOSING);
    };
  }

  @Test
  void namesEveryFaultAtEveryStage() {
    Map<Class<?>, Set<Stage>> covered = new LinkedHashMap<>();
    FaultTable.cells()
        .forEach(
            cell ->
                covered
                    .computeIfAbsent(cell.fault().getClass(), fresh -> EnumSet.noneOf(Stage.class))
                    .add(cell.stage()));
    assertEquals(names(kinds(Fault.class)), names(covered.keySet().stream()));
    covered.forEach(
        (kind, stages) -> assertEquals(EnumSet.allOf(Stage.class), stages, kind.getSimpleName()));
    senseless()
        .forEach(cell -> assertTrue(FaultTable.SENSELESS.containsKey(cell.outcome()), cell.name()));
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(FaultMatrixTest::kinds)
        : Stream.of(type);
  }

  private static Set<String> names(Stream<? extends Class<?>> kinds) {
    return kinds.map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
  }
}

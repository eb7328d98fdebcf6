package socketio.it.chaos;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.NotConnectedException;

/** Each ledger detects the violations that it is there for. */
class LedgersTest {
  private static <T> CompletableFuture<T> refused() {
    return failedFuture(new NotConnectedException("refused"));
  }

  private static UpLedger up(String... sessions) {
    var ledger = new UpLedger();
    for (int i = 0; i < sessions.length; i++) {
      String sid = sessions[i];
      if (sid.equals("refused")) {
        ledger.sent(i + 1, null, null, refused());
      } else {
        ledger.sent(i + 1, sid, sid, completedFuture(null));
      }
    }
    return ledger;
  }

  private static void assertFine(UpLedger ledger, Map<String, List<Long>> received) {
    assertEquals(List.of(), ledger.offences(received, null));
  }

  private static void assertWrong(UpLedger ledger, Map<String, List<Long>> received) {
    assertTrue(!ledger.offences(received, null).isEmpty(), received::toString);
  }

  @Test
  void eventsUpAreARunOfEachConnection() {
    UpLedger ledger = up("a", "a", "a", "refused", "b", "b");
    assertFine(ledger, Map.of());
    assertFine(ledger, Map.of("a", List.of(1L, 2L), "b", List.of(5L, 6L)));
    assertWrong(ledger, Map.of("a", List.of(1L, 3L)));
    assertWrong(ledger, Map.of("a", List.of(2L, 1L)));
    assertWrong(ledger, Map.of("a", List.of(1L, 1L)));
    assertWrong(ledger, Map.of("a", List.of(2L)));
    assertWrong(ledger, Map.of("a", List.of(1L, 2L), "b", List.of(2L, 3L)));
    assertWrong(ledger, Map.of("a", List.of(1L), "b", List.of(4L)));
    assertWrong(ledger, Map.of("a", List.of(7L)));
  }

  @Test
  void eventsUpAreAllThereOnTheConnectionThatHolds() {
    UpLedger ledger = up("a", "a", "b", "b");
    assertEquals(List.of(), ledger.offences(Map.of("b", List.of(3L, 4L)), "b"));
    assertEquals(1, ledger.offences(Map.of("b", List.of(3L)), "b").size());
  }

  @Test
  void everyEmitCompletes() {
    var ledger = new UpLedger();
    ledger.sent(1, "a", "a", new CompletableFuture<>());
    assertWrong(ledger, Map.of());
  }

  private static List<String> down(Map<String, Long> sent, Object... events) {
    var ledger = new DownLedger("test");
    for (int i = 0; i < events.length; i += 2) {
      ledger.take(Args.of(events[i], events[i + 1]));
    }
    return ledger.offences(sent);
  }

  @Test
  void eventsDownComeInTurnAndWereSent() {
    Map<String, Long> sent = Map.of("a", 3L, "b", 1L);
    assertEquals(List.of(), down(sent, "a", 1L, "a", 2L, "b", 1L));
    assertEquals(1, down(sent, "a", 1L, "a", 3L).size());
    assertEquals(1, down(sent, "a", 1L, "a", 1L).size());
    assertEquals(1, down(sent, "b", 1L, "b", 2L).size());
    assertEquals(1, down(Map.of(), "a", 1L).size());
  }

  @Test
  void eventsDownDoNotComeAfterTheEnd() {
    var ledger = new DownLedger("test");
    ledger.take(Args.of("a", 1L));
    ledger.endSessions();
    ledger.take(Args.of("a", 2L));
    assertEquals(1, ledger.offences(Map.of("a", 2L)).size());
  }

  @Test
  void bytesAreThoseOfTheChecksum() {
    byte[] bytes = {1, 2, 3};
    var ledger = new DownLedger("test");
    ledger.take(Args.of("a", 1L, Payload.sha256(bytes), bytes));
    assertEquals(List.of(), ledger.offences(Map.of("a", 1L)));
    ledger.take(Args.of("b", 1L, Payload.sha256(new byte[] {1}), bytes));
    assertEquals(1, ledger.offences(Map.of("a", 1L, "b", 1L)).size());
  }

  private static CallLedger calls(CompletableFuture<Args> first, CompletableFuture<Args> second) {
    var ledger = new CallLedger("test");
    ledger.made(1, null, first);
    ledger.made(2, null, second);
    return ledger;
  }

  private static CompletableFuture<Args> answer(long number) {
    return completedFuture(Args.of(number));
  }

  @Test
  void callsEndWithTheirAnswerOrAReason() {
    CompletableFuture<Args> lost =
        failedFuture(new DisconnectedException("lost", DisconnectReason.TRANSPORT_ERROR, null));
    assertEquals(List.of(), calls(answer(1), lost).offencesOfCalls(List.of(1L)));
    assertEquals(List.of(), calls(answer(1), lost).offencesOfCalls(List.of(1L, 2L)));
    assertEquals(1, calls(answer(1), lost).offencesOfCalls(List.of(1L, 2L, 2L)).size());
    assertEquals(1, calls(answer(1), answer(1)).offencesOfCalls(List.of(1L, 2L)).size());
    assertEquals(1, calls(answer(1), answer(2)).offencesOfCalls(List.of(1L)).size());
    assertEquals(1, calls(answer(1), refused()).offencesOfCalls(List.of(1L, 2L)).size());
    assertEquals(
        1, calls(answer(1), new CompletableFuture<>()).offencesOfCalls(List.of(1L)).size());
    assertEquals(
        1,
        calls(answer(1), failedFuture(new IllegalStateException()))
            .offencesOfCalls(List.of(1L))
            .size());
  }

  @Test
  void retriesArriveAtLeastOnceAndFirstInOrder() {
    CallLedger both = calls(answer(1), answer(2));
    assertEquals(List.of(), both.offencesOfRetries(List.of(1L, 1L, 2L, 1L), false));
    assertEquals(1, both.offencesOfRetries(List.of(2L, 1L), false).size());
    assertEquals(1, both.offencesOfRetries(List.of(1L), false).size());
    CallLedger one = calls(answer(1), refused());
    assertEquals(1, one.offencesOfRetries(List.of(1L), false).size());
    assertEquals(List.of(), one.offencesOfRetries(List.of(1L), true));
  }

  @Test
  void questionsComeOnce() {
    var ledger = new QuestionLedger();
    Object unused = ledger.answer(Args.of(1L));
    assertEquals(List.of(), ledger.offences(List.of(1L)));
    assertEquals(1, ledger.offences(List.of(1L, 2L)).size());
    unused = ledger.answer(Args.of(1L));
    assertEquals(1, ledger.offences(List.of(1L)).size());
  }

  @Test
  void livesFollowTheDiagram() {
    var life = new LifeLedger();
    life.changed(ClientState.IDLE, ClientState.CONNECTING, null);
    life.changed(ClientState.CONNECTING, ClientState.CONNECTED, null);
    life.connected(false);
    life.disconnected(DisconnectReason.TRANSPORT_ERROR);
    life.changed(ClientState.CONNECTED, ClientState.WAITING, null);
    assertEquals(List.of(), life.offences());
    life.disconnected(DisconnectReason.TRANSPORT_ERROR);
    life.connected(false);
    life.connected(false);
    life.changed(ClientState.CONNECTING, ClientState.WAITING, null);
    life.changed(ClientState.WAITING, ClientState.CONNECTED, null);
    assertEquals(4, life.offences().size());
  }
}

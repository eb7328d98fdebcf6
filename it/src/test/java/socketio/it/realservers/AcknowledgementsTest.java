package socketio.it.realservers;

import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.CallHandler;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.it.support.Await;
import socketio.it.support.NodeServer;
import socketio.it.support.Setup;
import socketio.it.support.Values;

/** Acknowledgements, those of the server and those of the client. */
class AcknowledgementsTest extends RealServerTest {
  AcknowledgementsTest(Setup setup, NodeServer server) {
    super(setup, server);
  }

  @Test
  void theServerAcknowledgesWithoutValues() throws InterruptedException {
    connect();

    assertEquals(List.of(), peer.root().call("call-none").toList());
  }

  @Test
  void theServerAcknowledgesWithSeveralValues() throws InterruptedException {
    connect();

    assertEquals(
        asList(1L, "two", Map.of("three", 3L), null), peer.root().call("call-many").toList());
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        answer("nothing", question -> null, List.of()),
        answer("one value", question -> question.get(0), List.of("a")),
        answer("null as a value", question -> Args.of((Object) null), asList((Object) null)),
        answer("several values", question -> Args.of(1, "two"), List.of(1L, "two")),
        answer("a list", question -> List.of(1, 2), List.of(List.of(1L, 2L))),
        answer("later", question -> later("x"), List.of("x")));
  }

  private static CompletionStage<String> later(String value) {
    return CompletableFuture.supplyAsync(() -> value);
  }

  private static Arguments answer(
      String name, CallHandler handler, List<@Nullable Object> expected) {
    return Arguments.of(Named.of(name, handler), expected);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void theServerGetsWhatTheCallHandlerReturns(CallHandler handler, List<@Nullable Object> expected)
      throws InterruptedException {
    var answered = new CompletableFuture<Args>();
    peer.root().events().onCall("question", handler);
    peer.root().events().on("answered", answered::complete);
    connect();

    peer.root().emit("ask-me", "a");

    assertEquals(expected, Await.result(answered).toList());
  }

  @Test
  void theServerGetsAnEmptyAcknowledgementFromAnOrdinaryHandler() throws InterruptedException {
    var answered = new CompletableFuture<Args>();
    peer.root().events().on("question", question -> {});
    peer.root().events().on("answered", answered::complete);
    connect();

    peer.root().emit("ask-me", "a");

    assertEquals(List.of(), Await.result(answered).toList());
  }

  @Test
  void binaryGoesBothWaysInAcknowledgements() throws InterruptedException {
    peer.root().events().onCall("question", byte[].class, bytes -> Map.of("same", bytes));
    connect();

    Args reply = peer.root().call("call-back", (Object) new byte[] {1, 2, 3});

    assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) Values.at(reply, 0, "same"));
  }

  @Test
  void aCallThatIsNeverAcknowledgedTimesOut() throws InterruptedException {
    connect();

    AckTimeoutException error =
        assertThrows(
            AckTimeoutException.class,
            () -> peer.root().call(Duration.ofMillis(200), "call-never"));

    assertTrue(String.valueOf(error.getMessage()).contains("call-never"), error::toString);
    assertEquals(List.of("still here"), peer.root().call("call", "still here").toList());
  }

  @Test
  void aCallFailsWhenTheServerDisconnects() throws InterruptedException {
    connect();

    DisconnectedException error =
        assertThrows(DisconnectedException.class, () -> peer.root().call("kick"));

    assertEquals(DisconnectReason.SERVER_DISCONNECT, error.reason());
  }
}

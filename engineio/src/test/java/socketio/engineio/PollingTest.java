package socketio.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.ConnectionException.Phase;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.spi.Engine;
import socketio.spi.Frame;

/** Engine.IO protocol, "HTTP long-polling". The network checks that no two of a kind overlap. */
class PollingTest extends EngineTest {
  @Test
  void pollsAgainAndAgain() {
    openPolling(NO_UPGRADES);
    poll("4one|6|4two");
    poll("4three");

    assertEquals(List.of("one", "two", "three"), diary.messages);
    assertTrue(network.polling());
  }

  @Test
  void postsInOneRequestWhatIsSentInOneTask() {
    openPolling(NO_UPGRADES);
    loop.run(
        () -> {
          engine().send(frames("a"));
          engine().send(List.of(new Frame.Text("b"), new Frame.Binary(new byte[] {1, 2, 3, 4})));
        });

    assertEquals("4a|4b|bAQIDBA==", posted());
    assertFalse(network.posting());
  }

  @Test
  void postsWhatWasSentMeanwhileAfterThePostInFlight() {
    openPolling(NO_UPGRADES);
    send("a");
    send("b");
    send("c");

    assertEquals("4a", posted());
    assertEquals("4b|4c", posted());
    assertFalse(network.posting());
  }

  @Test
  void postsApartWhatMustNotOvertake() {
    openPolling(NO_UPGRADES);
    loop.run(
        () -> {
          engine().send(frames("a", "b"));
          engine().sendApart(frames("c"));
          engine().sendApart(frames("d"));
          engine().send(frames("e"));
          engine().sendApart(frames("f"));
        });

    assertEquals("4a|4b", posted());
    assertEquals("4c|4d", posted());
    assertEquals("4e", posted());
    assertEquals("4f", posted());
    assertFalse(network.posting());
  }

  @Test
  void postsAtOnceWhatIsApartFromNothing() {
    openPolling(NO_UPGRADES);
    loop.run(
        () -> {
          engine().sendApart(frames("a"));
          engine().sendApart(frames());
        });
    assertEquals("4a", posted());

    send("b");
    loop.run(() -> engine().sendApart(frames()));
    send("c");
    assertEquals("4b", posted());
    assertEquals("4c", posted());
    assertFalse(network.posting());
  }

  @Test
  void wrapsNoBase64() {
    openPolling(NO_UPGRADES);
    sendBinary(new byte[600]);

    assertEquals("b" + "A".repeat(800), posted());
  }

  /** A euro sign is three bytes; a lone surrogate becomes one; base64 takes four for three. */
  @ParameterizedTest
  @CsvSource({"4€4€4€, 14", "4\uD83D\uDE004, 8", "4\uD8004, 5", "ü€, 7"})
  void countsThePayloadInUtf8Bytes(String text, int size) {
    String payload = "4" + text + "\u001e4";
    assertEquals(payload.getBytes(StandardCharsets.UTF_8).length, size + 1);
    openPolling(NO_UPGRADES.replace("1000000", String.valueOf(size)));
    send(text, "");
    assertEquals("4" + text, posted().replace("?", "\uD800"));
    assertEquals("4", posted());

    PollingTest wider = new PollingTest();
    wider.openPolling(NO_UPGRADES.replace("1000000", String.valueOf(size + 1)));
    wider.send(text, "");
    assertEquals("4" + text + "|4", wider.posted().replace("?", "\uD800"));
  }

  @Test
  void countsBinaryAsBase64() {
    openPolling(NO_UPGRADES.replace("1000000", "11"));
    loop.run(
        () ->
            engine()
                .send(
                    List.of(
                        new Frame.Binary(new byte[3]),
                        new Frame.Binary(new byte[3]),
                        new Frame.Binary(new byte[4]))));

    assertEquals("bAAAA|bAAAA", posted());
    assertEquals("bAAAAAA==", posted());
  }

  @Test
  void sendsAPacketThatIsTooLongAlone() {
    openPolling(NO_UPGRADES.replace("1000000", "10"));
    send("a", "x".repeat(50), "b");

    assertEquals("4a", posted());
    assertEquals("4" + "x".repeat(50), posted());
    assertEquals("4b", posted());
  }

  @ParameterizedTest
  @CsvSource({"10, 9, 6", "9, 8, 6", "8, 7, 3", "5, 4, 3", "4, 3, 0", "1, 0, 0"})
  void limitsAreThoseOfTheEncodedPacket(int maxPayload, int text, int binary) {
    openPolling(NO_UPGRADES.replace("1000000", String.valueOf(maxPayload)));
    loop.run(() -> assertEquals(new Engine.Limits(text, binary), engine().limits()));
  }

  @Test
  void countsWhatIsQueuedAndInFlight() {
    openPolling(NO_UPGRADES);
    send("aaaa");
    send("bb");
    loop.run(() -> assertEquals(4 + 1 + 2 + 1, engine().queuedBytes()));

    posted();
    loop.run(() -> assertEquals(3, engine().queuedBytes()));
    assertEquals(List.of("open " + SID, "drain"), diary.lines);
    posted();
    loop.run(() -> assertEquals(0, engine().queuedBytes()));
  }

  @Test
  void takesAnyNumberOfPacketsInOneResponse() {
    openPolling(NO_UPGRADES);
    poll("4x|".repeat(5000) + "6");

    assertEquals(5000, diary.messages.size());
  }

  @Test
  void deliversTheRestOfAResponseOnlyWhenReadingIsResumed() {
    openPolling(NO_UPGRADES);
    diary.onMessage = () -> engine().reading(false);
    poll("4one|4two|4three");
    assertEquals(List.of("one"), diary.messages);
    assertFalse(network.polling());

    loop.run(() -> engine().reading(true));
    assertEquals(List.of("one", "two"), diary.messages);
    diary.onMessage = () -> {};
    loop.run(() -> engine().reading(true));
    assertEquals(List.of("one", "two", "three"), diary.messages);
    assertTrue(network.polling());
  }

  @Test
  void postsWhileNotReading() {
    openPolling(NO_UPGRADES);
    loop.run(() -> engine().reading(false));
    poll("6");
    assertFalse(network.polling());

    send("x");
    assertEquals("4x", posted());
  }

  @Test
  void canStopReadingBeforeItIsOpen() {
    open(socketio.TransportKind.POLLING);
    loop.run(() -> engine().reading(false));
    network.get().answer(NO_UPGRADES + "|4x");
    loop.run();

    assertEquals(List.of("open " + SID), diary.lines);
    assertFalse(network.polling());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4ok||4x", "|", "4ok|", "7", "x", "0{}", "b***", "4ok|bA"})
  void endsOnAMalformedPayload(String payload) {
    openPolling(NO_UPGRADES);
    poll(payload);

    assertEnded(DisconnectReason.PARSE_ERROR);
    assertInstanceOf(DecodingException.class, diary.cause);
    assertFalse(network.polling());
    assertEquals("1", network.post().body(), "the server is notified");
  }

  @Test
  void saysWhatWasMalformed() {
    openPolling(NO_UPGRADES);
    poll("!secret");
    assertWords(diary.cause, "the server sent a packet of unexpected type '!");
    assertFalse(String.valueOf(diary.cause).contains("secret"));
  }

  @Test
  void ignoresPacketsThatMeanNothingHere() {
    openPolling(NO_UPGRADES);
    poll("6|3|5|4x");

    assertEquals(List.of("open " + SID, "message x"), diary.lines);
  }

  @Test
  void endsWhenTheServerCloses() {
    openPolling(NO_UPGRADES);
    poll("4last|1|4never");

    assertEquals(List.of("open " + SID, "message last", "close TRANSPORT_CLOSE"), diary.lines);
    assertFalse(network.posting(), "the server knows");
    assertEquals(0, loop.timers());
  }

  @Test
  void explainsAnUnknownSession() {
    openPolling(NO_UPGRADES);
    send("x");
    network.get().answer(400, "{\"code\":1,\"message\":\"Session ID unknown\"}");
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(
        Phase.HANDSHAKE,
        "HTTP 400 over polling: \"Session ID unknown\"",
        "has ended there",
        "sticky sessions",
        "WebSocket alone");
    assertEquals(400, failure().httpStatus());
    assertTrue(network.posts.get(0).future.isCancelled());
  }

  @Test
  void explainsAPostThatIsTooLarge() {
    openPolling(NO_UPGRADES);
    send("x".repeat(99));
    network.post().answer(413, "");
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.HANDSHAKE, "a request of 100 bytes", "maxHttpBufferSize");
    assertFalse(network.polling());
  }

  @Test
  void endsWhenAGetFails() {
    openPolling(NO_UPGRADES);
    network.get().fail(new IOException("reset"));
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.CONNECT, "the polling connection to http://example.com", "broke", "reset");
  }

  @Test
  void endsWhenAPostFails() {
    openPolling(NO_UPGRADES);
    send("x");
    network.post().fail(new IOException("reset"));
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFalse(network.polling());
  }

  @Test
  void dropsAnAnswerThatComesTooLate() {
    openPolling(NO_UPGRADES);
    loop.execute(() -> engine().abort(DisconnectReason.PARSE_ERROR, new IOException("x")));
    network.get().answer("4late");
    loop.run();

    assertEquals(List.of("open " + SID, "close PARSE_ERROR"), diary.lines);
  }

  @Test
  void ignoresEverythingAfterTheEnd() {
    openPolling(NO_UPGRADES);
    poll("1");
    send("x");
    close();
    loop.run(
        () -> {
          engine().reading(false);
          engine().abort(DisconnectReason.PARSE_ERROR, new IOException("x"));
          assertEquals(0, engine().queuedBytes());
        });

    assertEquals("close TRANSPORT_CLOSE", diary.lines.get(diary.lines.size() - 1));
    assertFalse(network.posting());
    assertEquals(0, loop.timers());
  }
}

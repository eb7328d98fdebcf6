package socketio.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.TransportKind.POLLING;
import static socketio.TransportKind.WEBSOCKET;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.Frame;
import socketio.spi.Transport;

/** Engine.IO protocol, "Handshake": how it is made and how it fails. */
class OpeningTest extends EngineTest {
  @Test
  void opensByPollingAndReportsTheSessionId() {
    openPolling(HANDSHAKE);

    assertEquals(List.of("open " + SID), diary.lines);
    loop.run(() -> assertEquals(POLLING, engine().transport()));
  }

  @Test
  void opensByWebSocketDirectlyWhereThatComesFirst() {
    open(WEBSOCKET, POLLING);
    assertTrue(network.gets.isEmpty());
    assertEquals("EIO=4&transport=websocket", network.channel().request.uri().getRawQuery());
    network.channel().open();
    network.channel().text(HANDSHAKE);
    loop.run();

    assertEquals(List.of("open " + SID), diary.lines);
    loop.run(() -> assertEquals(WEBSOCKET, engine().transport()));
    assertEquals(1, network.channels.size(), "no upgrade from a channel");
  }

  @Test
  void opensWithTheFirstTransportThatTheLibraryHas() {
    network.kinds = Set.of(POLLING);
    open(WEBSOCKET, POLLING);

    assertTrue(network.polling());
  }

  @Test
  void namesTheTransportsThatNobodyOffers() {
    network.kinds = Set.of(POLLING);
    open(WEBSOCKET, TransportKind.of("webtransport"));

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(
        Phase.CONNECT, "[websocket, webtransport]", ", but the network library offers [polling]");
  }

  @Test
  void acceptsAHandshakeWithoutUpgradesAndMaxPayloadAndWithUnknownMembers() {
    openPolling(
        "0{\"x\":{\"a\":[1,{\"b\":null}],\"c\":\"\\\"}\"},\"pingTimeout\":2e4,\"pingInterval\":25000.0,"
            + "\"sid\":\"a\\u0062\\n\",\"y\":true}");

    assertEquals(List.of("open ab\n"), diary.lines);
    loop.run(() -> assertTrue(engine().limits().text() > 2_000_000_000));
    assertTrue(network.get().query().endsWith("&sid=ab%0A"));
  }

  @Test
  void deliversPacketsThatComeWithTheHandshakeAfterOpen() {
    openPolling(NO_UPGRADES + "|4one|bAQI=|4two");

    assertEquals(
        List.of("open " + SID, "message one", "message <0102>", "message two"), diary.lines);
    assertTrue(network.polling());
  }

  @Test
  void sendsWhatWasSentBeforeOpenFirst() {
    open(POLLING);
    send("early");
    loop.run(() -> assertEquals(5, engine().queuedBytes()));
    diary.onOpen = () -> engine().send(frames("late"));
    network.get().answer(NO_UPGRADES);
    loop.run();

    assertEquals("4early|4late", network.post().body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0{\"sid\":\"x\",\"pingInterval\":25000,\"pingTi; cut off after",
        "0{\"sid\":\"x\",\"pingInterval\":25000}; no number pingTimeout",
        "0{\"pingTimeout\":20000,\"pingInterval\":25000}; no sid",
        "0{\"sid\":\"\",\"pingTimeout\":20000,\"pingInterval\":25000}; no sid",
        "0{\"sid\":\"x\",\"pingTimeout\":0,\"pingInterval\":25000}; pingTimeout is 0.0 ms; expected from 1 to ",
        "0{\"sid\":\"x\",\"pingTimeout\":20000,\"pingInterval\":-1}; pingInterval is -1.0 ms",
        "0{\"sid\":\"x\",\"pingTimeout\":20000,\"pingInterval\":1e12}; pingInterval is 1.0E12 ms",
        "0{\"sid\":\"x\",\"pingTimeout\":20000,\"pingInterval\":\"25000\"}; no number pingInterval",
        "0{\"sid\":\"x\",}; unexpected character at index 11",
        "0{\"sid\":\"x\"}garbage; unexpected character at index 11",
        "0{\"sid\":\"\\q\"}; unexpected character",
        "0{\"sid\":nan}; unexpected character",
      })
  void explainsADamagedHandshake(String packet, String words) {
    openPolling(packet);

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.HANDSHAKE, "the handshake of http://example.com:8080/socket.io/", words);
    assertEquals(POLLING, failure().transport());
    assertNull(failure().body(), "a handshake holds a session id");
  }

  @Test
  void acceptsSpacesInAHandshake() {
    openPolling(HANDSHAKE.replace("{", " { ").replace(",", " ,\t").replace(":", " : "));
    assertEquals(List.of("open " + SID), diary.lines);
  }

  @Test
  void quotesNoPartOfAHandshakeHoweverOdd() {
    openChannel("0 " + HANDSHAKE.substring(1).replace("25000", "0"));
    assertFailed(Phase.HANDSHAKE, "is damaged: pingInterval is 0.0 ms");
  }

  @Test
  void explainsABinaryFirstMessageOnAChannel() {
    open(WEBSOCKET);
    network.channel().open();
    network.channel().listener.onFrame(new Frame.Binary(new byte[3]));
    loop.run();
    assertFailed(Phase.HANDSHAKE, "message is no handshake: Binary[3 bytes]");
  }

  @Test
  void explainsADamagedHandshakeOnAChannel() {
    openChannel("0{\"sid\":5}");

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.HANDSHAKE, "is damaged: no sid");
    assertTrue(network.channel().aborted);
  }

  @Test
  void boundsTheDepthAndTheLengthOfAHandshake() {
    openPolling("0{\"a\":" + "[".repeat(100_000));
    assertFailed(Phase.HANDSHAKE, "more than 65536 characters");
  }

  @Test
  void boundsTheDepthOfAHandshake() {
    openPolling("0{\"a\":" + "[".repeat(1000));
    assertFailed(Phase.HANDSHAKE, "nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(strings = {"97:0{\"sid\":\"x\"}2:40", "\u0000\u0009\u0007\u00ff0{\"sid\":\"x\"}"})
  void recognisesASocketIo2Server(String body) {
    open(POLLING);
    network
        .get()
        .future
        .complete(
            new Transport.Response(200, Map.of(), body.getBytes(StandardCharsets.ISO_8859_1)));
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.HANDSHAKE, "is Socket.IO 2.x (Engine.IO 3)", "3.x and 4.x");
    assertEquals(200, failure().httpStatus());
    assertNull(failure().body());
  }

  @Test
  void tellsTheKindOfAnAnswerThatIsNotSocketIoAndKeepsItsBeginning() {
    open(POLLING);
    network
        .get()
        .answer(200, "<!doctype html>\n<html>" + "x".repeat(10_000), "Content-Type", "text/html");
    loop.run();

    assertFailed(
        Phase.HANDSHAKE,
        "not a Socket.IO server at http://example.com:8080/socket.io/",
        "the answer is text/html, 10022 bytes",
        "check the address and the path");
    assertEquals(200, failure().httpStatus());
    assertEquals(4096, String.valueOf(failure().body()).length());
  }

  @Test
  void saysThatAnAnswerIsEmpty() {
    openPolling("");
    assertFailed(Phase.HANDSHAKE, "the answer is empty");
  }

  @Test
  void tellsTheSizeOfAChannelsFirstMessageThatIsNotAHandshakeAndKeepsIt() {
    openChannel("hello");

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.HANDSHAKE, "not a Socket.IO server", "is no handshake: Text[5 chars]");
    assertEquals("hello", failure().body());
    assertTrue(network.channel().aborted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "401; no; authentication is required",
        "403; no; forbids this client",
        "403; {\"code\":4,\"message\":\"go away\"}; \"go away\": the server's allowRequest refuses",
        "404; Cannot GET /; nothing is served at this path",
        "400; {\"code\":0,\"message\":\"Transport unknown\"}; does not offer this transport",
        "400; {\"code\":2,\"message\":\"Bad handshake method\"}; the handshake must be a GET",
        "400; {\"code\":3,\"message\":\"Bad request\"}; \"Bad request\": the server does not accept",
        "400; {\"code\":5,\"message\":\"Unsupported protocol version\"}; does not support Engine.IO 4",
        "400; {\"code\":17,\"message\":\"own words\"}; \"own words\"",
        "400; what; the server refuses the request",
        "407; no; the proxy wants a user name and a password",
        "429; no; too many requests",
        "500; no; the server failed; see its log",
        "502; no; a proxy cannot reach",
        "504; no; timed out waiting",
      })
  void explainsAnHttpStatus(int status, String body, String words) {
    open(POLLING);
    network.get().answer(status, body);
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(
        Phase.HANDSHAKE,
        "http://example.com:8080/socket.io/ answered HTTP " + status + " over polling",
        words);
    assertEquals(status, failure().httpStatus());
    assertEquals(body, failure().body());
    assertEquals(POLLING, failure().transport());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "none",
      value = {
        "120; none; PT2M",
        " 0 ; none; PT0S",
        "99999999999999999999; none; PT24H",
        "100000; none; PT24H",
        "Thu, 01 Jan 2026 00:01:30 GMT; none; PT1M30S",
        "Thu, 01 Jan 2026 00:01:30 GMT; Thu, 01 Jan 2026 00:01:00 GMT; PT30S",
        "Thu, 01 Jan 2026 00:01:30 GMT; nonsense; PT1M30S",
        "Wed, 31 Dec 2025 00:00:00 GMT; none; PT0S",
        "Fri, 01 Jan 9999 00:00:00 GMT; none; PT24H",
        "-1; none; none",
        "1.5; none; none",
        "soon; none; none",
        "''; none; none",
      })
  void tellsHowLongTheServerWantsToBeLeftAlone(
      String header, @Nullable String date, @Nullable Duration expected) {
    open(POLLING);
    if (date == null) {
      network.get().answer(503, "", "Retry-After", header);
    } else {
      network.get().answer(503, "", "Retry-After", header, "Date", date);
    }
    loop.run();

    assertEquals(503, failure().httpStatus());
    assertEquals(expected, failure().retryAfter());
  }

  @Test
  void tellsHowLongToLeaveAServerAloneThatRefusesAChannel() {
    open(WEBSOCKET);
    network
        .channel()
        .listener
        .onFailure(new IOException("x"), FakeNetwork.response(429, "", "retry-after", "7"));
    loop.run();

    assertEquals(Duration.ofSeconds(7), failure().retryAfter());
  }

  @Test
  void namesTheHostOfARedirectAndDoesNotFollowIt() {
    open(POLLING);
    network.get().answer(302, "", "Location", "https://login.example.com/?token=secret");
    loop.run();

    assertFailed(Phase.HANDSHAKE, "redirects to the host login.example.com");
    assertFalse(String.valueOf(failure().getMessage()).contains("secret"));
    assertEquals(1, network.gets.size());
  }

  @Test
  void namesTheHostOfARedirectInBounds() {
    open(POLLING);
    network.get().answer(302, "", "Location", "https://" + "a".repeat(60_000) + ".example.com/");
    loop.run();

    assertFailed(Phase.HANDSHAKE, "redirects to the host aaa");
    assertTrue(String.valueOf(failure().getMessage()).length() < 500);
  }

  @Test
  void explainsARedirectWithinTheHostOrToNowhere() {
    open(POLLING);
    network.get().answer(308, "", "location", "/other");
    loop.run();
    assertFailed(Phase.HANDSHAKE, "another path of the same host");
  }

  @Test
  void explainsTheStatusThatAnsweredAChannel() {
    open(WEBSOCKET);
    IOException cause = new IOException("Expected HTTP 101");
    network.channel().listener.onFailure(cause, FakeNetwork.response(403, "no"));
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.HANDSHAKE, "answered HTTP 403 over websocket");
    assertEquals(WEBSOCKET, failure().transport());
    assertEquals("no", failure().body());
  }

  @Test
  void tellsTheWaysOfNotReachingAServerApart() {
    IOException[] causes = {
      new UnknownHostException("example.com"),
      new ConnectException("Connection refused"),
      new SSLHandshakeException("PKIX path building failed"),
      new SocketTimeoutException("timeout"),
      new IOException("http://example.com/?secret=1"),
    };
    String[] words = {
      "the host name cannot be resolved",
      "no connection (Connection refused); is the server running there?",
      "TLS failed (PKIX path building failed); is the certificate valid",
      "no answer in time",
      "over polling: IOException",
    };
    for (int i = 0; i < causes.length; i++) {
      ConnectionFailure test = new ConnectionFailure();
      test.open(POLLING);
      test.network.get().fail(causes[i]);
      test.loop.run();

      test.assertEnded(DisconnectReason.TRANSPORT_ERROR);
      test.assertFailed(
          Phase.CONNECT,
          "cannot reach http://example.com:8080/socket.io/ over polling: ",
          words[i]);
      assertSame(causes[i], test.failure().getCause());
      assertEquals(0, test.failure().httpStatus());
      assertFalse(String.valueOf(test.failure().getMessage()).contains("secret"));
    }
  }

  private static final class ConnectionFailure extends EngineTest {}

  @Test
  void explainsAChannelThatCannotBeOpened() {
    open(WEBSOCKET);
    network.channel().listener.onFailure(new ConnectException("Connection refused"), null);
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.CONNECT, "cannot reach", "over websocket");
  }

  @Test
  void reportsAChannelClosedBeforeTheHandshakeAsAClose() {
    open(WEBSOCKET);
    network.channel().open();
    network.channel().listener.onClose(1008, "not allowed");
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_CLOSE);
    assertFailed(
        Phase.HANDSHAKE, "closed the websocket connection with code 1008 (\"not allowed\")");
  }

  @Test
  void givesUpPollingWhenTheTimeIsOver() {
    open(POLLING);
    loop.advance(Duration.ofSeconds(10));

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.CONNECT, "did not answer over polling within 10000 ms");
    assertFalse(network.polling());
  }

  @Test
  void givesUpAChannelThatDoesNotOpenInTime() {
    open(WEBSOCKET);
    loop.advance(Duration.ofSeconds(10));

    assertFailed(Phase.CONNECT, "did not answer over websocket within 10000 ms");
    assertTrue(network.channel().aborted);
  }

  @Test
  void givesUpAChannelThatSendsNoHandshakeInTime() {
    open(WEBSOCKET);
    network.channel().open();
    loop.advance(Duration.ofSeconds(10));

    assertFailed(
        Phase.HANDSHAKE, "accepted the websocket connection but sent no Engine.IO handshake");
  }

  @Test
  void waitsForAsLongAsItIsTold() {
    timeout = Duration.ofSeconds(Long.MAX_VALUE);
    openPolling(NO_UPGRADES);

    assertEquals(List.of("open " + SID), diary.lines);
  }

  @Test
  void reportsATransportThatThrows() {
    network.refusal = new IllegalArgumentException("bad header");
    open(POLLING);

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.CONNECT, "IllegalArgumentException (bad header)");
  }

  @Test
  void reportsATransportThatThrowsOnAChannel() {
    network.refusal = new IllegalArgumentException("bad header");
    open(WEBSOCKET);

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.CONNECT, "IllegalArgumentException (bad header)");
  }

  @Test
  void reportsAnAddressThatIsNotValidWithoutItsQuery() {
    uri = URI.create("http://user:secret@example.com/?token=secret");
    path = "/a b/";
    open(POLLING);

    assertFailed(Phase.CONNECT, "not a valid URI: http://example.com/a b/");
    assertFalse(String.valueOf(failure().getMessage()).contains("secret"));
  }

  @Test
  void endsAtOnceWhenAborted() {
    open(POLLING);
    loop.run(
        () -> {
          engine().abort(DisconnectReason.PARSE_ERROR, new IOException("x"));
          assertEquals(DisconnectReason.PARSE_ERROR, diary.reason);
        });
    assertFalse(network.polling());
    assertEquals(0, loop.timers());
  }

  @Test
  void hasNoLimitsBeforeTheHandshake() {
    open(POLLING);
    loop.run(() -> assertEquals(Engine.Limits.NONE, engine().limits()));
  }
}

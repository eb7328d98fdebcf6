package socketio.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.spi.Transport;

/** The contract of {@link Transport#exchange}. */
@Timeout(60)
abstract class ExchangeContract extends ExchangeFixture {
  /**
   * {@link Transport#exchange}: every status completes normally; RFC 9110, 15.4: no redirect is
   * followed.
   */
  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 302, 307, 400, 401, 404, 408, 429, 500, 502, 503})
  void everyStatusCompletesNormallyAndIsNotFollowedUp(int status) throws Exception {
    String location = "Location: /elsewhere\r\n";
    if (status == 204) {
      http.raw("HTTP/1.1 204 Prepared\r\n" + location + "\r\n", new byte[0]);
    } else {
      http.answer(status, location, "said by the server");
    }

    Transport.Response answer = succeed(get(uri()));

    assertEquals(status, answer.status());
    assertEquals(status == 204 ? "" : "said by the server", new String(answer.body(), UTF_8));
    assertEquals("/elsewhere", answer.header("location"));
    assertEquals(1, http.count());
  }

  /** Engine.IO protocol, HTTP long-polling: the body of a POST is a text. */
  @Test
  void postSendsItsBodyAsText() throws Exception {
    http.answer(200, "", "ok");

    succeed(post(uri(), Map.of(), "4\"grüß\"".getBytes(UTF_8)));

    ScriptedHttp.Asked request = http.takeRequest();
    assertEquals("POST /engine.io/?EIO=4&transport=polling HTTP/1.1", request.lines().get(0));
    assertEquals("4\"grüß\"", request.text());
    assertEquals(
        List.of("text/plain;charset=utf-8"),
        request.values("Content-Type").stream()
            .map(type -> type.replace(" ", "").toLowerCase(Locale.ROOT))
            .toList());
  }

  /** RFC 9110, 8.6: "Content-Length: 0" of a POST without content. */
  @Test
  void postWithoutBodySendsAnEmptyOne() throws Exception {
    http.answer(200, "", "ok");

    succeed(post(uri(), Map.of(), null));

    ScriptedHttp.Asked request = http.takeRequest();
    assertEquals("", request.text());
    assertEquals(List.of("0"), request.values("Content-Length"));
  }

  /** {@link Transport.Request#headers}. */
  @Test
  void headersOfTheRequestReplaceTheLibrarysOwn() throws Exception {
    http.answer(200, "", "ok");
    Map<String, List<String>> headers =
        Map.of(
            "User-Agent", List.of("me"),
            "content-type", List.of("application/octet-stream"),
            "X-Two", List.of("a", "b"),
            "Cookie", List.of("io=1"));

    succeed(post(uri(), headers, new byte[] {1}));

    ScriptedHttp.Asked request = http.takeRequest();
    assertEquals(List.of("me"), request.values("User-Agent"));
    assertEquals(List.of("application/octet-stream"), request.values("Content-Type"));
    assertEquals(List.of("a", "b"), request.values("X-Two"));
    assertEquals(List.of("io=1"), request.values("Cookie"));
  }

  /** {@link Transport}: it "keeps and adds no cookies". */
  @Test
  void cookiesAreReportedButNotKept() throws Exception {
    http.answer(200, "Set-Cookie: a=1; Path=/\r\nSet-Cookie: b=2; Path=/\r\n", "");
    http.answer(200, "", "");

    Transport.Response first = succeed(get(uri()));
    succeed(get(uri()));

    assertEquals(List.of("a=1; Path=/", "b=2; Path=/"), first.headers().get("Set-Cookie"));
    http.takeRequest();
    assertEquals(List.of(), http.takeRequest().values("Cookie"));
  }

  /** {@link Transport#exchange}: cancelling aborts. */
  @Test
  void cancelAbortsTheExchange() throws Exception {
    var asked = new CountDownLatch(1);
    var gone = new CompletableFuture<Integer>();
    try (var silent =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              asked.countDown();
              gone.complete(socket.getInputStream().read());
            })) {
      CompletableFuture<Transport.Response> response = transport.exchange(get(silent.uri()));
      assertTrue(asked.await(10, SECONDS));

      assertTrue(response.cancel(true));

      assertEquals(-1, gone.get(10, SECONDS));
    }
  }

  /** {@link Transport#exchange}: no limit but that of the request. */
  @Test
  void largeBodiesPassBothWays() throws Exception {
    var body = new byte[8 << 20];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31);
    }
    http.answer(200, "", body);

    Transport.Response answer = succeed(post(uri(), Map.of(), body));

    assertArrayEquals(body, answer.body());
    ScriptedHttp.Asked request = http.takeRequest();
    assertArrayEquals(body, request.body());
  }

  /**
   * {@link Transport}: no limit of its own; Engine.IO protocol, HTTP long-polling: every session
   * has a pending GET.
   */
  @Test
  void twoHundredLongPollsToOneHostWaitAtTheSameTime() throws Exception {
    int count = 200;
    var waiting = new CountDownLatch(count);
    try (var patient =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              waiting.countDown();
              boolean all = waiting.await(30, SECONDS);
              String status = all ? "200 All" : "500 Some";
              write(socket, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
            })) {
      var polls = new ArrayList<CompletableFuture<Transport.Response>>();
      for (int i = 0; i < count; i++) {
        polls.add(transport.exchange(get(patient.uri(), Duration.ofSeconds(50))));
      }

      for (CompletableFuture<Transport.Response> poll : polls) {
        assertEquals(200, poll.get(40, SECONDS).status());
      }
    }
  }

  /** {@link Transport#close}. */
  @Test
  void closeFailsWhatIsOpen() throws Exception {
    var asked = new CountDownLatch(1);
    try (var silent =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              asked.countDown();
              socket.getInputStream().readAllBytes();
            })) {
      CompletableFuture<Transport.Response> response = transport.exchange(get(silent.uri()));
      assertTrue(asked.await(10, SECONDS));

      transport.close();

      var failure = assertThrows(ExecutionException.class, () -> response.get(10, SECONDS));
      assertInstanceOf(IOException.class, failure.getCause());
    }
  }

  /** {@link Transport#exchange}, which never throws. */
  @Test
  void afterCloseEveryExchangeFailsByTheFuture() {
    transport.close();
    transport.close();

    IOException failure = fail(get(uri()));

    assertMentions("closed", failure);
    assertEquals(0, http.count());
  }
}

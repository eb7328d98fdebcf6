package socketio.okhttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.spi.Transport;

/** What {@link Transport#exchange} promises. */
@Timeout(60)
abstract class ExchangeContract extends ExchangeFixture {
  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 302, 307, 400, 401, 404, 408, 429, 500, 502, 503})
  void everyStatusCompletesNormallyAndIsNotFollowedUp(int status) throws Exception {
    var response = new MockResponse.Builder().code(status).addHeader("Location", "/elsewhere");
    if (status != 204) {
      response.body("said by the server");
    }
    server.enqueue(response.build());

    Transport.Response answer = succeed(get(uri()));

    assertEquals(status, answer.status());
    assertEquals(status == 204 ? "" : "said by the server", new String(answer.body(), UTF_8));
    assertEquals("/elsewhere", answer.header("location"));
    assertEquals(1, server.getRequestCount());
  }

  @Test
  void postSendsItsBodyAsText() throws Exception {
    server.enqueue(new MockResponse.Builder().body("ok").build());

    succeed(post(uri(), Map.of(), "4\"grüß\"".getBytes(UTF_8)));

    RecordedRequest request = server.takeRequest();
    assertEquals("POST", request.getMethod());
    assertEquals("/engine.io/?EIO=4&transport=polling", request.getTarget());
    assertEquals("4\"grüß\"", body(request));
    assertEquals("text/plain;charset=UTF-8", request.getHeaders().get("Content-Type"));
  }

  @Test
  void postWithoutBodySendsAnEmptyOne() throws Exception {
    server.enqueue(new MockResponse.Builder().body("ok").build());

    succeed(post(uri(), Map.of(), null));

    RecordedRequest request = server.takeRequest();
    assertEquals("", body(request));
    assertEquals("0", request.getHeaders().get("Content-Length"));
  }

  @Test
  void headersOfTheRequestReplaceTheLibrarysOwn() throws Exception {
    server.enqueue(new MockResponse.Builder().body("ok").build());
    Map<String, List<String>> headers =
        Map.of(
            "User-Agent", List.of("me"),
            "content-type", List.of("application/octet-stream"),
            "X-Two", List.of("a", "b"),
            "Cookie", List.of("io=1"));

    succeed(post(uri(), headers, new byte[] {1}));

    RecordedRequest request = server.takeRequest();
    assertEquals(List.of("me"), request.getHeaders().values("User-Agent"));
    assertEquals(List.of("application/octet-stream"), request.getHeaders().values("Content-Type"));
    assertEquals(List.of("a", "b"), request.getHeaders().values("X-Two"));
    assertEquals(List.of("io=1"), request.getHeaders().values("Cookie"));
  }

  @Test
  void cookiesAreReportedButNotKept() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Set-Cookie", "a=1; Path=/")
            .addHeader("Set-Cookie", "b=2; Path=/")
            .build());
    server.enqueue(new MockResponse.Builder().build());

    Transport.Response first = succeed(get(uri()));
    succeed(get(uri()));

    assertEquals(List.of("a=1; Path=/", "b=2; Path=/"), first.headers().get("Set-Cookie"));
    server.takeRequest();
    assertNull(server.takeRequest().getHeaders().get("Cookie"));
  }

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

  @Test
  void largeBodiesPassBothWays() throws Exception {
    var body = new byte[8 << 20];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31);
    }
    server.enqueue(new MockResponse.Builder().body(new Buffer().write(body)).build());

    Transport.Response answer = succeed(post(uri(), Map.of(), body));

    assertArrayEquals(body, answer.body());
    RecordedRequest request = server.takeRequest();
    assertNotNull(request.getBody());
    assertArrayEquals(body, request.getBody().toByteArray());
  }

  @Test
  void twoHundredLongPollsToOneHostWaitAtTheSameTime() throws Exception {
    int count = 200;
    var waiting = new CountDownLatch(count);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            waiting.countDown();
            boolean all = waiting.await(30, SECONDS);
            return new MockResponse.Builder().code(all ? 200 : 500).build();
          }
        });
    var polls = new ArrayList<CompletableFuture<Transport.Response>>();
    for (int i = 0; i < count; i++) {
      polls.add(transport.exchange(get(uri(), Duration.ofSeconds(50))));
    }

    for (CompletableFuture<Transport.Response> poll : polls) {
      assertEquals(200, poll.get(40, SECONDS).status());
    }
  }

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

  @Test
  void afterCloseEveryExchangeFailsByTheFuture() {
    transport.close();
    transport.close();

    IOException failure = fail(get(uri()));

    assertMentions("closed", failure);
    assertEquals(0, server.getRequestCount());
  }
}

package socketio.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an exchange fails: through its future, in bounded time and memory. */
@Timeout(60)
abstract class ExchangeFailureContract extends ExchangeFixture {
  /** RFC 9110, 5.5: no line breaks in values; which may be secrets. */
  @Test
  void headersThatHttpForbidsFailWithoutQuotingTheirValue() {
    IOException failure = fail(get(uri(), Map.of("X-Token", List.of("s3cret\n"))));

    assertMentions("X-Token", failure);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertFalse(cause.toString().contains("s3cret"), cause.toString());
    }
  }

  /** {@link socketio.spi.Transport.Request#uri}: {@code http} or {@code https}. */
  @ParameterizedTest
  @ValueSource(strings = {"ftp://127.0.0.1/", "ws://127.0.0.1/", "mailto:me", "/path"})
  void addressesThatAreNotHttpFailByTheFuture(String uri) {
    fail(get(URI.create(uri)));
  }

  /** {@link socketio.spi.Transport.Request#timeout}. */
  @Test
  void serverThatNeverAnswersRunsIntoTheTimeoutOfTheRequest() throws Exception {
    try (var silent = new RawServer(socket -> socket.getInputStream().readAllBytes())) {
      IOException failure = fail(get(silent.uri(), Duration.ofMillis(300)));

      assertMentions("PT0.3S", failure);
    }
  }

  /** {@link socketio.spi.Transport.Request#timeout}: of the whole exchange. */
  @Test
  void serverThatStallsInTheBodyRunsIntoTheTimeoutOfTheRequest() throws Exception {
    try (var stalling =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
              socket.getInputStream().readAllBytes();
            })) {
      fail(get(stalling.uri(), Duration.ofMillis(300)));
    }
  }

  /** RFC 9112, 8: incomplete messages. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 20",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "SSH-2.0-OpenSSH_9.6\r\n\r\n",
      })
  void truncatedResponsesFail(String response) throws Exception {
    var requests = new AtomicInteger();
    try (var rude =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              requests.incrementAndGet();
              write(socket, response);
            })) {
      fail(get(rude.uri()));
      assertEquals(1, requests.get());
    }
  }

  /** {@link socketio.spi.Transport#exchange}: an {@code IOException}. */
  @Test
  void refusedConnectionFails() throws Exception {
    URI nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    fail(get(nobody));
  }

  /** {@link socketio.spi.Transport#exchange}: an {@code IOException}. */
  @Test
  void tlsToAPlainPortFails() throws Exception {
    try (var server =
        new RawServer(
            socket -> {
              socket.getInputStream().read();
              write(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
            })) {
      String plain = server.uri().toString();

      fail(get(URI.create("https" + plain.substring("http".length()))));
    }
  }

  /** {@link socketio.spi.Transport.Request#maxResponse}, which is a size that may be reached. */
  @Test
  void bodyOfExactlyTheLimitIsTaken() throws Exception {
    byte[] body = "0123456789".getBytes(UTF_8);
    http.answer(200, "", body);
    http.raw(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "3\r\n012\r\n7\r\n3456789\r\n0\r\n\r\n".getBytes(UTF_8));

    assertArrayEquals(body, succeed(get(uri(), 10)).body());
    assertArrayEquals(body, succeed(get(uri(), 10)).body());
  }

  /** {@link socketio.spi.Transport.Request#maxResponse}; RFC 9112, 6.2: the announced length. */
  @Test
  void bodyAnnouncedAsTooLargeFailsBeforeItComes() throws Exception {
    try (var huge =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
              socket.getInputStream().readAllBytes();
            })) {
      IOException failure = fail(get(huge.uri(), 1000));

      assertMentions("1000", failure);
    }
  }

  /** {@link socketio.spi.Transport.Request#maxResponse}; RFC 9112, 7.1: chunks without end. */
  @Test
  void bodyThatNeverEndsFailsAtTheLimit() throws Exception {
    try (var endless =
        new RawServer(
            socket -> {
              RawWebSocket.readHead(RawWebSocket.input(socket));
              write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
              while (true) {
                write(socket, chunk);
              }
            })) {
      IOException failure = fail(get(endless.uri(), 1 << 20));

      assertMentions("1048576", failure);
    }
  }

  /** {@link socketio.spi.Transport.Request#maxResponse}; RFC 9110, 8.4: content codings. */
  @Test
  void limitCountsDecompressedBytes() throws Exception {
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(new byte[1 << 20]);
    }
    assertTrue(compressed.size() < 10_000);
    http.answer(200, "Content-Encoding: gzip\r\n", compressed.toByteArray());

    IOException failure = fail(get(uri(), 100_000));

    assertMentions("100000", failure);
  }

  /** RFC 9110, 9.2.2: a POST is not idempotent. */
  @Test
  void postThatMayHaveArrivedIsNotSentAgain() throws Exception {
    var bodies = new CountDownLatch(2);
    try (var rude =
        new RawServer(
            socket -> {
              var in = RawWebSocket.input(socket);
              RawWebSocket.readHead(in); // the GET
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              RawWebSocket.readHead(in);
              in.readUnsignedByte();
              bodies.countDown(); // and closes without an answer
            })) {
      succeed(get(rude.uri()));

      fail(post(rude.uri(), Map.of(), new byte[] {'4'}));

      assertEquals(1, bodies.getCount());
      assertEquals(1, rude.connections());
    }
  }

  /** Engine.IO protocol, HTTP long-polling: the server forgets the packets of an answer. */
  @Test
  void pollThatMayHaveBeenAnsweredIsNotSentAgain() throws Exception {
    var requests = new AtomicInteger();
    try (var rude =
        new RawServer(
            socket -> {
              var in = RawWebSocket.input(socket);
              RawWebSocket.readHead(in);
              requests.incrementAndGet();
              write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              RawWebSocket.readHead(in); // the packets of this response would be lost
              requests.incrementAndGet();
            })) {
      succeed(get(rude.uri()));

      fail(get(rude.uri()));

      assertEquals(2, requests.get());
    }
  }
}

package socketio.it.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.it.support.DisconnectRecorder;
import socketio.it.support.Heap;
import socketio.it.support.RawIoServer;
import socketio.it.support.RawPollingPeer;

/** Polling responses at and beyond the client's maximum, like {@link SizeCapTest}. */
@ParameterizedClass
@MethodSource("socketio.it.support.Setup#libraries")
@Timeout(60)
class PollingSizeCapTest {
  private static final int CAP = 100_000;
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final Client client;
  private final DisconnectRecorder disconnects;
  private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

  PollingSizeCapTest(String library) {
    client =
        Client.builder()
            .transport(library)
            .maxMessageSize(CAP)
            .reconnection(Reconnection.defaults().delay(Duration.ofMillis(10)).jitter(0))
            .build();
    disconnects = DisconnectRecorder.of(client);
    client.on("text", String.class, text -> received.add(requireNonNull(text).length()));
    client.on("fine", args -> received.add("fine"));
  }

  @AfterEach
  void close() {
    client.close();
  }

  /** How a response announces its length. */
  enum Form {
    WITH_LENGTH {
      @Override
      void write(String body, OutputStream out) throws IOException {
        out.write(RawPollingPeer.response(body));
      }
    },
    CHUNKED_BODY {
      @Override
      void write(String body, OutputStream out) throws IOException {
        int half = body.length() / 2;
        out.write(CHUNKED.getBytes(US_ASCII));
        out.write(chunk(body.substring(0, half)));
        out.write(chunk(body.substring(half)));
        out.write(chunk(""));
      }
    };

    abstract void write(String body, OutputStream out) throws IOException;
  }

  private static byte[] chunk(String content) {
    return (Integer.toHexString(content.length()) + "\r\n" + content + "\r\n").getBytes(US_ASCII);
  }

  private static String event(int packetChars) {
    String around = "42[\"text\",\"\"]";
    return around.replace("\"\"]", "\"" + "a".repeat(packetChars - around.length()) + "\"]");
  }

  private void connect(RawIoServer server) throws InterruptedException {
    client.connect(ConnectOptions.to(server.url()).transports(TransportKind.POLLING));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsAsLargeAsAllowedIsDelivered(Form form) throws Exception {
    try (var server =
        RawIoServer.polling(
            (peer, session) -> {
              peer.respond(out -> form.write(event(CAP), out));
              peer.respond(out -> form.write("42[\"fine\"]", out));
            })) {
      connect(server);

      assertEquals(CAP - "42[\"text\",\"\"]".length(), received.poll(30, SECONDS));
      assertEquals("fine", received.poll(30, SECONDS));
      disconnects.assertNoMore();
    }
  }

  private static RawIoServer serverThatErrsOnce(RawPollingPeer.Response error) throws IOException {
    return RawIoServer.polling(
        (peer, session) -> {
          if (session == 1) {
            peer.respond(error);
          } else {
            peer.send("42[\"fine\"]");
            peer.flush();
          }
        });
  }

  private void assertEndsOnceAndComesBack() throws InterruptedException {
    disconnects.assertNext(
        DisconnectReason.TRANSPORT_ERROR, "100000 bytes", "maximum message size");
    assertEquals("fine", received.poll(30, SECONDS));
    disconnects.assertNoMore();
  }

  @ParameterizedTest
  @EnumSource
  void oneByteMoreEndsTheConnection(Form form) throws Exception {
    try (var server = serverThatErrsOnce(out -> form.write(event(CAP + 1), out))) {
      connect(server);

      assertEndsOnceAndComesBack();
    }
  }

  @Test
  void aResponseWithoutEndEndsTheConnection() throws Exception {
    var written = new AtomicLong();
    var heap = new Heap();
    try (var server =
        serverThatErrsOnce(
            out -> {
              out.write(CHUNKED.getBytes(US_ASCII));
              byte[] chunk = chunk("x".repeat(1000));
              while (true) {
                out.write(chunk);
                written.addAndGet(chunk.length);
              }
            })) {
      connect(server);

      assertEndsOnceAndComesBack();

      assertTrue(written.get() < 32 << 20, () -> written + " bytes were read");
      heap.assertGrownByAtMost(16 << 20);
    }
  }
}

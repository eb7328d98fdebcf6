package socketio.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Args;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

/**
 * Garbage from clients never harms the server. Seeded; {@code -Dfuzz.inputs=3000000} sets the
 * number of inputs, {@code -Dfuzz.seed=…} the seed.
 */
@Timeout(3600)
class FuzzTest {
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 30_000);
  private static final long SEED = Long.getLong("fuzz.seed", 20261123);

  private static final List<String> PACKETS =
      List.of(
          "40",
          "40/admin,",
          "40/admin,{\"token\":\"1\"}",
          "41",
          "41/admin,",
          "42[\"echo\",1]",
          "421[\"echo\",{\"a\":[null]}]",
          "43",
          "431[]",
          "4/x,5[\"echo\"]",
          "451-[\"echo\",{\"_placeholder\":true,\"num\":0}]",
          "4611-1[]",
          "44{\"message\":\"x\"}",
          "1",
          "2",
          "2probe",
          "3",
          "3probe",
          "5",
          "6",
          "0{}",
          "4",
          "",
          "bAQID",
          "b====");
  private static final List<String> QUERIES =
      List.of(
          "EIO=4&transport=polling",
          "EIO=4&transport=websocket",
          "EIO=3&transport=polling",
          "EIO=4",
          "transport=polling&EIO=%zz",
          "EIO=4&transport=polling&sid=x",
          "",
          "&&==&",
          "%");

  private static final String WEB_SOCKET =
      String.join(
          "\r\n",
          "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
          "Host: a",
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "",
          "");

  private final Random random = new Random(SEED);

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String mutated(String text) {
    var mutant = new StringBuilder(text);
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(mutant.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> mutant.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
        case 1 -> mutant.setLength(at);
        case 2 -> mutant.insert(at, any(PACKETS));
        default -> {
          if (at < mutant.length()) {
            mutant.setCharAt(at, (char) random.nextInt(128));
          }
        }
      }
    }
    return mutant.toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static FakeServer script(FakeServer server) {
    server.onCall("echo", (socket, args) -> Args.of(args.toList().toArray()));
    server.namespace("/admin").on("echo", (socket, args) -> socket.emit("back", args.size()));
    return server;
  }

  /**
   * Packets, payloads and requests, without sockets: any exception thrown by the server fails the
   * test.
   */
  @Test
  void packetsOfAllSortsHarmNothing() {
    var loop = new ManualLoop();
    FakeServer server =
        script(FakeServer.builder().loop(loop).recovery(Duration.ofSeconds(30)).start());
    try (FakeTransport transport = FakeTransport.to(server)) {
      for (int i = 0; i < INPUTS; ) {
        i += random.nextBoolean() ? poll(transport) : webSocket(transport);
        if (random.nextInt(500) == 0) {
          loop.advance(Duration.ofMinutes(2));
          server.reset();
        }
      }
      loop.advance(Duration.ofMinutes(2));
      assertEquals(0, server.connectionCount());
    }
    server.close();
  }

  private int poll(Transport transport) {
    CompletableFuture<Transport.Response> opened =
        transport.exchange(request("GET", any(QUERIES), null));
    String query = "EIO=4&transport=polling&sid=";
    if (opened.isDone() && !opened.isCompletedExceptionally()) {
      String body = new String(opened.join().body(), UTF_8);
      query += body.startsWith("0{") ? RawClient.sid(body) : "";
    }
    int inputs = 1 + random.nextInt(5);
    for (int i = 0; i < inputs; i++) {
      var payload = new ArrayList<String>();
      for (int j = random.nextInt(4); j >= 0; j--) {
        payload.add(mutated(any(PACKETS)));
      }
      CompletableFuture<Transport.Response> unused =
          transport.exchange(
              random.nextInt(4) == 0
                  ? request("GET", random.nextInt(4) == 0 ? mutated(query) : query, null)
                  : request("POST", query, String.join("\u001e", payload)));
    }
    return inputs;
  }

  private static Transport.Request request(String method, String query, @Nullable String body) {
    return new Transport.Request(
        method,
        uri(query),
        Map.of(),
        body == null ? null : body.getBytes(UTF_8),
        Duration.ofSeconds(30),
        1 << 20);
  }

  private static URI uri(String query) {
    try {
      return new URI("http", "fake-server", "/socket.io/", query, null);
    } catch (java.net.URISyntaxException e) {
      return URI.create("http://fake-server/socket.io/");
    }
  }

  private int webSocket(Transport transport) {
    Channel channel =
        transport.connect(
            TransportKind.WEBSOCKET,
            request("GET", "EIO=4&transport=websocket", null),
            new Ignorant());
    int inputs = 1 + random.nextInt(8);
    for (int i = 0; i < inputs; i++) {
      channel.send(
          List.of(
              random.nextInt(5) == 0
                  ? new Frame.Binary(bytes())
                  : new Frame.Text(i == 0 ? "40" : mutated(any(PACKETS)))));
    }
    if (random.nextBoolean()) {
      channel.abort();
    }
    return inputs;
  }

  private static final class Ignorant implements Channel.Listener {
    @Override
    public void onOpen(Transport.Response handshake) {}

    @Override
    public void onFrame(Frame frame) {}

    @Override
    public void onDrain() {}

    @Override
    public void onClose(int code, String reason) {}

    @Override
    public void onFailure(Throwable cause, Transport.@Nullable Response response) {}
  }

  /** Bytes over TCP: requests, frames and anything else; afterwards the server works as before. */
  @Test
  void bytesOfAllSortsHarmNothing() throws Exception {
    try (FakeServer server = script(FakeServer.start())) {
      for (int i = 0; i < INPUTS / 50; i++) {
        try (RawSocket raw = new RawSocket(server.port())) {
          if (random.nextBoolean()) {
            raw.send(WEB_SOCKET);
            raw.readResponse();
            raw.send(frames());
          } else {
            raw.send(request());
          }
          raw.endOutput();
          raw.readToEnd();
        } catch (SocketTimeoutException e) {
          throw new AssertionError("the server neither answers nor hangs up", e);
        } catch (IOException e) {
          assertTrue(e.getMessage() != null, "the server may have hung up");
        }
      }
      IoClient client = IoClient.connect(server).send("27[\"echo\",1]");
      assertEquals("37[1]", client.take());
      String problems =
          String.valueOf(assertThrows(AssertionError.class, server::assertExhausted).getMessage());
      assertFalse(problems.contains("the server failed"), problems);
    }
  }

  private byte[] request() {
    String body = mutated(any(PACKETS));
    String post =
        "POST /socket.io/?%s HTTP/1.1\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(any(QUERIES), body.length(), body);
    return mutated(random.nextBoolean() ? WEB_SOCKET : post).getBytes(ISO_8859_1);
  }

  private byte[] frames() {
    var all = new ByteArrayOutputStream();
    for (int i = random.nextInt(6); i >= 0; i--) {
      String packet = random.nextInt(3) == 0 ? "40" : mutated(any(PACKETS));
      all.writeBytes(frame(random.nextInt(4) == 0 ? bytes() : packet.getBytes(UTF_8)));
    }
    return all.toByteArray();
  }

  /** A client's frame, well-formed or not quite. */
  private byte[] frame(byte[] payload) {
    var frame = new ByteArrayOutputStream();
    frame.write(random.nextInt(4) == 0 ? random.nextInt(256) : 0x81);
    frame.write((random.nextInt(10) == 0 ? 0 : 0x80) | (payload.length & 0x7f));
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    return frame.toByteArray();
  }
}

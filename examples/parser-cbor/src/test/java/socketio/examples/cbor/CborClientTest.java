package socketio.examples.cbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Args;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.DecodingException;
import socketio.TransportKind;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;
import socketio.testkit.FakeServer;

/** The parser in a client, against a server with the same parser. */
@Timeout(60)
class CborClientTest {
  record Reading(String sensor, double value, ByteBuffer raw) {}

  private final FakeServer server = FakeServer.builder().parser(new CborPacketParser()).start();

  @AfterEach
  void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void eventsAndAcknowledgementsGoBothWays(String transport) throws Exception {
    server.onCall("reverse", (socket, args) -> Args.of(args.get(1), args.get(0)));
    var received = new CompletableFuture<Reading>();

    try (Client client = Client.builder().parser("cbor").build()) {
      client.on("reading", Reading.class, received::complete);
      client.onCall("name", args -> "client");
      client.connect(ConnectOptions.to(server.url()).transports(TransportKind.of(transport)));

      assertEquals(List.of("b", 1L), client.call("reverse", 1, "b").toList());
      var reading = new Reading("t1", 20.5, ByteBuffer.wrap(new byte[] {1, 2}));
      server.emit("reading", reading);
      assertEquals(reading, received.get(5, TimeUnit.SECONDS));
      assertEquals("client", server.takeSocket().call("name").get(0));
    }
  }

  @Test
  void jsonStaysTheDefault() throws Exception {
    try (FakeServer json = FakeServer.start();
        Client client = Client.create()) {
      client.connect(json.url());
      client.emit("hello", 1);

      Args args = json.takeSocket().takeEvent("hello").args();
      assertEquals(List.of(1L), args.toList());
    }
  }

  /** A parser must reject data that is valid in its format but not a packet. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "80", // an array
        "a0", // no type
        "a2 6474797065 05 636e7370 612f", // an unknown type
        "a2 6474797065 1bffffffffffffffff 636e7370 612f", // a type beyond the range of int
        "a1 6474797065 00", // no namespace
        "a2 6474797065 00 636e7370 6161", // a namespace without a slash
        "a3 6474797065 00 636e7370 612f 6464617461 01", // a CONNECT with a number
        "a3 6474797065 01 636e7370 612f 6464617461 01", // a disconnection with data
        "a3 6474797065 02 636e7370 612f 6464617461 80", // an event without a name
        "a3 6474797065 02 636e7370 612f 6464617461 81 67636f6e6e656374", // a reserved name
        "a3 6474797065 03 636e7370 612f 6464617461 80", // an acknowledgement without an id
        "a4 6474797065 03 636e7370 612f 6464617461 80 626964 20", // … with a negative id
        "a2 6474797065 00 636e7370 612f 00", // data after the packet
        "a3 6474797065 02 636e7370 612f 6464617461 82 6161 7b00000000ffffffff" // a truncated string
      })
  void whatIsNoPacketIsADecodingException(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    Parser.Decoder decoder = new CborPacketParser().newDecoder();

    assertThrows(DecodingException.class, () -> decoder.decode(new Frame.Binary(bytes)));
  }

  @Test
  void theQueryOfANamespaceIsNotPartOfIt() {
    byte[] bytes = HexFormat.of().parseHex("a2647479706501636e7370642f613f62");

    assertEquals(
        new Packet.Disconnect("/a"),
        new CborPacketParser().newDecoder().decode(new Frame.Binary(bytes)));
  }

  @Test
  void aMillionArgumentsAreReadInOneGo() {
    byte[] head = HexFormat.of().parseHex("a3647479706502636e7370612f64646174619a000f42416165");
    byte[] bytes = Arrays.copyOf(head, head.length + 1_000_000); // the arguments are zeros
    Packet packet = new CborPacketParser().newDecoder().decode(new Frame.Binary(bytes));

    Args args = assertInstanceOf(Packet.Event.class, packet).args();
    assertEquals(1_000_000, args.size());
    assertEquals(0L, args.get(999_999));
  }

  @Test
  void aPacketNestedWithoutEndIsADecodingException() {
    byte[] bytes = new byte[100_000];
    Arrays.fill(bytes, (byte) 0x81);
    byte[] head = HexFormat.of().parseHex("a3647479706502636e7370612f6464617461");
    System.arraycopy(head, 0, bytes, 0, head.length);
    Parser.Decoder decoder = new CborPacketParser().newDecoder();

    assertThrows(DecodingException.class, () -> decoder.decode(new Frame.Binary(bytes)));
  }
}

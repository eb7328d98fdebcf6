package socketio.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Args;
import socketio.EncodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** Round trips of packets. */
abstract class ParserPacketsContract extends ParserFixture {
  /** Socket.IO protocol, Packet format: EVENT. */
  @Test
  void eventKeepsNamespaceIdNameAndArguments() {
    Packet.Event event =
        assertInstanceOf(
            Packet.Event.class, transfer(new Packet.Event("/admin", 13, "foo", Args.of("bar", 7))));
    assertEquals("/admin", event.namespace());
    assertEquals(13, event.id());
    assertEquals("foo", event.name());
    assertEquals(List.of("bar", 7L), event.args().toList());
  }

  /** Socket.IO protocol, Packet format: the id is optional. */
  @Test
  void eventWithoutIdAndArgumentsStaysSo() {
    Packet.Event event =
        assertInstanceOf(
            Packet.Event.class,
            transfer(new Packet.Event("/", Packet.Event.NO_ID, "foo", Args.of())));
    assertEquals("/", event.namespace());
    assertEquals(Packet.Event.NO_ID, event.id());
    assertEquals(0, event.args().size());
  }

  /** Socket.IO protocol, Acknowledgement; beyond 2^53 JavaScript has no whole numbers. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, Integer.MAX_VALUE + 1L, (1L << 53) - 1})
  void ackKeepsItsId(long id) {
    Packet.Ack ack =
        assertInstanceOf(Packet.Ack.class, transfer(new Packet.Ack("/chat", id, Args.of())));
    assertEquals("/chat", ack.namespace());
    assertEquals(id, ack.id());
    assertEquals(0, ack.args().size());
  }

  /** Socket.IO protocol, Acknowledgement. */
  @Test
  void ackKeepsItsArguments() {
    Packet.Ack ack =
        assertInstanceOf(
            Packet.Ack.class, transfer(new Packet.Ack("/", 0, Args.of(null, List.of(1, 2)))));
    assertEquals(Arrays.asList(null, List.of(1L, 2L)), ack.args().toList());
  }

  /** Socket.IO protocol, Connection to a namespace. */
  @Test
  void connectKeepsItsPayloadOrHasNone() {
    Packet.Connect with =
        assertInstanceOf(
            Packet.Connect.class,
            transfer(new Packet.Connect("/admin", Args.of(Map.of("token", "123")))));
    assertEquals("/admin", with.namespace());
    assertEquals(List.of(Map.of("token", "123")), with.data().toList());
    Packet.Connect without =
        assertInstanceOf(Packet.Connect.class, transfer(new Packet.Connect("/", Args.of())));
    assertEquals(0, without.data().size());
  }

  /**
   * Socket.IO protocol, Connection to a namespace: CONNECT_ERROR; python-socketio sends a string.
   */
  @Test
  void connectErrorCarriesAnObjectOrAString() {
    for (Object data : List.of(Map.of("message", "Not authorized"), "Not authorized")) {
      Packet.ConnectError error =
          assertInstanceOf(
              Packet.ConnectError.class, transfer(new Packet.ConnectError("/x", Args.of(data))));
      assertEquals("/x", error.namespace());
      assertEquals(List.of(data), error.data().toList());
    }
  }

  /** Socket.IO protocol, Disconnection from a namespace. */
  @Test
  void disconnectKeepsItsNamespace() {
    assertEquals(new Packet.Disconnect("/admin"), transfer(new Packet.Disconnect("/admin")));
    assertEquals(new Packet.Disconnect("/"), transfer(new Packet.Disconnect("/")));
  }

  /** Socket.IO protocol, Packet format: only EVENT and ACK have binary kinds. */
  @Test
  void connectAndConnectErrorRefuseBinaryContent() {
    Args binary = Args.of(Map.of("a", new byte[1]));
    assertThrows(EncodingException.class, () -> parser().encode(new Packet.Connect("/", binary)));
    assertThrows(
        EncodingException.class, () -> parser().encode(new Packet.ConnectError("/", binary)));
  }

  /** Socket.IO protocol, Packet format: BINARY_ACK. */
  @Test
  void ackCarriesBinaryContent() {
    Packet.Ack ack =
        assertInstanceOf(
            Packet.Ack.class, transfer(new Packet.Ack("/", 15, Args.of("bar", new byte[] {1}))));
    assertArrayEquals(new byte[] {1}, ack.args().get(1, byte[].class));
  }

  /** {@link socketio.Emitter#emit}: the arguments as they were at the call. */
  @Test
  void encodedFramesAreASnapshot() {
    byte[] bytes = {1};
    List<Object> list = new ArrayList<>(List.of("before"));
    List<Frame> frames =
        parser().encode(new Packet.Event("/", Packet.Event.NO_ID, "e", Args.of(bytes, list)));
    bytes[0] = 9;
    list.set(0, "after");
    Parser.Decoder decoder = parser().newDecoder();
    Packet packet = null;
    for (Frame frame : frames) {
      packet = decoder.decode(frame);
    }
    Args args = assertInstanceOf(Packet.Event.class, packet).args();
    assertArrayEquals(new byte[] {1}, args.get(0, byte[].class));
    assertEquals(List.of("before"), args.get(1));
  }

  /** {@link socketio.spi.Parser#encode}. */
  @Test
  void unserialisableArgumentIsAnEncodingExceptionThatNamesEventIndexAndType() {
    EncodingException e =
        assertThrows(
            EncodingException.class,
            () -> parser().encode(new Packet.Event("/", 1, "chat", Args.of("ok", new Object()))));
    String message = String.valueOf(e.getMessage());
    assertEquals(true, message.contains("argument 1 (java.lang.Object)"), message);
    assertEquals(true, message.contains("chat"), message);
  }

  /** {@link socketio.spi.Parser#encode}, which throws nothing else. */
  @Test
  void valueThatContainsItselfIsAnEncodingException() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    List<Object> longer = new ArrayList<>();
    longer.add(Map.of("back", Collections.singletonList(longer)));
    for (Object value : List.of(new Object[] {cycle}, longer)) {
      assertThrows(
          EncodingException.class,
          () -> parser().encode(new Packet.Event("/", 1, "e", Args.of(value))));
    }
  }
}

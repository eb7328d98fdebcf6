package socketio.it.messages;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static socketio.it.messages.Texts.assertText;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.json.JsonPacketParser;
import socketio.msgpack.MsgpackPacketParser;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** Texts about values that a parser cannot write or read. */
class ParserMessagesTest {
  private static final Parser JSON = JsonPacketParser.create();
  private static final Parser MSGPACK = MsgpackPacketParser.create();

  private static Packet.Event event(@Nullable Object value) {
    return new Packet.Event("/", Packet.Event.NO_ID, "news", Args.of(value));
  }

  private static Args sent(Parser parser, Object value) {
    Object packet = parser.newDecoder().decode(parser.encode(event(value)).get(0));
    return assertInstanceOf(Packet.Event.class, packet).args();
  }

  @Test
  @SuppressWarnings("NullAway") // passes null on purpose
  void aTypeThatIsNull() {
    assertText(
        "type must not be null",
        () -> sent(JSON, "x").get(0, (Type) null),
        () -> sent(MSGPACK, "x").get(0, (Type) null));
  }

  @Test
  void numbersThatMessagePackLacks() {
    assertText(
        "argument 0 (java.math.BigInteger) of event \"news\" cannot be encoded: "
            + "an integer does not fit into 64 bits: send it as a string",
        () -> MSGPACK.encode(event(BigInteger.TWO.pow(64))));
    assertText(
        "argument 0 (java.math.BigDecimal) of event \"news\" cannot be encoded: "
            + "a decimal has more digits than a double holds: send it as a string",
        () -> MSGPACK.encode(event(new BigDecimal("1.00000000000000000000001"))));
  }

  @Test
  void keysThatAreNoText() {
    assertText(
        "argument 0 (java.util.HashMap) of event \"news\" cannot be encoded: a map has a key that is a"
            + " java.lang.Object: keys must be strings, numbers, enum constants, or of a type that is sent as text",
        () -> MSGPACK.encode(event(new HashMap<>(Map.of(new Object(), 1)))));
  }
}

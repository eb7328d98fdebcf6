package socketio.it.contract;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import socketio.Args;
import socketio.EncodingException;
import socketio.json.JsonPacketParser;
import socketio.msgpack.MsgpackPacketParser;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** Tests with the parsers that come with the library. */
final class BothParsers {
  static final Map<String, Parser> PARSERS =
      Map.of("json", JsonPacketParser.create(), "msgpack", MsgpackPacketParser.create());

  private BothParsers() {}

  /** A bean, which Jackson writes for both parsers. */
  public static class Bean {
    /** Anything. */
    public @Nullable Object value;
  }

  record Holder(@Nullable Object value) {}

  /** An action of a test, with one parser. */
  interface Check {
    void run(Parser parser) throws Exception;
  }

  static Stream<DynamicTest> both(String name, Check check) {
    return PARSERS.entrySet().stream()
        .map(entry -> dynamicTest(entry.getKey() + ": " + name, () -> check.run(entry.getValue())));
  }

  static Args transfer(Parser parser, @Nullable Object... values) {
    Parser.Decoder decoder = parser.newDecoder();
    Packet packet = null;
    for (Frame frame :
        parser.encode(new Packet.Event("/", Packet.Event.NO_ID, "e", Args.of(values)))) {
      packet = decoder.decode(frame);
    }
    return assertInstanceOf(Packet.Event.class, packet).args();
  }

  static void assertRefused(Parser parser, Object value, String reason) {
    EncodingException e = assertThrows(EncodingException.class, () -> transfer(parser, value));
    String message = String.valueOf(e.getMessage());
    String why = message.substring(message.indexOf("cannot be encoded: "));
    assertTrue(why.contains(reason), message);
    assertTrue(!why.contains("FAIL_ON") && !why.contains("S3CRET"), message);
  }
}

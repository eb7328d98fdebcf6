package socketio.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** A parser, and round trips through it. */
abstract class ParserFixture {
  /**
   * The parser under test.
   *
   * @return a parser; called often, may be the same each time
   */
  protected abstract Parser parser();

  record Item(String name, int count) {}

  @SuppressWarnings("ArrayRecordComponent") // compared by content in the tests
  record Upload(String name, byte[] content) {}

  Packet transfer(Packet packet) {
    Parser.Decoder decoder = parser().newDecoder();
    List<Frame> frames = parser().encode(packet);
    Packet result = null;
    for (int i = 0; i < frames.size(); i++) {
      result = decoder.decode(frames.get(i));
      assertEquals(i == frames.size() - 1, result != null, "complete only with the last frame");
    }
    assertNotNull(result);
    return result;
  }

  Args transfer(@Nullable Object... values) {
    Packet.Event event =
        assertInstanceOf(
            Packet.Event.class,
            transfer(new Packet.Event("/", Packet.Event.NO_ID, "event", Args.of(values))));
    return event.args();
  }

  List<Frame> encode(Packet packet) {
    return parser().encode(packet);
  }

  Packet decode(List<Frame> frames) {
    Parser.Decoder decoder = parser().newDecoder();
    Packet packet = null;
    for (Frame frame : frames) {
      assertNull(packet, "complete before its last frame");
      packet = decoder.decode(frame);
    }
    assertNotNull(packet);
    return packet;
  }

  static List<String> readable(List<Frame> frames) {
    return frames.stream()
        .map(
            frame ->
                frame instanceof Frame.Text text
                    ? text.data()
                    : HexFormat.of().formatHex(((Frame.Binary) frame).data()))
        .toList();
  }
}

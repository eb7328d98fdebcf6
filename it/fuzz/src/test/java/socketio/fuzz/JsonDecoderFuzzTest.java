package socketio.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;
import socketio.TypeRef;
import socketio.json.JsonPacketParser;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * A sequence of frames into a decoder of JSON. A line is a frame: what begins with {@code <} is an
 * attachment, anything else a text. After a fault the next line comes on a new connection.
 */
class JsonDecoderFuzzTest {
  private static final int MOST_FRAMES = 16;

  private static final List<Type> TYPES =
      List.of(
          String.class,
          JsonNode.class,
          Shapes.Point.class,
          byte[].class,
          long.class,
          int.class,
          double.class,
          boolean.class,
          BigInteger.class,
          BigDecimal.class,
          Shapes.Suit.class,
          Shapes.Bean.class,
          ByteBuffer.class,
          UUID.class,
          char.class,
          Object[].class,
          new TypeRef<List<@Nullable Integer>>() {}.type(),
          new TypeRef<Map<String, Shapes.Point>>() {}.type(),
          new TypeRef<Map<Shapes.Suit, List<byte[]>>>() {}.type());

  private final Watch watch = new Watch(JsonDecoderFuzzTest.class);
  private final Parser parser = JsonPacketParser.create();
  private final Reading reading = new Reading(parser, TYPES);

  @FuzzTest
  @DictionaryFile(resourcePath = "packets.dict")
  void onlyDecodingExceptionsComeOutOfFrames(byte[] input) {
    watch.run(() -> decode(input));
  }

  private void decode(byte[] input) {
    Parser.Decoder decoder = parser.newDecoder();
    for (byte[] line : Lines.of(input, MOST_FRAMES)) {
      try {
        Packet packet = decoder.decode(frame(line));
        if (packet != null) {
          reading.read(packet, input.length);
        }
      } catch (DecodingException e) {
        decoder = parser.newDecoder();
      }
    }
  }

  private static Frame frame(byte[] line) {
    return line.length > 0 && line[0] == '<'
        ? new Frame.Binary(Arrays.copyOfRange(line, 1, line.length))
        : new Frame.Text(Lines.text(line, 0));
  }
}

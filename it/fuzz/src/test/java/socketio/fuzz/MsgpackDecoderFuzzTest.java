package socketio.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;
import socketio.TypeRef;
import socketio.msgpack.MsgpackPacketParser;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** A frame into a decoder of MessagePack, which knows no other state. */
class MsgpackDecoderFuzzTest {
  private static final List<Type> TYPES =
      List.of(
          String.class,
          Shapes.Point.class,
          byte[].class,
          long.class,
          int.class,
          short.class,
          double.class,
          float.class,
          boolean.class,
          char.class,
          BigInteger.class,
          BigDecimal.class,
          Instant.class,
          UUID.class,
          URI.class,
          ByteBuffer.class,
          Shapes.Suit.class,
          Shapes.Bean.class,
          Object[].class,
          int[].class,
          Set.class,
          TreeMap.class,
          new TypeRef<List<@Nullable Integer>>() {}.type(),
          new TypeRef<Map<Integer, Shapes.Point>>() {}.type(),
          new TypeRef<Map<Shapes.Suit, List<byte[]>>>() {}.type());

  private final Watch watch = new Watch(MsgpackDecoderFuzzTest.class);
  private final Parser parser = MsgpackPacketParser.create();
  private final Reading reading = new Reading(parser, TYPES);

  @FuzzTest
  @DictionaryFile(resourcePath = "msgpack.dict")
  void onlyDecodingExceptionsComeOutOfAFrame(byte[] input) {
    watch.run(() -> decode(input));
  }

  private void decode(byte[] input) {
    try {
      Packet packet = parser.newDecoder().decode(new Frame.Binary(input));
      if (packet != null) {
        reading.read(packet, input.length);
      }
    } catch (DecodingException e) {
      // Which says that these bytes are no packet.
    }
  }
}

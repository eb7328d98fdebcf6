package socketio.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import socketio.Args;
import socketio.DecodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * Tests the contract of {@link Parser}, for any wire format: one end reads what the other encodes;
 * natural types; invalid input. A parser with a fixed wire format proves that with {@link
 * #goldenWire}. To test a parser:
 *
 * <pre>{@code
 * class MyParserTest extends ParserContract {
 *   @Override
 *   protected Parser parser() {
 *     return new MyParser();
 *   }
 * }
 * }</pre>
 *
 * @since 1.0
 */
public abstract class ParserContract extends ParserFixture {
  /** Called by JUnit. */
  protected ParserContract() {}

  /**
   * What packets look like on the wire; each is encoded and decoded.
   *
   * @return nothing, unless overridden; {@link GoldenPacket#json} for the default wire of Socket.IO
   */
  protected List<GoldenPacket> goldenWire() {
    return List.of();
  }

  @Nested
  class Packets extends ParserPacketsContract {
    @Override
    protected Parser parser() {
      return ParserContract.this.parser();
    }
  }

  @Nested
  class Values extends ParserValuesContract {
    @Override
    protected Parser parser() {
      return ParserContract.this.parser();
    }
  }

  /** The examples of the protocol, or of the definition of the wire format. */
  @TestFactory
  Stream<DynamicTest> goldenPacketsAreEncodedAndDecoded() {
    return goldenWire().stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.source() + ": " + golden.packet(),
                    () -> {
                      assertEquals(readable(golden.frames()), readable(encode(golden.packet())));
                      Packet decoded = decode(golden.frames());
                      assertEquals(golden.packet().getClass(), decoded.getClass());
                      assertEquals(readable(golden.frames()), readable(encode(decoded)));
                    }));
  }

  /** {@link Parser.Decoder#decode}: "no sequence of frames makes either throw anything but". */
  @Test
  void damagedFramesAreDecodingExceptionsOrPackets() {
    var random = new Random(4711);
    List<Frame> whole = new ArrayList<>();
    whole.addAll(encode(new Packet.Connect("/admin", Args.of(Map.of("token", "1")))));
    whole.addAll(encode(new Packet.Event("/", 12, "foo", Args.of(1, "x", List.of(2.5, true)))));
    whole.addAll(encode(new Packet.Ack("/a", 3, Args.of(new byte[] {1, 2}, Map.of("k", 1)))));
    whole.addAll(encode(new Packet.Disconnect("/admin")));
    for (int i = 0; i < 20_000; i++) {
      Parser.Decoder decoder = parser().newDecoder();
      for (int j = 0; j < 3; j++) {
        try {
          Packet packet = decoder.decode(damaged(whole.get(random.nextInt(whole.size())), random));
          if (packet instanceof Packet.Event event) {
            event.args().toList();
          } else if (packet instanceof Packet.Ack ack) {
            ack.args().toList();
          }
        } catch (DecodingException e) {
          break; // as expected; the decoder must be dropped
        }
      }
    }
  }

  private static Frame damaged(Frame frame, Random random) {
    byte[] bytes =
        frame instanceof Frame.Text text
            ? text.data().getBytes(UTF_8)
            : ((Frame.Binary) frame).data().clone();
    int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
    bytes = Arrays.copyOf(bytes, length);
    for (int i = random.nextInt(3); i > 0 && length > 0; i--) {
      bytes[random.nextInt(length)] = (byte) random.nextInt(128);
    }
    return random.nextInt(10) == 0 == frame instanceof Frame.Text
        ? new Frame.Binary(bytes)
        : new Frame.Text(new String(bytes, UTF_8));
  }
}

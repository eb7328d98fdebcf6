package socketio.msgpack;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.DecodingException;
import socketio.TypeRef;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** Whatever a peer sends, the outcome is a packet or a {@link DecodingException}. */
class MsgpackFuzzTest {
  private static final int INPUTS = 200_000;

  /** The first bytes of every format, and of the fields of packets. */
  private static final byte[] ALPHABET =
      Frames.bytes(
          "00 7f 80 81 8f 90 91 9f a0 a1 bf c0 c1 c2 c3 c4 c5 c6 c7 c8 c9 ca cb cc cd ce cf d0 d1 d2"
              + "d3 d4 d5 d6 d7 d8 d9 da db dc dd de df e0 ff 02 03 04 08 0c 2f");

  private static final List<Type> TYPES =
      List.of(
          String.class,
          int.class,
          Boolean.class,
          byte[].class,
          Point.class,
          Bean.class,
          Map.class,
          Instant.class,
          ByteBuffer.class,
          BigDecimal[].class,
          new TypeRef<List<Map<Integer, Point>>>() {}.type());

  record Point(int x, int y, @Nullable Point next) {}

  /** A bean. */
  static class Bean {
    public @Nullable Object a;
    public int x;
  }

  private final MsgpackPacketParser parser = MsgpackPacketParser.create();
  private final Random random = new Random(20_261_123);
  private final List<byte[]> seeds = new ArrayList<>();
  private int packets;
  private int refusals;

  MsgpackFuzzTest() {
    for (Packet packet :
        List.of(
            new Packet.Connect("/admin", Args.of(Map.of("sid", "oSO0OpakMV_3jnilAAAA"))),
            new Packet.Disconnect("/admin"),
            new Packet.Event(
                "/", -1, "foo", Args.of(1, -2.5e3, true, null, List.of(1, Map.of("a", "b")))),
            new Packet.Event(
                "/a", 70_000, "é", Args.of(new byte[] {1}, new Point(1, 2, new Point(3, 4, null)))),
            new Packet.Event("/", 1, "x", Args.of(Instant.now(), Instant.EPOCH, 1.5f, 1L << 40)),
            new Packet.Ack("/", 1L << 40, Args.of("x".repeat(40), List.of(new Point(1, 2, null)))),
            new Packet.ConnectError("/", Args.of(Map.of("message", "Not authorized"))))) {
      seeds.add(((Frame.Binary) parser.encode(packet).get(0)).data());
    }
    seeds.add(
        Frames.bytes(
            "84a47479706502a36e7370a12fa46461746195a164d70000000000000003e8d40000c701000782"
                + "a175d40000a17601a76f7074696f6e7381a8636f6d7072657373c3"));
  }

  @Test
  void onlyDecodingExceptionsComeOutOfHostileFrames() {
    for (int i = 0; i < INPUTS; i++) {
      byte[] bytes = bytes(i);
      Parser.Decoder decoder = parser.newDecoder();
      try {
        Packet packet = decoder.decode(new Frame.Binary(bytes));
        packets++;
        read(packet, bytes);
      } catch (DecodingException e) {
        refusals++;
      } catch (RuntimeException | Error e) {
        fail("input " + i + ": " + Frames.hex(bytes), e);
      }
    }
    // Both outcomes must be common, or this test says nothing.
    assertTrue(packets > INPUTS / 20, "packets: " + packets);
    assertTrue(refusals > INPUTS / 20, "refusals: " + refusals);
  }

  private byte[] bytes(int i) {
    if (i % 10 == 0) {
      byte[] bytes = new byte[random.nextInt(30)];
      random.nextBytes(bytes);
      return bytes;
    }
    byte[] bytes = seeds.get(random.nextInt(seeds.size()));
    for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
      bytes = mutated(bytes);
    }
    return bytes;
  }

  private byte[] mutated(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    byte any = ALPHABET[random.nextInt(ALPHABET.length)];
    return switch (random.nextInt(6)) {
      case 0 -> replaced(bytes, at, at + 1, any);
      case 1 -> replaced(bytes, at, at, any);
      case 2 -> replaced(bytes, at, at + 1);
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        yield replaced(
            bytes, at, at, Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
      }
      default ->
          replaced(
              bytes,
              at,
              at,
              Arrays.copyOfRange(bytes, at, at + random.nextInt(bytes.length - at + 1)));
    };
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte... by) {
    byte[] all = new byte[bytes.length - (to - from) + by.length];
    System.arraycopy(bytes, 0, all, 0, from);
    System.arraycopy(by, 0, all, from, by.length);
    System.arraycopy(bytes, to, all, from + by.length, bytes.length - to);
    return all;
  }

  private void read(@Nullable Packet packet, byte[] bytes) {
    Args args = args(packet);
    if (args == null) {
      return;
    }
    attempt(args::toList, bytes);
    if (args.size() > 0) {
      int index = random.nextInt(args.size());
      Type type = TYPES.get(random.nextInt(TYPES.size()));
      attempt(() -> args.get(index, type), bytes);
    }
  }

  private static @Nullable Args args(@Nullable Packet packet) {
    if (packet instanceof Packet.Event event) {
      return event.args();
    }
    if (packet instanceof Packet.Ack ack) {
      return ack.args();
    }
    if (packet instanceof Packet.Connect connect) {
      return connect.data();
    }
    return packet instanceof Packet.ConnectError error ? error.data() : null;
  }

  private void attempt(Runnable access, byte[] bytes) {
    try {
      access.run();
    } catch (DecodingException e) {
      refusals++;
    } catch (RuntimeException | Error e) {
      fail(Frames.hex(bytes), e);
    }
  }
}

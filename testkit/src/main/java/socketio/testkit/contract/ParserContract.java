package socketio.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Args;
import socketio.DecodingException;
import socketio.EncodingException;
import socketio.TypeRef;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * What {@link Parser} promises, whatever its wire looks like: what one end encodes, the other
 * reads; natural types; and what becomes of input that is not valid. A parser whose wire is fixed
 * proves that by {@link #goldenWire}. To prove a parser:
 *
 * <pre>{@code
 * class MyParserTest extends ParserContract {
 *   @Override
 *   protected Parser parser() {
 *     return new MyParser();
 *   }
 * }
 * }</pre>
 */
public abstract class ParserContract {
  /** Called by JUnit. */
  protected ParserContract() {}

  /**
   * The parser to be proved.
   *
   * @return a parser; called often, may be the same each time
   */
  protected abstract Parser parser();

  /**
   * What packets look like on the wire; each is encoded and decoded.
   *
   * @return nothing, unless overridden; {@link GoldenPacket#json} for the default wire of Socket.IO
   */
  protected List<GoldenPacket> goldenWire() {
    return List.of();
  }

  record Item(String name, int count) {}

  @SuppressWarnings("ArrayRecordComponent") // compared by content in the tests
  record Upload(String name, byte[] content) {}

  private Packet transfer(Packet packet) {
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

  private Args transfer(@Nullable Object... values) {
    Packet.Event event =
        assertInstanceOf(
            Packet.Event.class,
            transfer(new Packet.Event("/", Packet.Event.NO_ID, "event", Args.of(values))));
    return event.args();
  }

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

  @ParameterizedTest
  @ValueSource(longs = {0, 1, Integer.MAX_VALUE + 1L, (1L << 53) - 1})
  void ackKeepsItsId(long id) {
    Packet.Ack ack =
        assertInstanceOf(Packet.Ack.class, transfer(new Packet.Ack("/chat", id, Args.of())));
    assertEquals("/chat", ack.namespace());
    assertEquals(id, ack.id());
    assertEquals(0, ack.args().size());
  }

  @Test
  void ackKeepsItsArguments() {
    Packet.Ack ack =
        assertInstanceOf(
            Packet.Ack.class, transfer(new Packet.Ack("/", 0, Args.of(null, List.of(1, 2)))));
    assertEquals(Arrays.asList(null, List.of(1L, 2L)), ack.args().toList());
  }

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

  @Test
  void disconnectKeepsItsNamespace() {
    assertEquals(new Packet.Disconnect("/admin"), transfer(new Packet.Disconnect("/admin")));
    assertEquals(new Packet.Disconnect("/"), transfer(new Packet.Disconnect("/")));
  }

  @Test
  void connectAndConnectErrorRefuseBinaryContent() {
    Args binary = Args.of(Map.of("a", new byte[1]));
    assertThrows(EncodingException.class, () -> parser().encode(new Packet.Connect("/", binary)));
    assertThrows(
        EncodingException.class, () -> parser().encode(new Packet.ConnectError("/", binary)));
  }

  @Test
  void naturalTypesAreTheSameForEveryParser() {
    BigInteger big = BigInteger.ONE.shiftLeft(63);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", 1);
    map.put("a", null);
    Args args =
        transfer(
            "text",
            1,
            -1L,
            Long.MAX_VALUE,
            big,
            1.5,
            1.5f,
            true,
            false,
            null,
            List.of(1, "x"),
            map);
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("z", 1L);
    expected.put("a", null);
    assertEquals(
        Arrays.asList(
            "text",
            1L,
            -1L,
            Long.MAX_VALUE,
            big,
            1.5,
            1.5,
            true,
            false,
            null,
            List.of(1L, "x"),
            expected),
        args.toList());
    Map<?, ?> inWireOrder = assertInstanceOf(Map.class, args.get(11));
    assertEquals(List.of("z", "a"), List.copyOf(inWireOrder.keySet()));
  }

  @Test
  void everyAccessGivesTheValueAnew() {
    Args args = transfer(List.of(1), new byte[] {1});
    assertInstanceOf(List.class, args.get(0)).clear();
    assertInstanceOf(byte[].class, args.get(1))[0] = 9;
    assertEquals(List.of(1L), args.get(0));
    assertArrayEquals(new byte[] {1}, (byte[]) args.get(1));
  }

  @Test
  void listOfAllValuesCannotBeChanged() {
    List<Object> list = transfer("a").toList();
    assertThrows(UnsupportedOperationException.class, () -> list.set(0, "b"));
  }

  @Test
  void indexOutsideTheArgumentsIsTheCallersFault() {
    Args args = transfer("a");
    assertThrows(IndexOutOfBoundsException.class, () -> args.get(1));
    assertThrows(IndexOutOfBoundsException.class, () -> args.get(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> args.get(1, String.class));
  }

  @Test
  void recordsAndGenericTypesGoInAndComeOut() {
    Args args =
        transfer(new Item("a", 1), List.of(new Item("b", 2)), Map.of("k", new Item("c", 3)));
    assertEquals(new Item("a", 1), args.get(0, Item.class));
    assertEquals(List.of(new Item("b", 2)), args.get(1, new TypeRef<List<Item>>() {}));
    assertEquals(Map.of("k", new Item("c", 3)), args.get(2, new TypeRef<Map<String, Item>>() {}));
    assertArrayEquals(new Item[] {new Item("b", 2)}, args.get(1, Item[].class));
  }

  @Test
  void primitiveTypesCanBeAskedFor() {
    Args args = transfer(7, 1.5, true, null);
    assertEquals(7, args.get(0, int.class));
    assertEquals(7L, args.get(0, long.class));
    assertEquals(1.5, args.get(1, double.class));
    assertEquals(true, args.get(2, boolean.class));
    assertThrows(DecodingException.class, () -> args.get(3, int.class));
  }

  @Test
  void nullIsNullForEveryType() {
    Args args = transfer((Object) null);
    assertNull(args.get(0));
    assertNull(args.get(0, Item.class));
    assertNull(args.get(0, byte[].class));
    assertNull(args.get(0, new TypeRef<List<Item>>() {}));
  }

  @Test
  void valueOfAnotherTypeIsADecodingExceptionThatNamesIndexAndTypeButNoValue() {
    Args args = transfer("ok", "S3CRET");
    DecodingException e = assertThrows(DecodingException.class, () -> args.get(1, Item.class));
    String message = String.valueOf(e.getMessage());
    assertEquals(true, message.contains("argument 1"), message);
    assertEquals(true, message.contains(Item.class.getTypeName()), message);
    for (Throwable t = e; t != null; t = t.getCause()) {
      assertEquals(false, String.valueOf(t).contains("S3CRET"), String.valueOf(t));
    }
  }

  @Test
  void binaryContentKeepsItsPlaceAtAnyDepth() {
    byte[] a = {1, 2, 3, 4};
    byte[] b = {};
    Args args = transfer(a, Map.of("x", List.of(Map.of("y", b), a)), new Upload("n", a));
    assertArrayEquals(a, args.get(0, byte[].class));
    assertArrayEquals(a, (byte[]) args.get(0));
    assertEquals(ByteBuffer.wrap(a), args.get(0, ByteBuffer.class));
    Map<?, ?> map = assertInstanceOf(Map.class, args.get(1));
    List<?> list = assertInstanceOf(List.class, map.get("x"));
    assertArrayEquals(b, (byte[]) ((Map<?, ?>) list.get(0)).get("y"));
    assertArrayEquals(a, (byte[]) list.get(1));
    Upload upload = assertInstanceOf(Upload.class, args.get(2, Upload.class));
    assertArrayEquals(a, upload.content());
  }

  @Test
  void ackCarriesBinaryContent() {
    Packet.Ack ack =
        assertInstanceOf(
            Packet.Ack.class, transfer(new Packet.Ack("/", 15, Args.of("bar", new byte[] {1}))));
    assertArrayEquals(new byte[] {1}, ack.args().get(1, byte[].class));
  }

  @Test
  void byteBufferIsSentFromPositionToLimitAndNotConsumed() {
    ByteBuffer direct = ByteBuffer.allocateDirect(8).put(new byte[] {0, 1, 2, 3, 4, 5, 6, 7});
    direct.position(2).limit(5);
    ByteBuffer heap = ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4, 5, 6, 7}, 1, 6).slice();
    heap.position(1).limit(4);
    ByteBuffer readOnly = heap.duplicate().asReadOnlyBuffer();
    Args args = transfer(direct, heap, readOnly);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(new byte[] {2, 3, 4}, args.get(i, byte[].class));
    }
    assertEquals(2, direct.position());
    assertEquals(1, heap.position());
    assertEquals(1, readOnly.position());
  }

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

  @Test
  void textOfAllUnicodePlanesSurvivesAsNameValueAndKey() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 37) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        all.appendCodePoint(c);
      }
    }
    String text = all.append("\0\u001e\u2028\u2029\uffff\"\\/").toString();
    Packet.Event event =
        assertInstanceOf(
            Packet.Event.class,
            transfer(new Packet.Event("/", 1, text, Args.of(text, Map.of(text, text)))));
    assertEquals(text, event.name());
    assertEquals(Arrays.asList(text, Map.of(text, text)), event.args().toList());
  }

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

  @Test
  void parserServesManyThreadsAtOnce() throws Exception {
    int threads = 8;
    Args shared = transfer(new Item("shared", 1), new byte[] {7});
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        runs.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 2_000; i++) {
                    byte[] bytes = {(byte) thread, (byte) i};
                    Args args = transfer(new Item("i" + thread, i), bytes, "t" + thread);
                    assertEquals(new Item("i" + thread, i), args.get(0, Item.class));
                    assertArrayEquals(bytes, args.get(1, byte[].class));
                    assertEquals("t" + thread, args.get(2));
                    assertEquals(new Item("shared", 1), shared.get(0, Item.class));
                    assertArrayEquals(new byte[] {7}, shared.get(1, byte[].class));
                  }
                }));
      }
      for (Future<?> run : runs) {
        run.get(60, SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** The examples of the protocol, or of whatever defines the wire. */
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

  private List<Frame> encode(Packet packet) {
    return parser().encode(packet);
  }

  private Packet decode(List<Frame> frames) {
    Parser.Decoder decoder = parser().newDecoder();
    Packet packet = null;
    for (Frame frame : frames) {
      assertNull(packet, "complete before its last frame");
      packet = decoder.decode(frame);
    }
    assertNotNull(packet);
    return packet;
  }

  private static List<String> readable(List<Frame> frames) {
    return frames.stream()
        .map(
            frame ->
                frame instanceof Frame.Text text
                    ? text.data()
                    : HexFormat.of().formatHex(((Frame.Binary) frame).data()))
        .toList();
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
          break; // as it should be; the decoder must be dropped
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

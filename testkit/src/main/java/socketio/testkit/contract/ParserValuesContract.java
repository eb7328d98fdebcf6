package socketio.testkit.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.DecodingException;
import socketio.TypeRef;
import socketio.spi.Packet;

/** Round trips of values. */
abstract class ParserValuesContract extends ParserFixture {
  /** {@link socketio.Args}: natural types. */
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

  /** {@link socketio.Args}: immutable. */
  @Test
  void everyAccessGivesTheValueAnew() {
    Args args = transfer(List.of(1), new byte[] {1});
    assertInstanceOf(List.class, args.get(0)).clear();
    assertInstanceOf(byte[].class, args.get(1))[0] = 9;
    assertEquals(List.of(1L), args.get(0));
    assertArrayEquals(new byte[] {1}, (byte[]) args.get(1));
  }

  /** {@link socketio.Args#toList}. */
  @Test
  void listOfAllValuesCannotBeChanged() {
    List<Object> list = transfer("a").toList();
    assertThrows(UnsupportedOperationException.class, () -> list.set(0, "b"));
  }

  /** {@link socketio.Args#get(int, Class)}. */
  @Test
  void indexOutsideTheArgumentsIsTheCallersFault() {
    Args args = transfer("a");
    assertThrows(IndexOutOfBoundsException.class, () -> args.get(1));
    assertThrows(IndexOutOfBoundsException.class, () -> args.get(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> args.get(1, String.class));
  }

  /** {@link socketio.Args#get(int, socketio.TypeRef)}. */
  @Test
  void recordsAndGenericTypesGoInAndComeOut() {
    Args args =
        transfer(new Item("a", 1), List.of(new Item("b", 2)), Map.of("k", new Item("c", 3)));
    assertEquals(new Item("a", 1), args.get(0, Item.class));
    assertEquals(List.of(new Item("b", 2)), args.get(1, new TypeRef<List<Item>>() {}));
    assertEquals(Map.of("k", new Item("c", 3)), args.get(2, new TypeRef<Map<String, Item>>() {}));
    assertArrayEquals(new Item[] {new Item("b", 2)}, args.get(1, Item[].class));
  }

  /** {@link socketio.Args#get(int, Class)}. */
  @Test
  void primitiveTypesCanBeAskedFor() {
    Args args = transfer(7, 1.5, true, null);
    assertEquals(7, args.get(0, int.class));
    assertEquals(7L, args.get(0, long.class));
    assertEquals(1.5, args.get(1, double.class));
    assertEquals(true, args.get(2, boolean.class));
    assertThrows(DecodingException.class, () -> args.get(3, int.class));
  }

  /** {@link socketio.Args#get(int, Class)}. */
  @Test
  void nullIsNullForEveryType() {
    Args args = transfer((Object) null);
    assertNull(args.get(0));
    assertNull(args.get(0, Item.class));
    assertNull(args.get(0, byte[].class));
    assertNull(args.get(0, new TypeRef<List<Item>>() {}));
  }

  /** {@link DecodingException}; values may be secrets. */
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

  /** Socket.IO protocol, Packet format: placeholders of attachments. */
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

  /** {@link java.nio.ByteBuffer}: its remaining bytes; arguments are not changed. */
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

  /** RFC 8259, 8.1, or the definition of the wire format: all of Unicode. */
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

  /** {@link socketio.spi.Parser}: thread-safe. */
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
}

package socketio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Small values of the API. */
class ArgsTest {
  @Test
  void holdEachValueAsOneArgument() {
    Args args = Args.of("a", null, List.of(1));
    assertEquals(3, args.size());
    assertEquals("a", args.get(0));
    assertNull(args.get(1));
    assertEquals(Arrays.asList("a", null, List.of(1)), args.toList());
    assertEquals(0, Args.of().size());
    assertEquals(List.of(), Args.of().toList());
  }

  @Test
  @SuppressWarnings("NullAway") // a varargs array may be null
  void takeNullForOneNullArgument() {
    assertEquals(1, Args.of((Object[]) null).size());
    assertEquals(1, Args.of((Object) null).size());
  }

  @Test
  void doNotChangeWithTheArray() {
    @Nullable Object[] values = {"before"};
    Args args = Args.of(values);
    values[0] = "after";
    assertEquals("before", args.get(0));
    List<@Nullable Object> list = args.toList();
    assertThrows(UnsupportedOperationException.class, () -> list.set(0, "x"));
  }

  @Test
  void giveValuesByTheirType() {
    Args args = Args.of("a", List.of(1), null);
    String text = args.get(0, String.class);
    List<Integer> list = args.get(1, new TypeRef<List<Integer>>() {});
    assertEquals("a", text);
    assertEquals(List.of(1), list);
    assertNull(args.get(2, String.class));
    assertEquals(
        "argument 0 is a java.lang.String, not a java.lang.Integer",
        assertThrows(DecodingException.class, () -> args.get(0, Integer.class)).getMessage());
  }

  @Test
  void refuseWrongIndexes() {
    for (int index : new int[] {-1, 1}) {
      Args args = Args.of("a");
      assertThrows(IndexOutOfBoundsException.class, () -> args.get(index));
      assertThrows(IndexOutOfBoundsException.class, () -> args.get(index, String.class));
    }
  }

  @Test
  void doNotShowTheirContent() {
    assertEquals("Args[1]", Args.of("secret").toString());
  }

  @Test
  void areNamedByTypeReferences() {
    TypeRef<Map<String, List<Integer>>> type = new TypeRef<>() {};
    assertEquals(
        "java.util.Map<java.lang.String, java.util.List<java.lang.Integer>>", type.toString());
    assertEquals(type.toString(), type.type().getTypeName());
    assertEquals(
        "TypeRef without a type argument: write new TypeRef<List<User>>() {}",
        assertThrows(IllegalStateException.class, RawRef::new).getMessage());
  }

  @SuppressWarnings("rawtypes") // what it is about
  private static final class RawRef extends TypeRef {}

  @Test
  void transportKindsAreValues() {
    assertSame(TransportKind.POLLING, TransportKind.of("polling"));
    assertSame(TransportKind.WEBSOCKET, TransportKind.of("websocket"));
    TransportKind other = TransportKind.of("webtransport");
    assertEquals(other, TransportKind.of("webtransport"));
    assertEquals(other.hashCode(), TransportKind.of("webtransport").hashCode());
    assertNotEquals(TransportKind.POLLING, other);
    assertEquals("webtransport", other.toString());
  }

  @Test
  void connectionExceptionsKeepTheBeginningOfTheBody() {
    ConnectionException error =
        ConnectionException.builder(ConnectionException.Phase.HANDSHAKE, "no")
            .body("x".repeat(5000))
            .transport(TransportKind.POLLING)
            .httpStatus(400)
            .namespace("/a")
            .data(7)
            .cause(new IllegalStateException())
            .build();
    ConnectionException copy = error.toBuilder().willRetry(true).build();
    assertArrayEquals(
        new Object[] {"x".repeat(4096), TransportKind.POLLING, 400, "/a", 7, error.getCause()},
        new Object[] {
          copy.body(),
          copy.transport(),
          copy.httpStatus(),
          copy.namespace(),
          copy.data(),
          copy.getCause()
        });
    assertEquals("no", copy.getMessage());
    assertFalse(error.willRetry());
  }
}

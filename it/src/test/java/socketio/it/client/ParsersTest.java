package socketio.it.client;

import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Args;
import socketio.Client;
import socketio.DecodingException;
import socketio.EncodingException;
import socketio.TypeRef;
import socketio.it.support.Values;
import socketio.spi.Parser;
import socketio.spi.ParserProvider;
import socketio.testkit.FakeServer;

/** The same client and the same server with each parser. */
@ParameterizedClass
@ValueSource(strings = {"json", "msgpack"})
@Timeout(60)
class ParsersTest {
  private final String name;
  private final FakeServer server;
  private final Client client;

  ParsersTest(String name) {
    this.name = name;
    server = FakeServer.builder().parser(parser(name)).create();
    client = Client.builder().parser(name).reconnection(false).build();
  }

  static Parser parser(String name) {
    return ServiceLoader.load(ParserProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow()
        .create();
  }

  @BeforeEach
  void connect() throws InterruptedException {
    server.onCall("echo", (socket, args) -> args);
    client.connect(server.url());
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private Args echo(@Nullable Object... values) throws InterruptedException {
    return client.call("echo", values);
  }

  static List<List<@Nullable Object>> values() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("z", List.of(1L, Map.of("deep", List.of(List.of(2.5)))));
    map.put("a", null);
    return List.of(
        List.of(),
        List.of(0L, -1L, 127L, 128L, 255L, 256L, 65535L, 65536L, -32L, -33L, -128L, -129L),
        List.of(1L << 31, 1L << 32, -(1L << 31), -(1L << 31) - 1, (1L << 53) + 1),
        List.of(Long.MAX_VALUE, Long.MIN_VALUE, BigInteger.TWO.pow(64).subtract(BigInteger.ONE)),
        List.of(0.5, -0.0, 1.0, 0.1, 1e300, Double.MIN_VALUE, Double.MAX_VALUE),
        List.of(
            "", "a", "é€😀\0\u001e\u2028\"\\", "x".repeat(31), "x".repeat(32), "é".repeat(40_000)),
        asList(true, false, null),
        asList(List.of(), Map.of(), map, asList(null, null)));
  }

  @Tag("pain-23-unicode")
  @ParameterizedTest
  @MethodSource("values")
  void valuesComeBackByTheSameNaturalTypes(List<@Nullable Object> values)
      throws InterruptedException {
    assertEquals(values, echo(values.toArray()).toList());
  }

  /** JSON has no form for it, so that it becomes null as in JavaScript. */
  @Test
  void whatIsNotANumberComesBackWhereTheWireHasAFormForIt() throws InterruptedException {
    Args reply = echo(Double.NaN, Double.POSITIVE_INFINITY, List.of(Double.NaN));

    List<@Nullable Object> expected =
        name.equals("json")
            ? asList(null, null, asList((Object) null))
            : List.of(Double.NaN, Double.POSITIVE_INFINITY, List.of(Double.NaN));
    assertEquals(expected, reply.toList());
  }

  @Tag("pain-13-one-json-library")
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 65_535, 65_536, 300_000})
  void bytesComeBackAtAnyDepth(int length) throws InterruptedException {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);

    Args reply = echo(bytes, Map.of("in", List.of(ByteBuffer.wrap(bytes))));

    assertArrayEquals(bytes, reply.get(0, byte[].class));
    assertEquals(ByteBuffer.wrap(bytes), reply.get(0, ByteBuffer.class));
    assertArrayEquals(bytes, (byte[]) Values.at(reply, 1, "in", 0));
  }

  enum Kind {
    PEN,
    INK
  }

  @SuppressWarnings("ArrayRecordComponent") // what a user might write
  record Picture(String name, byte[] pixels) {}

  record Item(String name, int count, double price, Kind kind, @Nullable Item next) {}

  record Order(long id, List<Item> items, Map<String, Boolean> flags) {}

  record Pair<A, B>(A first, B second) {}

  /** A bean. */
  static final class Customer {
    private String name = "";
    private List<Item> items = List.of();

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }

    public List<Item> getItems() {
      return items;
    }

    public void setItems(List<Item> items) {
      this.items = items;
    }
  }

  @Test
  void nestedRecordsComeBack() throws InterruptedException {
    var ink = new Item("ink", 1, 2, Kind.INK, null);
    var pen = new Item("pen", 2, 0.5, Kind.PEN, ink);
    var order = new Order(1L << 40, List.of(pen, ink), Map.of("rush", true));

    Args reply =
        echo(order, List.of(pen), new Pair<>(pen, List.of(1, 2)), new Picture("a", new byte[] {7}));

    assertEquals(order, reply.get(0, Order.class));
    assertEquals(List.of(pen), reply.get(1, new TypeRef<List<Item>>() {}));
    assertEquals(
        new Pair<>(pen, List.of(1L, 2L)), reply.get(2, new TypeRef<Pair<Item, List<Long>>>() {}));
    assertArrayEquals(new byte[] {7}, Values.get(reply, 3, Picture.class).pixels());
    assertEquals("ink", Values.at(reply, 0, "items", 0, "next", "name"));
  }

  @Tag("pain-13-one-json-library")
  @Test
  void beansComeBack() throws InterruptedException {
    var customer = new Customer();
    customer.setName("Ada");
    customer.setItems(List.of(new Item("pen", 1, 1, Kind.PEN, null)));

    Args reply = echo(customer, List.of(customer));

    assertEquals("Ada", Values.get(reply, 0, Customer.class).getName());
    List<Customer> list = reply.get(1, new TypeRef<List<Customer>>() {});
    assertTrue(list != null && list.size() == 1);
    assertEquals(customer.getItems(), list.get(0).getItems());
  }

  @Test
  void wrongTypesAreNamed() throws InterruptedException {
    Args reply = echo("text", 1, List.of(1));

    for (Class<?> type : List.of(Item.class, int[].class, byte[].class, Map.class)) {
      DecodingException error = assertThrows(DecodingException.class, () -> reply.get(1, type));
      assertTrue(String.valueOf(error.getMessage()).startsWith("argument 1 "), error::toString);
      assertTrue(String.valueOf(error.getMessage()).contains(type.getTypeName()), error::toString);
    }
  }

  @Test
  void whatCannotBeSentIsNamedAndTheConnectionStays() throws InterruptedException {
    EncodingException error =
        assertThrows(EncodingException.class, () -> client.emit("thread", 1, new Object()));

    assertTrue(
        String.valueOf(error.getMessage())
            .startsWith("argument 1 (java.lang.Object) of event \"thread\" cannot be encoded: "),
        error::toString);
    assertEquals(List.of("up"), echo("up").toList());
  }

  @Test
  void whatIsLargerThanTheServerAcceptsIsNotSent() throws InterruptedException {
    EncodingException error =
        assertThrows(EncodingException.class, () -> client.emit("file", new byte[1_000_001]));

    String part = name.equals("json") ? "an attachment has " : "the packet has ";
    assertTrue(
        String.valueOf(error.getMessage()).startsWith("event 'file' was not sent: " + part),
        error::toString);
    assertEquals(List.of("up"), echo("up").toList());
  }
}

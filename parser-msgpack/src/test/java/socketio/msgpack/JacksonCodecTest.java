package socketio.msgpack;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.msgpack.jackson.dataformat.MessagePackMapper;
import socketio.Args;
import socketio.DecodingException;
import socketio.EncodingException;
import socketio.TypeRef;

/** Beans, with and without Jackson's binding. */
class JacksonCodecTest {
  private final MsgpackPacketParser parser = MsgpackPacketParser.create();

  /** A bean. */
  public static class Bean {
    public String firstName = "Ada";
    public byte[] bytes = {1, 2};
    public List<Long> numbers = List.of(1L, 1L << 40);
    public @Nullable Object any = Map.of("k", 1.5);
    public @Nullable Bean inner;
  }

  @Test
  void beansGoInAndComeOutAtAnyDepth() {
    Bean bean = new Bean();
    bean.inner = new Bean();
    Args args = Frames.transfer(parser, bean, List.of(Map.of("b", bean)));

    Bean first = assertInstanceOf(Bean.class, args.get(0, Bean.class));
    assertEquals("Ada", first.firstName);
    assertEquals(List.of(1L, 1L << 40), first.numbers);
    assertArrayEquals(new byte[] {1, 2}, assertInstanceOf(Bean.class, first.inner).bytes);
    List<Map<String, Bean>> nested = args.get(1, new TypeRef<List<Map<String, Bean>>>() {});
    Bean inMap = requireNonNull(nested).get(0).get("b");
    assertArrayEquals(new byte[] {1, 2}, requireNonNull(inMap).bytes);
    assertEquals(
        "Ada",
        assertInstanceOf(JsonNode.class, args.get(0, JsonNode.class)).get("firstName").asText());
  }

  /** As Node sends {firstName: undefined, any: new Date(1000), unknown: 1}. */
  @Test
  void whatOnlyJavaScriptHasIsReadIntoBeans() {
    Bean bean =
        assertInstanceOf(
            Bean.class,
            Frames.arg(
                    parser,
                    "83a966697273744e616d65d40000a3616e79d70000000000000003e8a7756e6b6e6f776e01")
                .get(0, Bean.class));
    assertEquals("Ada", bean.firstName);
    assertEquals("1970-01-01T00:00:01.000Z", bean.any);
  }

  @Test
  void settingsOfTheMapperStayInForce() {
    ObjectMapper mapper =
        new MessagePackMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    MsgpackPacketParser snake = parser.withCodec(JacksonCodec.of(mapper));
    Map<?, ?> map = assertInstanceOf(Map.class, Frames.transfer(snake, new Bean()).get(0));
    assertEquals("Ada", map.get("first_name"));
    assertThrows(IllegalArgumentException.class, () -> JacksonCodec.of(new ObjectMapper()));
  }

  @Test
  void mismatchNamesTheTypeButNoValue() {
    for (String hex : List.of("a6533343524554", "81a76e756d62657273a6533343524554")) {
      DecodingException e =
          assertThrows(DecodingException.class, () -> Frames.arg(parser, hex).get(0, Bean.class));
      assertTrue(
          String.valueOf(e.getMessage())
              .startsWith("argument 0 cannot be read as " + Bean.class.getTypeName() + ": "),
          e.getMessage());
      for (Throwable t = e; t != null; t = t.getCause()) {
        assertTrue(!t.toString().contains("S3CRET"), t.toString());
      }
    }
  }

  /** A program without Jackson, run in its own class loader. */
  public static final class Program implements Callable<String> {
    record Point(int x, List<String> names) {}

    static class Plain {}

    @Override
    public String call() {
      MsgpackPacketParser parser = MsgpackPacketParser.create();
      Point point = new Point(1, List.of("a"));
      boolean same = point.equals(Frames.transfer(parser, point).get(0, Point.class));
      EncodingException encoding =
          assertThrows(EncodingException.class, () -> Frames.encode(parser, new Plain()));
      DecodingException decoding =
          assertThrows(DecodingException.class, () -> Frames.arg(parser, "80").get(0, Plain.class));
      return same + "\n" + encoding.getMessage() + "\n" + decoding.getMessage();
    }
  }

  @Test
  void withoutTheBindingRecordsWorkAndBeansAreRefusedWithTheCure() throws Exception {
    URL[] urls =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("jackson"))
            .map(JacksonCodecTest::url)
            .toArray(URL[]::new);
    try (var loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Callable<?> program =
          (Callable<?>)
              loader.loadClass(Program.class.getName()).getDeclaredConstructor().newInstance();

      List<String> said = String.valueOf(program.call()).lines().toList();

      assertEquals("true", said.get(0));
      String plain = Program.Plain.class.getTypeName();
      String cure =
          "MessagePack has no form for "
              + plain
              + ", and there is no codec: use records, maps and lists, or add"
              + " org.msgpack:jackson-dataformat-msgpack, or pass a codec to MsgpackPacketParser.withCodec";
      assertEquals(
          "argument 0 (" + plain + ") of event \"e\" cannot be encoded: " + cure, said.get(1));
      assertEquals("argument 0 cannot be read as " + plain + ": " + cure, said.get(2));
    }
  }

  private static URL url(String path) {
    try {
      return new File(path).toURI().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

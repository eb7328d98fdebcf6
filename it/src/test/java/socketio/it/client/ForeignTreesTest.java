package socketio.it.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.msgpack.jackson.dataformat.MessagePackMapper;
import socketio.Args;
import socketio.Client;
import socketio.DecodingException;
import socketio.EncodingException;
import socketio.it.support.Values;
import socketio.json.JsonPacketParser;
import socketio.msgpack.JacksonCodec;
import socketio.msgpack.MsgpackPacketParser;
import socketio.spi.Parser;
import socketio.testkit.FakeServer;

/**
 * JSON trees of other libraries, which users of the official client are used to: they are rejected
 * at the call and never sent as something else, unless a Jackson module handles them.
 */
@Timeout(60)
class ForeignTreesTest {
  private final FakeServer.Builder server = FakeServer.builder();
  private AutoCloseable running = () -> {};

  @AfterEach
  void close() throws Exception {
    running.close();
  }

  private FakeServer start(Parser parser) {
    FakeServer started = server.parser(parser).start();
    started.onCall("echo", (socket, args) -> args.get(0));
    running = started;
    return started;
  }

  static List<Parser> parsers() {
    return List.of(JsonPacketParser.create(), MsgpackPacketParser.create());
  }

  private static List<Object> trees() {
    var gson = new JsonObject();
    gson.addProperty("a", 1);
    var gsonArray = new JsonArray();
    gsonArray.add(1);
    return List.of(
        new JSONObject(Map.of("a", 1)),
        new JSONArray(List.of(1)),
        JSONObject.NULL,
        gson,
        gsonArray,
        new JsonPrimitive("text"),
        JsonNull.INSTANCE);
  }

  static Stream<Arguments> refused() {
    return parsers().stream()
        .flatMap(
            parser ->
                trees().stream()
                    .map(tree -> Arguments.of(parser, tree.getClass().getName(), tree)));
  }

  record Holder(Object value) {}

  @Tag("pain-13-one-json-library")
  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  void areRefusedAtTheCallAtAnyDepth(Parser parser, String type, Object tree) throws Exception {
    FakeServer started = start(parser);
    try (Client client = Client.builder().parser(parser).reconnection(false).build()) {
      client.connect(started.url());

      for (Object value : List.of(tree, List.of(Map.of("k", tree)), new Holder(tree))) {
        EncodingException error =
            assertThrows(EncodingException.class, () -> client.emit("echo", "first", value));

        String message = String.valueOf(error.getMessage());
        assertTrue(message.startsWith("argument 1 ("), message);
        assertTrue(message.contains(type + " belongs to another JSON library"), message);
        assertTrue(message.contains("use maps, lists"), message);
      }
      assertEquals("still there", client.call("echo", "still there").get(0));
    }
    started.assertExhausted();
  }

  static Stream<Parser> withAModule() {
    return Stream.of(
        JsonPacketParser.of(new ObjectMapper().registerModule(module())),
        MsgpackPacketParser.create()
            .withCodec(JacksonCodec.of(new MessagePackMapper().registerModule(module()))));
  }

  private static SimpleModule module() {
    return new SimpleModule()
        .addSerializer(JSONObject.class, new Writing())
        .addDeserializer(JSONObject.class, new Reading());
  }

  private static final class Writing extends StdSerializer<JSONObject> {
    private static final long serialVersionUID = 1L;

    Writing() {
      super(JSONObject.class);
    }

    @Override
    public void serialize(JSONObject value, JsonGenerator target, SerializerProvider context)
        throws IOException {
      target.writePOJO(value.toMap());
    }
  }

  private static final class Reading extends StdDeserializer<JSONObject> {
    private static final long serialVersionUID = 1L;

    Reading() {
      super(JSONObject.class);
    }

    @Override
    public JSONObject deserialize(JsonParser source, DeserializationContext context)
        throws IOException {
      return new JSONObject(source.readValueAs(Map.class));
    }
  }

  @Tag("pain-13-one-json-library")
  @ParameterizedTest
  @MethodSource("withAModule")
  void passWhereAModuleHandlesThem(Parser parser) throws Exception {
    FakeServer started = start(parser);
    try (Client client = Client.builder().parser(parser).reconnection(false).build()) {
      client.connect(started.url());

      Args reply = client.call("echo", new JSONObject(Map.of("a", List.of(1, 2))));

      assertEquals(Map.of("a", List.of(1L, 2L)), reply.get(0));
      assertTrue(
          new JSONObject(Map.of("a", List.of(1, 2)))
              .similar(Values.get(reply, 0, JSONObject.class)));
    }
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void cannotBeAskedFor(Parser parser) throws Exception {
    FakeServer started = start(parser);
    try (Client client = Client.builder().parser(parser).reconnection(false).build()) {
      client.connect(started.url());
      Args reply = client.call("echo", Map.of("a", 1));

      for (Class<?> type : List.of(JSONObject.class, JsonObject.class)) {
        DecodingException error = assertThrows(DecodingException.class, () -> reply.get(0, type));
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains(type.getName()), message);
        assertTrue(message.contains("belongs to another JSON library"), message);
      }
    }
  }
}

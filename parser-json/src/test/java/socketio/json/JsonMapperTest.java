package socketio.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.DecodingException;
import socketio.TypeRef;
import socketio.spi.Parser;
import socketio.spi.ParserProvider;

/** A parser over an application's own mapper, and the provider. */
class JsonMapperTest {
  record Point(int xPos) {}

  private static final class InstantOut extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantOut() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator target, SerializerProvider context)
        throws IOException {
      target.writeObject(Map.of("ms", value.toEpochMilli(), "raw", new byte[] {1}));
    }
  }

  private static final class InstantIn extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantIn() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser source, DeserializationContext context)
        throws IOException {
      Map<?, ?> map = source.readValueAs(Map.class);
      return Instant.ofEpochMilli(assertInstanceOf(Number.class, map.get("ms")).longValue());
    }
  }

  @Tag("pain-13-one-json-library")
  @Test
  void modulesAndSettingsOfTheMapperStayInForce() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(
                new SimpleModule()
                    .addSerializer(Instant.class, new InstantOut())
                    .addDeserializer(Instant.class, new InstantIn()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    JsonPacketParser parser = JsonPacketParser.of(mapper);
    assertEquals("2[\"e\",{\"x_pos\":1}]", Wire.encode(parser, new Point(1)));
    List<String> wire = Wire.encode(parser, Wire.event("e", Instant.ofEpochMilli(5)));
    assertEquals(2, wire.size(), "what a serializer writes by writeObject is binary too");
    assertEquals(
        Instant.ofEpochMilli(5),
        Wire.args(parser, wire.get(0), new byte[] {1}).get(0, Instant.class));
    assertThrows(
        DecodingException.class,
        () -> Wire.args(parser, "2[\"e\",{\"x_pos\":1,\"other\":2}]").get(0, Point.class),
        "unknown properties fail by the mapper's own default");
  }

  @Test
  void mapperIsNotChangedAndItsLaterChangesDoNotShow() {
    ObjectMapper mapper = new ObjectMapper();
    StreamReadConstraints before = mapper.getFactory().streamReadConstraints();
    JsonPacketParser parser = JsonPacketParser.of(mapper);
    assertSame(before, mapper.getFactory().streamReadConstraints());
    assertTrue(mapper.getRegisteredModuleIds().isEmpty());
    mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    assertEquals("2[\"e\",{\"xPos\":1}]", Wire.encode(parser, new Point(1)));
  }

  @Test
  void naturalTypesDoNotDependOnTheMapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_JAVA_ARRAY_FOR_JSON_ARRAY)
            .build();
    JsonPacketParser parser = JsonPacketParser.of(mapper);
    assertEquals(List.of(1L, 1.5), Wire.args(parser, "2[\"e\",[1,1.5]]").get(0));
    assertEquals(
        Map.of("a", new BigDecimal("1.5")),
        Wire.args(parser, "2[\"e\",{\"a\":1.5}]").get(0, new TypeRef<Map<String, Object>>() {}));
  }

  @Test
  void settingsThatWouldSpoilThePacketAreOverruled() {
    JsonFactory factory = new JsonFactory();
    factory.disable(JsonWriteFeature.QUOTE_FIELD_NAMES.mappedFeature());
    ObjectMapper mapper =
        JsonMapper.builder(factory)
            .enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.WRAP_ROOT_VALUE)
            .enable(DeserializationFeature.UNWRAP_ROOT_VALUE)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();
    JsonPacketParser parser = JsonPacketParser.of(mapper);
    String text = Wire.encode(parser, new Point(1), "x");
    assertEquals("2[\"e\",{\"xPos\":1},\"x\"]", text);
    assertEquals(new Point(1), Wire.args(parser, text).get(0, Point.class));
  }

  @Test
  void mapperForAnotherFormatIsRefused() {
    JsonFactory yaml =
        new JsonFactory() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getFormatName() {
            return "YAML";
          }
        };
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> JsonPacketParser.of(new ObjectMapper(yaml)));
    assertEquals(
        "this mapper is for YAML: Socket.IO's default codec needs one for JSON", e.getMessage());
  }

  @Test
  void providerIsFoundUnderItsNameAndClientsShareOneParser() {
    Map<String, ParserProvider> providers =
        ServiceLoader.load(ParserProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .collect(Collectors.toMap(ParserProvider::name, provider -> provider));
    ParserProvider json = assertInstanceOf(ParserProvider.class, providers.get("json"));
    Parser parser = json.create();
    assertSame(parser, json.create());
    assertEquals(JsonLimits.defaults(), ((JsonPacketParser) parser).limits());
  }
}

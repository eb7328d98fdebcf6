package socketio.examples.cbor;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jackson mappers configured for the contract of {@link socketio.Args}. */
final class Mappers {
  private Mappers() {}

  /** For values of the application's types. */
  static CBORMapper newMapper() {
    return CBORMapper.builder(newFactory())
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .addModule(new SimpleModule("buffers").addSerializer(ByteBuffer.class, new Buffers()))
        .addModule(naturalTypes())
        .build();
  }

  /** For values read without a target type, whose result does not depend on other settings. */
  static CBORMapper newNaturalMapper() {
    return CBORMapper.builder(newFactory())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .addModule(naturalTypes())
        .build();
  }

  /** Map keys are data, and may be as long as other strings. */
  private static CBORFactory newFactory() {
    return CBORFactory.builder()
        .enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNameLength(StreamReadConstraints.DEFAULT_MAX_STRING_LEN)
                .build())
        .build();
  }

  private static SimpleModule naturalTypes() {
    return new SimpleModule("natural types").addDeserializer(Object.class, new Natural());
  }

  /** Writes a buffer from position to limit without consuming it. */
  private static final class Buffers extends StdSerializer<ByteBuffer> {
    private static final long serialVersionUID = 1L;

    Buffers() {
      super(ByteBuffer.class);
    }

    @Override
    public void serialize(ByteBuffer value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      var bytes = new byte[value.remaining()];
      value.duplicate().get(bytes);
      out.writeBinary(bytes);
    }
  }

  /** Reads Long, BigInteger if larger, Double, and maps in wire order. */
  private static final class Natural extends StdDeserializer<Object> {
    private static final long serialVersionUID = 1L;

    Natural() {
      super(Object.class);
    }

    @Override
    public @Nullable Object deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return switch (in.currentToken()) {
        case START_OBJECT -> map(in, context);
        case START_ARRAY -> list(in, context);
        case VALUE_STRING -> in.getText();
        case VALUE_NUMBER_INT -> integer(in);
        case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        case VALUE_NULL -> null;
        case VALUE_EMBEDDED_OBJECT -> in.getBinaryValue();
        default -> context.handleUnexpectedToken(Object.class, in);
      };
    }

    private Map<String, @Nullable Object> map(JsonParser in, DeserializationContext context)
        throws IOException {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
        in.nextToken();
        map.put(key, deserialize(in, context));
      }
      return map;
    }

    private List<@Nullable Object> list(JsonParser in, DeserializationContext context)
        throws IOException {
      List<@Nullable Object> list = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        list.add(deserialize(in, context));
      }
      return list;
    }

    private static Number integer(JsonParser in) throws IOException {
      var exact = in.getBigIntegerValue();
      return exact.bitLength() < Long.SIZE ? (Number) exact.longValue() : exact;
    }
  }
}

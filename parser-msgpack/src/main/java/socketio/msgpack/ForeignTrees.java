package socketio.msgpack;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.io.IOException;

/**
 * Rejects the tree types of other JSON libraries. Jackson would treat them as beans, and send
 * {@code {"empty":false}} for an {@code org.json.JSONObject}. They are allowed if a module of the
 * application's mapper handles them.
 */
final class ForeignTrees extends BeanSerializerModifier {
  private static final long serialVersionUID = 1L;

  @Override
  public JsonSerializer<?> modifySerializer(
      SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
    if (!ForeignTypes.isForeign(bean.getBeanClass()) || !isOfJackson(serializer)) {
      return serializer;
    }
    return new JsonSerializer<Object>() {
      @Override
      public void serialize(Object value, JsonGenerator target, SerializerProvider context)
          throws IOException {
        context.reportBadDefinition(bean.getType(), advice(bean.getBeanClass()));
      }
    };
  }

  /**
   * Checks that the mapper can read a type.
   *
   * @throws PacketFault if it is a foreign tree without a custom deserializer
   */
  static void checkReadable(ObjectMapper mapper, JavaType type) throws IOException {
    if (ForeignTypes.isForeign(type.getRawClass())
        && mapper.getDeserializationContext() instanceof DefaultDeserializationContext context
        && isOfJackson(deserializer(mapper, context, type))) {
      throw new PacketFault(advice(type.getRawClass()));
    }
  }

  private static JsonDeserializer<Object> deserializer(
      ObjectMapper mapper, DefaultDeserializationContext context, JavaType type)
      throws JsonMappingException {
    return context
        .createDummyInstance(mapper.getDeserializationConfig())
        .findRootValueDeserializer(type);
  }

  private static boolean isOfJackson(Object handler) {
    return handler.getClass().getName().startsWith("com.fasterxml.jackson.databind.");
  }

  private static String advice(Class<?> type) {
    return type.getName()
        + " belongs to another JSON library: use maps, lists or records, or pass JacksonCodec.of a"
        + " mapper with a module for it";
  }
}

package socketio.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rejects the tree types of other JSON libraries. Jackson would treat them as beans or collections,
 * and send {@code {"empty":false}} for an {@code org.json.JSONObject}. They are allowed if a module
 * of the application's mapper handles them. Matched by name, because this module depends on none of
 * these libraries.
 */
final class ForeignTrees {
  private static final Set<String> CLASSES =
      Set.of(
          "com.google.gson.JsonElement",
          "io.vertx.core.json.JsonArray",
          "io.vertx.core.json.JsonObject",
          "jakarta.json.JsonValue",
          "javax.json.JsonValue",
          "kotlinx.serialization.json.JsonElement",
          "org.json.JSONArray",
          "org.json.JSONObject",
          "org.json.JSONObject$Null",
          "tools.jackson.databind.JsonNode");

  private static final String JACKSON = "com.fasterxml.jackson.databind.";

  private ForeignTrees() {}

  static Module module() {
    return new SimpleModule("socketio.json.ForeignTrees")
        .setSerializerModifier(new RefuseToWrite())
        .setDeserializerModifier(new RefuseToRead());
  }

  private static boolean refuses(Class<?> type, Class<?> handler) {
    return handler.getName().startsWith(JACKSON) && isForeign(type);
  }

  private static boolean isForeign(@Nullable Class<?> type) {
    return type != null
        && (CLASSES.contains(type.getName())
            || isForeign(type.getSuperclass())
            || Arrays.stream(type.getInterfaces()).anyMatch(ForeignTrees::isForeign));
  }

  private static String advice(Class<?> type) {
    return type.getName()
        + " belongs to another JSON library: use maps, lists, records or Jackson's JsonNode, or"
        + " pass JsonPacketParser.of a mapper with a module for it";
  }

  private static final class RefuseToWrite extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSerializer<?> modifySerializer(
        SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
      return check(bean, serializer);
    }

    @Override
    public JsonSerializer<?> modifyCollectionSerializer(
        SerializationConfig config,
        CollectionType type,
        BeanDescription bean,
        JsonSerializer<?> serializer) {
      return check(bean, serializer);
    }

    @Override
    public JsonSerializer<?> modifyMapSerializer(
        SerializationConfig config,
        MapType type,
        BeanDescription bean,
        JsonSerializer<?> serializer) {
      return check(bean, serializer);
    }

    private static JsonSerializer<?> check(BeanDescription bean, JsonSerializer<?> serializer) {
      if (!refuses(bean.getBeanClass(), serializer.getClass())) {
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
  }

  private static final class RefuseToRead extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
      if (!refuses(bean.getBeanClass(), deserializer.getClass())) {
        return deserializer;
      }
      return new JsonDeserializer<Object>() {
        @Override
        public Object deserialize(JsonParser source, DeserializationContext context)
            throws IOException {
          return context.reportBadDefinition(bean.getType(), advice(bean.getBeanClass()));
        }
      };
    }
  }
}

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
import java.io.IOException;
import java.util.Set;

/**
 * Refuses the trees of other JSON libraries. To Jackson they are beans or collections like any
 * other, and it would send {@code {"empty":false}} for an {@code org.json.JSONObject}. Where a
 * module of the application handles them they pass.
 */
final class ForeignTrees {
  private static final Set<String> CLASSES =
      Set.of(
          "com.google.gson.JsonElement",
          "org.json.JSONArray",
          "org.json.JSONObject",
          "tools.jackson.databind.JsonNode");

  private static final String JACKSON = "com.fasterxml.jackson.databind.";

  private ForeignTrees() {}

  static Module module() {
    return new SimpleModule("socketio.json.ForeignTrees")
        .setSerializerModifier(new RefuseToWrite())
        .setDeserializerModifier(new RefuseToRead());
  }

  private static boolean refuses(Class<?> type, Class<?> handler) {
    if (!handler.getName().startsWith(JACKSON)) {
      return false;
    }
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (CLASSES.contains(c.getName())) {
        return true;
      }
    }
    return false;
  }

  private static String advice(Class<?> type) {
    return type.getName()
        + " belongs to another JSON library: use maps, lists, records or Jackson's JsonNode, or"
        + " give JsonPacketParser.of a mapper with a module for it";
  }

  private static final class RefuseToWrite extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSerializer<?> modifySerializer(
        SerializationConfig config, BeanDescription bean, JsonSerializer<?> serializer) {
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

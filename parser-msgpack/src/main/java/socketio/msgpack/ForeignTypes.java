package socketio.msgpack;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tree types of other JSON libraries. Matched by name, because this module depends on none of
 * these libraries.
 */
final class ForeignTypes {
  private static final Set<String> BEANS =
      Set.of(
          "com.google.gson.JsonElement",
          "io.vertx.core.json.JsonArray",
          "io.vertx.core.json.JsonObject",
          "org.json.JSONArray",
          "org.json.JSONObject",
          "org.json.JSONObject$Null",
          "tools.jackson.databind.JsonNode");

  private ForeignTypes() {}

  static boolean isForeign(@Nullable Class<?> type) {
    return type != null && (BEANS.contains(type.getName()) || isForeign(type.getSuperclass()));
  }
}

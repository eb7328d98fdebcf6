package socketio.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;

/**
 * How a client came: the request that opened its connection, and what it said when it asked to join
 * a namespace.
 *
 * @param namespace the namespace that it asked for
 * @param headers the headers of the request, found by name without regard to case
 * @param query the query parameters of the request, decoded
 * @param payload the payload of the CONNECT packet: no value, or one
 */
public record FakeHandshake(
    String namespace, Map<String, List<String>> headers, Map<String, String> query, Args payload) {
  /**
   * The first value of a header.
   *
   * @param name its name, in any case
   * @return the value, or null
   */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /**
   * The cookies.
   *
   * @return their values by name, in the order of the Cookie headers
   */
  public Map<String, String> cookies() {
    var cookies = new LinkedHashMap<String, String>();
    for (String line : headers.getOrDefault("Cookie", List.of())) {
      for (String pair : line.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          cookies.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
      }
    }
    return Collections.unmodifiableMap(cookies);
  }

  /**
   * The auth payload.
   *
   * @return a value of natural type (see {@link Args#get(int)}), or null if there is none
   * @throws DecodingException if it cannot be read
   */
  public @Nullable Object auth() {
    return payload.size() == 0 ? null : payload.get(0);
  }

  /**
   * The auth payload as an object of a class.
   *
   * @param type the class
   * @param <T> the type
   * @return the payload, or null if there is none
   * @throws DecodingException if it cannot be read as this type
   */
  public <T> @Nullable T auth(Class<T> type) {
    return payload.size() == 0 ? null : payload.get(0, type);
  }

  /**
   * One entry of an auth payload that is an object.
   *
   * @param key the name of the entry
   * @return its value by natural type, or null
   * @throws DecodingException if the payload cannot be read
   */
  public @Nullable Object authEntry(String key) {
    return auth() instanceof Map<?, ?> entries ? entries.get(key) : null;
  }

  /** Names the namespace only: the rest holds secrets. */
  @Override
  public String toString() {
    return "FakeHandshake[" + namespace + "]";
  }
}

package socketio.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;

/**
 * What a client presented: the request that opened its connection, and the payload with which it
 * asked to join a namespace.
 *
 * @param namespace the namespace that it asked to join
 * @param headers the headers of the request, with case-insensitive names
 * @param query the query parameters of the request, decoded
 * @param payload the payload of the CONNECT packet: one value at most
 * @since 1.0
 */
public record FakeHandshake(
    String namespace, Map<String, List<String>> headers, Map<String, String> query, Args payload) {
  /**
   * The first value of a header.
   *
   * @param name the header's name, case-insensitive
   * @return the value, or null if there is none
   */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /**
   * The cookies.
   *
   * @return the values by name, in the order of the Cookie headers
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
   * @return the payload as its natural type (see {@link Args#get(int)}), or null if there is none
   * @throws DecodingException if it cannot be read
   */
  public @Nullable Object auth() {
    return payload.size() == 0 ? null : payload.get(0);
  }

  /**
   * The auth payload, read as a given type.
   *
   * @param type the class of that type
   * @param <T> the type
   * @return the payload, or null if there is none
   * @throws DecodingException if it cannot be read as this type
   */
  public <T> @Nullable T auth(Class<T> type) {
    return payload.size() == 0 ? null : payload.get(0, type);
  }

  /**
   * An entry of the auth payload.
   *
   * @param key the name of the entry
   * @return the value as its natural type, or null if there is none or the payload is not an object
   * @throws DecodingException if the payload cannot be read
   */
  public @Nullable Object authEntry(String key) {
    return auth() instanceof Map<?, ?> entries ? entries.get(key) : null;
  }

  /** Shows the namespace only: the rest may hold secrets. */
  @Override
  public String toString() {
    return "FakeHandshake[" + namespace + "]";
  }
}

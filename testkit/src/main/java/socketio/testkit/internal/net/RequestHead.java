package socketio.testkit.internal.net;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP request.
 *
 * @param method the method, in upper case
 * @param path the path, without the query
 * @param query the query parameters, decoded; the last value of a repeated name
 * @param headers the headers, with case-insensitive names
 */
public record RequestHead(
    String method, String path, Map<String, String> query, Map<String, List<String>> headers) {
  /** Makes the headers case-insensitive. */
  public RequestHead {
    query = Collections.unmodifiableMap(query);
    var byName = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    headers = Collections.unmodifiableMap(byName);
  }

  /**
   * Parses a request target.
   *
   * @param method the method
   * @param target path and query, as on the wire
   * @param headers the headers
   * @return the head
   */
  public static RequestHead parse(String method, String target, Map<String, List<String>> headers) {
    int mark = target.indexOf('?');
    return mark < 0
        ? new RequestHead(method, target, Map.of(), headers)
        : new RequestHead(
            method, target.substring(0, mark), query(target.substring(mark + 1)), headers);
  }

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
   * Whether the client asks for a WebSocket.
   *
   * @return true if an Upgrade header says so
   */
  public boolean upgrade() {
    return "websocket".equalsIgnoreCase(header("Upgrade"));
  }

  private static Map<String, String> query(String text) {
    var parameters = new LinkedHashMap<String, String>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        parameters.put(
            decode(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // show a client's broken escape rather than hide it
    }
  }

  /** Shows method and path only: the rest may hold secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}

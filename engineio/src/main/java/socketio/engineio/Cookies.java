package socketio.engineio;

import java.io.IOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Passes cookies to a {@link CookieHandler}, and merges those that the user set and those that the
 * handler found into one {@code Cookie} header. The JDK's handler writes cookies that have a {@code
 * Max-Age} in the form of RFC 2965 ({@code $Version="1"}, {@code name="value";$Path="/"}), which
 * servers no longer understand: they are turned back into {@code name=value} (RFC 6265, section
 * 4.2).
 */
final class Cookies {
  private Cookies() {}

  /**
   * Passes the cookies of a response to a handler. The JDK's own would log invalid ones with their
   * content at level SEVERE: they are left out.
   *
   * @throws IOException if the handler does
   */
  static void store(CookieHandler handler, URI uri, Map<String, List<String>> headers)
      throws IOException {
    Map<String, List<String>> given = headers;
    if (handler instanceof CookieManager) {
      given = new LinkedHashMap<>();
      for (Map.Entry<String, List<String>> header : headers.entrySet()) {
        if (header.getKey().toLowerCase(Locale.ROOT).startsWith("set-cookie")) {
          given.put(header.getKey(), valid(header.getValue()));
        }
      }
    }
    handler.put(uri, given);
  }

  private static List<String> valid(List<String> cookies) {
    List<String> valid = new ArrayList<>();
    for (String cookie : cookies) {
      try {
        HttpCookie.parse(cookie);
        valid.add(cookie);
      } catch (RuntimeException e) {
        // invalid
      }
    }
    return valid;
  }

  /**
   * Merges cookies.
   *
   * @param own values of the user's own header; they win over those found
   * @param found values that the handler returned
   * @return the header's value, or null if there is no cookie
   */
  static @Nullable String merge(List<String> own, List<String> found) {
    Map<String, String> cookies = new LinkedHashMap<>();
    for (String header : own) {
      collect(header, cookies);
    }
    for (String header : found) {
      collect(header, cookies);
    }
    return cookies.isEmpty() ? null : String.join("; ", cookies.values());
  }

  private static void collect(String header, Map<String, String> cookies) {
    boolean old = header.contains(";$") || header.contains("; $") || header.startsWith("$");
    int start = 0;
    while (start < header.length()) {
      int end = end(header, start, old);
      String pair = header.substring(start, end).trim();
      if (!pair.isEmpty() && !(old && pair.charAt(0) == '$')) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        cookies.putIfAbsent(name, old && equals >= 0 ? unquote(pair, equals + 1) : pair);
      }
      start = end + 1;
    }
  }

  /** The end of a pair: a semicolon, in the old form outside quotes. */
  private static int end(String header, int start, boolean old) {
    boolean quoted = false;
    for (int i = start; i < header.length(); i++) {
      char c = header.charAt(i);
      if (old && c == '"') {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        return i;
      }
    }
    return header.length();
  }

  private static String unquote(String pair, int value) {
    int last = pair.length() - 1;
    return last > value && pair.charAt(value) == '"' && pair.charAt(last) == '"'
        ? pair.substring(0, value) + pair.substring(value + 1, last)
        : pair;
  }
}

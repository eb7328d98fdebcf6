package socketio.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Checks of the parts of HTTP requests: addresses, paths, headers. */
public final class Urls {
  private static final String AS_IN = "; expected one such as \"http://localhost:3000\"";

  private Urls() {}

  /** Returns the address of a server with the scheme http or https. */
  public static URI server(String url) {
    try {
      return server(new URI(Check.notNull(url, "url").trim()));
    } catch (URISyntaxException e) {
      // Omit the input and the exception, which quotes it: it may contain secrets.
      throw new IllegalArgumentException("url: not a valid address: " + reason(e) + AS_IN);
    }
  }

  /** Returns the address of a server with the scheme http or https. */
  public static URI server(URI url) {
    String scheme = Check.notNull(url, "url").getScheme();
    String http =
        switch (scheme == null ? "" : scheme.toLowerCase(Locale.ROOT)) {
          case "http", "ws" -> "http";
          case "https", "wss" -> "https";
          default ->
              throw new IllegalArgumentException(
                  "url: must begin with http://, https://, ws:// or wss://, as in"
                      + " \"http://localhost:3000\"");
        };
    if (url.getHost() == null) {
      throw new IllegalArgumentException("url: has no valid host" + AS_IN);
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "url: must not contain a user name or password; send them with header(\"Authorization\","
              + " …)");
    }
    String path = url.getRawPath();
    if (path != null && !path.isEmpty() && !path.equals("/")) {
      throw new IllegalArgumentException(
          String.format(
              "url: has the path '%s'; name a namespace with namespaces(\"%s\"), or the HTTP"
                  + " endpoint with path(\"%s\")",
              path, path, path));
    }
    if (url.getPort() > 65535) {
      throw new IllegalArgumentException(
          "url: port " + url.getPort() + " is out of range; expected 65535 or less");
    }
    String query = url.getRawQuery();
    String server = http + "://" + url.getRawAuthority() + "/" + (query == null ? "" : "?" + query);
    return server.equals(url.toString()) ? url : URI.create(server);
  }

  private static String reason(URISyntaxException problem) {
    return problem.getReason() + (problem.getIndex() < 0 ? "" : " at index " + problem.getIndex());
  }

  /** Returns the path of an endpoint, with a slash at both ends. */
  public static String path(String path) {
    String inner = Check.notNull(path, "path");
    String slashed = (inner.startsWith("/") ? "" : "/") + inner + (inner.endsWith("/") ? "" : "/");
    try {
      URI uri = new URI("http://host" + slashed);
      if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "path: must not contain a query or fragment; see query(name, value)");
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "path: not a valid path: "
              + e.getReason()
              + "; encode special characters, as in \"/my%20path\"");
    }
    return slashed;
  }

  /**
   * Checks an HTTP header (RFC 9110 §5): a token, and a value of visible ASCII, spaces and tabs.
   */
  public static void checkHeader(String name, String value) {
    if (Check.notNull(name, "name").isEmpty()) {
      throw new IllegalArgumentException("name: not a valid HTTP header name: it is empty");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7f || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
        // Omit the name itself: it may be a value passed in its place.
        throw new IllegalArgumentException(
            String.format(
                "name: not a valid HTTP header name: character U+%04X at index %d", (int) c, i));
      }
    }
    if (!Check.notNull(value, "value").chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f))) {
      throw new IllegalArgumentException(
          "value: the header "
              + name
              + " contains a character that HTTP does not allow;"
              + " encode or remove it");
    }
  }
}

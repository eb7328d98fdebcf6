package socketio.engineio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;
import socketio.spi.EngineConfig;

/**
 * The addresses of one session: the endpoint's, the user's query, then the parameters of the
 * protocol. These ({@code EIO}, {@code transport}, {@code sid}) replace those that the user may
 * have copied there, because servers read a repeated parameter as an array.
 */
final class Urls {
  private static final Set<String> RESERVED =
      new HashSet<>(Arrays.asList("EIO", "transport", "sid"));
  private static final String HEX = "0123456789ABCDEF";

  private final EngineConfig config;
  private final String address;
  private final Map<TransportKind, String> begins = new HashMap<>();

  /** With a number, makes each polling request a different one for caches; or null. */
  private final @Nullable String stamp;

  private int requests;

  Urls(EngineConfig config) {
    this.config = config;
    URI uri = config.uri();
    String authority = String.valueOf(uri.getRawAuthority());
    address =
        uri.getScheme() + "://" + authority.substring(authority.indexOf('@') + 1) + config.path();
    stamp = stamp(config.timestampParameter());
  }

  private @Nullable String stamp(@Nullable String name) {
    if (name == null) {
      return null;
    }
    Set<String> names = new HashSet<>();
    begin(TransportKind.POLLING, names);
    return "&"
        + (names.contains(name) ? "_" : "")
        + encode(name)
        + "="
        + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36)
        + ".";
  }

  /**
   * Begins an address: the endpoint, the user's query, and the transport.
   *
   * @param names collects the names of the user's parameters
   */
  private String begin(TransportKind kind, Set<String> names) {
    URI uri = config.uri();
    StringBuilder text = new StringBuilder();
    text.append(uri.getScheme()).append("://").append(uri.getRawAuthority());
    text.append(config.path()).append('?');
    appendRawQuery(text, uri.getRawQuery(), names);
    for (Map.Entry<String, String> parameter : config.query(kind).entrySet()) {
      if (!RESERVED.contains(parameter.getKey())) {
        names.add(parameter.getKey());
        text.append(encode(parameter.getKey()))
            .append('=')
            .append(encode(parameter.getValue()))
            .append('&');
      }
    }
    return text.append("EIO=4&transport=").append(encode(kind.name())).toString();
  }

  private static void appendRawQuery(StringBuilder to, @Nullable String query, Set<String> names) {
    if (query == null) {
      return;
    }
    List<String> parameters = Arrays.asList(query.split("&"));
    for (String parameter : parameters) {
      int end = parameter.indexOf('=');
      String name = end < 0 ? parameter : parameter.substring(0, end);
      if (!parameter.isEmpty() && !RESERVED.contains(name)) {
        names.add(name);
        to.append(parameter).append('&');
      }
    }
  }

  /** The endpoint without user information and query: fit for messages. */
  String address() {
    return address;
  }

  /** The endpoint without secrets: cookie handlers may log it. */
  URI endpoint() {
    return URI.create(address);
  }

  /** The address of the next polling request, which no cache has seen. */
  URI polling(@Nullable String sid) {
    return uri(
        TransportKind.POLLING, stamp == null ? "" : stamp + Integer.toString(requests++, 36), sid);
  }

  /** The address of a channel. */
  URI channel(TransportKind kind, @Nullable String sid) {
    return uri(kind, "", sid);
  }

  private URI uri(TransportKind kind, String rest, @Nullable String sid) {
    String begin = begins.computeIfAbsent(kind, other -> begin(other, new HashSet<>()));
    try {
      return URI.create(begin + rest + (sid == null ? "" : "&sid=" + encode(sid)));
    } catch (IllegalArgumentException e) {
      // The original exception quotes the query.
      throw new IllegalArgumentException("the address or the path is not a valid URI: " + address);
    }
  }

  /** Percent-encodes all but the unreserved characters of RFC 3986. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return encoded.toString();
  }
}

package socketio.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.spi.Packet;

/** Checks of arguments; every message names the argument. */
public final class Check {
  /** The name that means all namespaces where a path is expected. */
  public static final String ALL_NAMESPACES = "*";

  private Check() {}

  public static <T> T notNull(@Nullable T value, String name) {
    if (value == null) {
      throw new NullPointerException(name + " must not be null");
    }
    return value;
  }

  /** The name of an event that an application may emit. */
  public static String event(String event) {
    if (Packet.Event.isReserved(notNull(event, "event"))) {
      throw new IllegalArgumentException(
          "event: '" + event + "' is a reserved name and cannot be emitted");
    }
    return notNull(event, "event");
  }

  /** The name of an event that an application may handle. */
  public static String handled(String event) {
    if (Packet.Event.isReserved(notNull(event, "event"))) {
      throw new IllegalArgumentException(
          "event: '"
              + event
              + "' is a reserved name; connection changes are heard by onConnect, onConnectError"
              + " and onDisconnect");
    }
    return notNull(event, "event");
  }

  /** The name of one event that an application may wait for. */
  public static String single(String event) {
    if (handled(event).equals("*")) {
      throw new IllegalArgumentException(
          "event: \"*\" stands for many events here; name one, or use onAny");
    }
    return event;
  }

  /** The path of a namespace: a slash, and neither a comma nor a query nor control characters. */
  public static String namespace(String path) {
    if (notNull(path, "namespace").equals(ALL_NAMESPACES)) {
      throw new IllegalArgumentException(
          "namespace: '*' stands for all namespaces, not for one that can be connected");
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(
          "namespace: '" + path + "' must begin with a slash, as in \"/" + path + "\"");
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == ',' || c == '?' || Character.isISOControl(c) || Character.isSurrogate(c)) {
        throw new IllegalArgumentException(
            String.format(
                "namespace: '%s' contains the character U+%04X, which the protocol cannot carry",
                path, (int) c));
      }
    }
    return path;
  }

  /** The path of a namespace that handlers may be for: also "*", which stands for all. */
  public static String namespaceOrAll(String path) {
    return notNull(path, "namespace").equals(ALL_NAMESPACES) ? path : namespace(path);
  }

  public static Duration positive(Duration value, String name) {
    if (notNull(value, name).isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + ": " + value + " must be more than zero");
    }
    return value;
  }

  public static Duration notNegative(Duration value, String name) {
    if (notNull(value, name).isNegative()) {
      throw new IllegalArgumentException(name + ": " + value + " must not be negative");
    }
    return value;
  }
}

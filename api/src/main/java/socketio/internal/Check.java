package socketio.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.spi.Packet;

/** Argument checks; every message names the argument. */
public final class Check {
  /** The name that means all namespaces in place of a path. */
  public static final String ALL_NAMESPACES = "*";

  private Check() {}

  public static <T> T notNull(@Nullable T value, String name) {
    if (value == null) {
      throw new NullPointerException(name + " must not be null");
    }
    return value;
  }

  /** Checks the name of an event that an application emits. */
  public static String event(String event) {
    if (Packet.Event.isReserved(notNull(event, "event"))) {
      throw new IllegalArgumentException(
          "event: '" + event + "' is a reserved name and cannot be emitted; choose another name");
    }
    return notNull(event, "event");
  }

  /** Checks the name of an event that an application handles. */
  public static String handledEvent(String event) {
    if (Packet.Event.isReserved(notNull(event, "event"))) {
      throw new IllegalArgumentException(
          "event: '"
              + event
              + "' is a reserved name; handle connection changes with onConnect, onConnectError"
              + " and onDisconnect");
    }
    return notNull(event, "event");
  }

  /** Checks the name of one event that an application waits for. */
  public static String singleEvent(String event) {
    if (handledEvent(event).equals("*")) {
      throw new IllegalArgumentException("event: \"*\" means every event; name one, or use onAny");
    }
    return event;
  }

  /**
   * Checks the path of a namespace: it begins with a slash; commas, queries, controls are invalid.
   */
  public static String namespace(String path) {
    if (notNull(path, "namespace").equals(ALL_NAMESPACES)) {
      throw new IllegalArgumentException(
          "namespace: '*' means all namespaces; name one to connect to it");
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
                "namespace: '%s' contains the character U+%04X, which the protocol cannot carry;"
                    + " choose another name",
                path, (int) c));
      }
    }
    return path;
  }

  /** Checks the path of a namespace for handlers, which may also be "*" for all namespaces. */
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

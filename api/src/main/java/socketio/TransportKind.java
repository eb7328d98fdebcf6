package socketio;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A kind of transport for an Engine.IO connection. An open value type: transports may define
 * further kinds.
 *
 * @since 1.0
 */
public final class TransportKind implements Serializable {
  /** HTTP long-polling. */
  public static final TransportKind POLLING = new TransportKind("polling");

  /** WebSocket. */
  public static final TransportKind WEBSOCKET = new TransportKind("websocket");

  private static final long serialVersionUID = 1L;

  /** The name on the wire. */
  private final String name;

  private TransportKind(String name) {
    this.name = name;
  }

  /**
   * Returns the kind with a given name.
   *
   * @param name the name on the wire, such as {@code "websocket"}
   * @return the kind; equal names yield equal kinds
   */
  public static TransportKind of(String name) {
    Objects.requireNonNull(name, "name must not be null");
    return switch (name) {
      case "polling" -> POLLING;
      case "websocket" -> WEBSOCKET;
      default -> new TransportKind(name);
    };
  }

  /**
   * Returns the name on the wire.
   *
   * @return the name, such as {@code "polling"}
   */
  public String name() {
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TransportKind kind && name.equals(kind.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}

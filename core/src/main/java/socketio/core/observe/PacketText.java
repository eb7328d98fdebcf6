package socketio.core.observe;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;
import socketio.spi.Packet;

/** Formats packets as text, one line each. */
final class PacketText {
  private static final int MAX_NAME = 200;
  private static final int MAX_CONTENT = 4000;

  private final StringBuilder text = new StringBuilder();

  private PacketText() {}

  /** Formats type, namespace, event and id, without any content. */
  static String header(Packet packet) {
    var line = new PacketText();
    line.appendHeader(packet);
    return line.text.toString();
  }

  /** Formats all of a packet, up to a limit. */
  static String withContent(Packet packet) {
    var line = new PacketText();
    line.appendHeader(packet);
    Args content = content(packet);
    if (hasArguments(packet) || content.size() > 0) {
      line.text.append(' ');
      try {
        line.appendValue(hasArguments(packet) ? content.toList() : content.get(0));
      } catch (DecodingException e) {
        line.text.append("(cannot be read)");
      }
    }
    return line.text.toString();
  }

  /** Whether a packet carries any number of values; other types carry at most one. */
  static boolean hasArguments(Packet packet) {
    return packet instanceof Packet.Event || packet instanceof Packet.Ack;
  }

  /** Returns the values that a packet carries. */
  static Args content(Packet packet) {
    if (packet instanceof Packet.Event event) {
      return event.args();
    }
    if (packet instanceof Packet.Ack ack) {
      return ack.args();
    }
    if (packet instanceof Packet.Connect connect) {
      return connect.data();
    }
    return packet instanceof Packet.ConnectError error ? error.data() : Args.of();
  }

  private void appendHeader(Packet packet) {
    text.append(type(packet)).append(' ');
    appendEscaped(packet.namespace(), MAX_NAME);
    long id = Packet.Event.NO_ID;
    if (packet instanceof Packet.Event event) {
      text.append(' ');
      appendQuoted(event.name(), MAX_NAME);
      id = event.id();
    } else if (packet instanceof Packet.Ack ack) {
      id = ack.id();
    }
    if (id != Packet.Event.NO_ID) {
      text.append(" #").append(id);
    }
  }

  private static String type(Packet packet) {
    if (packet instanceof Packet.Connect) {
      return "CONNECT";
    }
    if (packet instanceof Packet.Disconnect) {
      return "DISCONNECT";
    }
    if (packet instanceof Packet.ConnectError) {
      return "CONNECT_ERROR";
    }
    return packet instanceof Packet.Event ? "EVENT" : "ACK";
  }

  private void appendValue(@Nullable Object value) {
    if (text.length() >= MAX_CONTENT) {
      text.append('…');
    } else if (value instanceof String string) {
      appendQuoted(string, MAX_CONTENT - text.length());
    } else if (value instanceof byte[] bytes) {
      text.append('<').append(bytes.length).append(" bytes>");
    } else if (value instanceof List<?> list) {
      text.append('[');
      appendAll(list.iterator(), this::appendValue);
      text.append(']');
    } else if (value instanceof Map<?, ?> map) {
      text.append('{');
      appendAll(map.entrySet().iterator(), this::appendMember);
      text.append('}');
    } else {
      appendEscaped(String.valueOf(value), MAX_CONTENT);
    }
  }

  private void appendMember(Map.Entry<?, ?> member) {
    appendValue(member.getKey());
    text.append(": ");
    appendValue(member.getValue());
  }

  private <E extends @Nullable Object> void appendAll(Iterator<E> elements, Consumer<E> append) {
    while (elements.hasNext() && text.length() < MAX_CONTENT) {
      append.accept(elements.next());
      text.append(elements.hasNext() ? ", " : "");
    }
    text.append(elements.hasNext() ? "…" : "");
  }

  private void appendQuoted(String string, int limit) {
    text.append('"');
    appendEscaped(string, limit);
    text.append('"');
  }

  /** Escapes line breaks and control characters: a peer must not be able to forge a line. */
  private void appendEscaped(String string, int limit) {
    for (int i = 0; i < string.length() && i < limit; i++) {
      char c = string.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    if (string.length() > limit) {
      text.append("… (").append(string.length()).append(" chars)");
    }
  }
}

package socketio.engineio;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON object of a handshake or of an error answer: strings, numbers, and arrays of
 * strings become values; everything else is checked roughly and skipped. With it this module needs
 * no JSON library.
 */
final class FlatJson {
  private static final int MAX_LENGTH = 1 << 16;
  private static final int MAX_DEPTH = 32;

  private final String text;
  private int position;

  private FlatJson(String text) {
    this.text = text;
  }

  /**
   * Reads an object.
   *
   * @return its members: String, Double, or a List of String; others are left out
   * @throws ProtocolException if it is no JSON object, too long or too deep; says where
   */
  static Map<String, Object> parse(String text) throws ProtocolException {
    if (text.length() > MAX_LENGTH) {
      throw new ProtocolException("more than " + MAX_LENGTH + " characters");
    }
    FlatJson json = new FlatJson(text);
    json.expect('{');
    Map<String, Object> members = json.members(0);
    if (json.peek() != 0) {
      throw json.unexpected();
    }
    return members;
  }

  /** Reads members up to the closing brace, the opening one having been read. */
  private Map<String, Object> members(int depth) throws ProtocolException {
    Map<String, Object> members = new LinkedHashMap<>();
    if (peek() == '}') {
      position++;
      return members;
    }
    do {
      String name = string();
      expect(':');
      Object value = value(depth);
      if (value != null) {
        members.put(name, value);
      }
    } while (more('}'));
    return members;
  }

  private @Nullable Object value(int depth) throws ProtocolException {
    if (depth > MAX_DEPTH) {
      throw new ProtocolException("nested too deeply");
    }
    return switch (peek()) {
      case '"' -> string();
      case '{' -> {
        position++;
        members(depth + 1);
        yield null;
      }
      case '[' -> {
        position++;
        yield array(depth + 1);
      }
      default -> literal();
    };
  }

  private List<String> array(int depth) throws ProtocolException {
    List<String> strings = new ArrayList<>();
    if (peek() == ']') {
      position++;
      return strings;
    }
    do {
      if (value(depth) instanceof String string) {
        strings.add(string);
      }
    } while (more(']'));
    return strings;
  }

  private @Nullable Object literal() throws ProtocolException {
    int start = position;
    while (position < text.length()
        && "+-.0123456789Eaeflnrstu".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    String literal = text.substring(start, position);
    if (literal.equals("true") || literal.equals("false") || literal.equals("null")) {
      return null;
    }
    try {
      return Double.valueOf(literal);
    } catch (NumberFormatException e) {
      position = start;
      throw unexpected();
    }
  }

  private String string() throws ProtocolException {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return string.toString();
      }
      if (c < ' ') {
        position--;
        throw unexpected();
      }
      string.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() throws ProtocolException {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
      default -> {
        position--;
        throw unexpected();
      }
    };
  }

  private int hex() throws ProtocolException {
    int digit = Character.digit(next(), 16);
    if (digit < 0) {
      position--;
      throw unexpected();
    }
    return digit;
  }

  /** Reads a comma, or the end of an object or array. */
  private boolean more(char end) throws ProtocolException {
    if (peek() == end) {
      position++;
      return false;
    }
    expect(',');
    return true;
  }

  private void expect(char wanted) throws ProtocolException {
    if (peek() != wanted) {
      throw unexpected();
    }
    position++;
  }

  private char next() throws ProtocolException {
    if (position >= text.length()) {
      throw unexpected();
    }
    return text.charAt(position++);
  }

  /** Skips white space; the next character, or 0 at the end. */
  private char peek() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : 0;
  }

  /** Names the place only: the text may hold a session id. */
  private ProtocolException unexpected() {
    return new ProtocolException(
        position < text.length()
            ? "unexpected character at index " + position
            : "cut off after " + text.length() + " characters");
  }
}

package socketio.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Replaces the objects {@code {"_placeholder":true,"num":n}} with attachments. The properties may
 * be in any order, and other properties are ignored; an object whose {@code _placeholder} is
 * anything but true is ordinary data.
 */
final class Placeholders {
  private static final String MARK = "_placeholder";
  private static final String NUMBER = "num";

  /** The usual form of a placeholder, up to the number. */
  private static final String USUAL = "{\"_placeholder\":true,\"num\":";

  private Placeholders() {}

  /** The number of a placeholder in its usual form; -1 if the element must be parsed to know. */
  static int number(String text, int start, int end) {
    int digits = start + USUAL.length();
    if (end - digits < 2 || end - digits > 8 || !text.startsWith(USUAL, start)) {
      return -1;
    }
    int number = 0;
    for (int i = digits; i < end - 1; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || (c == '0' && i == digits && i < end - 2)) {
        return -1;
      }
      number = 10 * number + (c - '0');
    }
    return text.charAt(end - 1) == '}' ? number : -1;
  }

  /**
   * Resolves the placeholders of a part of a text; returns a parser before its first token. Each
   * attachment is copied, so that every reader gets its own bytes, but only once, so that a peer
   * cannot multiply it by repeating a placeholder.
   */
  static JsonParser resolve(
      JsonFactory factory, String text, int start, int end, byte[][] attachments)
      throws IOException {
    Map<Long, Integer> found;
    try (JsonParser parser = factory.createParser(new SliceReader(text, start, end))) {
      found = find(parser, attachments.length);
    }
    if (found.isEmpty()) {
      return factory.createParser(new SliceReader(text, start, end));
    }
    try (JsonParser parser = factory.createParser(new SliceReader(text, start, end));
        TokenBuffer buffer = new TokenBuffer(parser)) {
      replace(parser, buffer, found, attachments);
      return buffer.asParser(factory.getCodec());
    }
  }

  /** The numbers of the attachments, by the offsets of their placeholders. */
  private static Map<Long, Integer> find(JsonParser parser, int count) throws IOException {
    Map<Long, Integer> found = new HashMap<>();
    Deque<OpenObject> open = new ArrayDeque<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      OpenObject object = open.peek();
      if (token == JsonToken.START_OBJECT) {
        open.push(new OpenObject(offset(parser)));
      } else if (object != null && token == JsonToken.END_OBJECT) {
        open.pop();
        if (object.marked) {
          found.put(object.start, object.number(count));
        }
      } else if (object != null && token == JsonToken.VALUE_TRUE) {
        object.marked |= MARK.equals(parser.currentName());
      } else if (object != null && token == JsonToken.VALUE_NUMBER_INT) {
        if (NUMBER.equals(parser.currentName())
            && parser.getNumberType() == JsonParser.NumberType.INT) {
          object.number = parser.getIntValue();
        }
      }
    }
    return found;
  }

  private static void replace(
      JsonParser parser, TokenBuffer buffer, Map<Long, Integer> found, byte[][] attachments)
      throws IOException {
    Map<Integer, byte[]> copies = new HashMap<>();
    while (parser.nextToken() != null) {
      Integer number = parser.hasToken(JsonToken.START_OBJECT) ? found.get(offset(parser)) : null;
      if (number == null) {
        buffer.copyCurrentEvent(parser);
      } else {
        parser.skipChildren();
        buffer.writeEmbeddedObject(copies.computeIfAbsent(number, n -> attachments[n].clone()));
      }
    }
  }

  private static long offset(JsonParser parser) {
    return parser.currentTokenLocation().getCharOffset();
  }

  /** An object that has not been closed yet. */
  private static final class OpenObject {
    final long start;
    boolean marked;
    int number = -1;

    OpenObject(long start) {
      this.start = start;
    }

    int number(int count) throws IOException {
      if (number < 0 || number >= count) {
        throw new PacketFault("it refers to an attachment that the packet does not have");
      }
      return number;
    }
  }
}

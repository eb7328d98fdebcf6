package socketio.json;

import static socketio.json.PacketHeader.malformed;

import java.util.Arrays;

/**
 * Finds the elements of a payload in one pass over its text, without reading the values: it looks
 * at strings, brackets and commas only. What it accepts has an end, is not too deep, and has no
 * empty element; whether an element is valid JSON inside shows when it is read.
 *
 * <p>The result is a list of bounds: element {@code i} lies between {@code bounds[i] + 1},
 * included, and {@code bounds[i + 1]}, excluded, perhaps with white space around it.
 */
final class PayloadScanner {
  private static final String CUT_SHORT = "its payload is cut short";

  private PayloadScanner() {}

  /** The bounds of the elements of the array that begins here and ends with the text. */
  static int[] array(String text, int start, int maxDepth) {
    int[] bounds = {start, 0, 0, 0};
    int count = 1;
    int depth = 1;
    boolean blank = true;
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> {
          i = endOfString(text, i);
          blank = false;
        }
        case '[', '{' -> {
          depth = deeper(depth, maxDepth);
          blank = false;
        }
        case ']', '}' -> {
          if (--depth == 0) {
            if (c != ']' || (blank && count > 1)) {
              throw malformed("the array of its payload does not end well");
            }
            requireEnd(text, i + 1);
            return blank ? new int[] {start} : append(bounds, count, i, count + 1);
          }
        }
        case ',' -> {
          if (depth == 1) {
            if (blank) {
              throw malformed("the array of its payload has an empty element");
            }
            bounds = append(bounds, count++, i, bounds.length);
            blank = true;
          }
        }
        case ' ', '\t', '\n', '\r' -> {}
        default -> blank = false;
      }
    }
    throw malformed(CUT_SHORT);
  }

  /** The bounds of the object that begins here and ends with the text. */
  static int[] object(String text, int start, int maxDepth) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '"' -> i = endOfString(text, i);
        case '[', '{' -> depth = deeper(depth, maxDepth);
        case ']', '}' -> {
          if (--depth == 0) {
            requireEnd(text, i + 1);
            return new int[] {start - 1, i + 1};
          }
        }
        default -> {} // part of a value
      }
    }
    throw malformed(CUT_SHORT);
  }

  /** The bounds of the string that begins here and ends with the text. */
  static int[] string(String text, int start) {
    int end = endOfString(text, start) + 1;
    requireEnd(text, end);
    return new int[] {start - 1, end};
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /** The position of the quote that ends the string whose first quote is here. */
  private static int endOfString(String text, int start) {
    for (int quote = text.indexOf('"', start + 1);
        quote >= 0;
        quote = text.indexOf('"', quote + 1)) {
      int escapes = quote;
      while (text.charAt(escapes - 1) == '\\') {
        escapes--;
      }
      if ((quote - escapes) % 2 == 0) {
        return quote;
      }
    }
    throw malformed(CUT_SHORT);
  }

  private static int deeper(int depth, int maxDepth) {
    if (depth == maxDepth) {
      throw malformed(
          String.format(
              "its payload is nested more than %d deep (a peer that needs more needs JsonLimits)",
              maxDepth));
    }
    return depth + 1;
  }

  private static void requireEnd(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      if (!isBlank(text.charAt(i))) {
        throw malformed("there is text after its payload");
      }
    }
  }

  /** Sets an element of an array that gets a new length, or twice its length where that is full. */
  private static int[] append(int[] bounds, int index, int value, int length) {
    int wanted = length > index ? length : bounds.length * 2;
    int[] result = wanted == bounds.length ? bounds : Arrays.copyOf(bounds, wanted);
    result[index] = value;
    return result;
  }
}

package socketio.json;

import static socketio.json.PacketHeader.malformed;

import java.util.Arrays;

/**
 * Finds the elements of a payload in one pass over its text, without parsing the values: it looks
 * only at strings, brackets and commas. An accepted payload is complete, not nested too deeply, and
 * has no empty element; whether an element is valid JSON is checked when it is read.
 *
 * <p>The result is an array for {@link #count}, {@link #start} and {@link #end}, which may be
 * longer than necessary: first the number of elements, then the bounds; element {@code i} lies
 * between {@code result[i + 1] + 1}, included, and {@code result[i + 2]}, excluded, perhaps with
 * white space around it.
 */
final class PayloadScanner {
  private static final String CUT_SHORT = "its payload is cut short";

  private static final int PART_OF_VALUE = 0;
  private static final int BLANK = 1;
  private static final int QUOTE = 2;
  private static final int OPENING = 3;
  private static final int CLOSING = 4;
  private static final int COMMA = 5;

  /** The meaning of each ASCII character outside a string; all others are part of a value. */
  private static final byte[] MEANINGS = meanings();

  private PayloadScanner() {}

  private static byte[] meanings() {
    var meanings = new byte[0x80];
    for (char c : new char[] {' ', '\t', '\n', '\r'}) {
      meanings[c] = BLANK;
    }
    meanings['"'] = QUOTE;
    meanings['['] = OPENING;
    meanings['{'] = OPENING;
    meanings[']'] = CLOSING;
    meanings['}'] = CLOSING;
    meanings[','] = COMMA;
    return meanings;
  }

  private static int meaning(char c) {
    return c < MEANINGS.length ? MEANINGS[c] : PART_OF_VALUE;
  }

  /** The number of elements. */
  static int count(int[] elements) {
    return elements[0];
  }

  /** Where an element begins. */
  static int start(int[] elements, int index) {
    return elements[index + 1] + 1;
  }

  /** Where an element ends. */
  static int end(int[] elements, int index) {
    return elements[index + 2];
  }

  /** A result with no elements. */
  static int[] nothing() {
    return new int[] {0};
  }

  private static int[] single(int start, int end) {
    return new int[] {1, start - 1, end};
  }

  /** The elements of the array that begins here and ends with the text. */
  static int[] array(String text, int start, int maxDepth) {
    int[] elements = {0, start, 0, 0}; // room for two, which suits most events
    int count = 0;
    int depth = 1;
    boolean blank = true;
    int length = text.length();
    for (int i = start + 1; i < length; i++) {
      char c = text.charAt(i);
      switch (meaning(c)) {
        case PART_OF_VALUE -> blank = false;
        case QUOTE -> {
          i = endOfString(text, i);
          blank = false;
        }
        case OPENING -> {
          depth = deeper(depth, maxDepth);
          blank = false;
        }
        case CLOSING -> {
          if (--depth == 0) {
            if (c != ']' || (blank && count > 0)) {
              throw malformed("the array of its payload is not closed properly");
            }
            requireEnd(text, i + 1);
            return blank ? nothing() : add(elements, count, i);
          }
        }
        case COMMA -> {
          if (depth == 1) {
            if (blank) {
              throw malformed("the array of its payload has an empty element");
            }
            elements = add(elements, count++, i);
            blank = true;
          }
        }
        default -> {} // white space
      }
    }
    throw malformed(CUT_SHORT);
  }

  /** The object that begins here and ends with the text. */
  static int[] object(String text, int start, int maxDepth) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      switch (meaning(text.charAt(i))) {
        case QUOTE -> i = endOfString(text, i);
        case OPENING -> depth = deeper(depth, maxDepth);
        case CLOSING -> {
          if (--depth == 0) {
            requireEnd(text, i + 1);
            return single(start, i + 1);
          }
        }
        default -> {} // part of a value
      }
    }
    throw malformed(CUT_SHORT);
  }

  /** The string that begins here and ends with the text. */
  static int[] string(String text, int start) {
    int end = endOfString(text, start) + 1;
    requireEnd(text, end);
    return single(start, end);
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

  /** Adds an element, in a longer array if this one is full. */
  private static int[] add(int[] elements, int count, int end) {
    int index = count + 2;
    int[] result =
        index < elements.length ? elements : Arrays.copyOf(elements, elements.length * 2);
    result[0] = count + 1;
    result[index] = end;
    return result;
  }
}

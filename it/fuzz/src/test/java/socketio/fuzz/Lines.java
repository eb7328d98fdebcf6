package socketio.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An input as lines, so that seeds can be read and written by hand and a mutation of one line
 * leaves the others alone.
 */
public final class Lines {
  private Lines() {}

  /**
   * Takes an input apart.
   *
   * @param input the input
   * @param most how many lines at most; the last one takes the rest
   * @return the lines, without what separates them
   */
  public static List<byte[]> of(byte[] input, int most) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    while (lines.size() < most - 1) {
      int end = start;
      while (end < input.length && input[end] != '\n') {
        end++;
      }
      if (end == input.length) {
        break;
      }
      lines.add(Arrays.copyOfRange(input, start, end));
      start = end + 1;
    }
    lines.add(Arrays.copyOfRange(input, start, input.length));
    return lines;
  }

  /**
   * A line as text; what is not UTF-8 in it is replaced, as every transport does.
   *
   * @param line the line
   * @param start where the text begins
   * @return the text
   */
  public static String text(byte[] line, int start) {
    return new String(line, start, line.length - start, StandardCharsets.UTF_8);
  }
}

package socketio.it.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The text of every exception is read by a test: the longest part of it that is constant appears in
 * a string of some test. {@code untested-messages.txt} lists the others, each with the reason.
 */
class MessagesTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES =
      List.of(
          "api",
          "core",
          "engineio",
          "transport-okhttp",
          "transport-jetty",
          "parser-json",
          "parser-msgpack",
          "testkit",
          "integrations/guice");

  private static final Pattern COMMENT_OR_LITERAL =
      Pattern.compile(
          "(\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+')|//[^\\n]*|/\\*(?s:.*?)\\*/");
  private static final Pattern CREATED =
      Pattern.compile(
          "new\\s+\\w*(?:Exception|Error|Fault)\\(|ConnectionException\\s*\\.builder\\(");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*+)\"");
  private static final String VARIABLE_PART = "%[-,.\\d$]*[a-zA-Z]|\\\\n";

  @Test
  void everyTextIsReadByATest() throws IOException {
    Map<String, String> reasons = exemptions();
    String tests = literals(sources(ROOT, "src/test/java"));
    var untested = new TreeSet<String>();
    for (String module : MODULES) {
      for (Path source : sources(ROOT.resolve(module), "src/main/java")) {
        for (String fragment : fragments(code(source))) {
          if (!tests.contains(fragment)) {
            untested.add(fragment);
          }
        }
      }
    }

    assertEquals(
        String.join("\n", new TreeSet<>(reasons.keySet())),
        String.join("\n", untested),
        "let a test read the new text, or remove from untested-messages.txt what is tested now");
  }

  /** Returns the longest constant part of the text of each exception that the code creates. */
  private static List<String> fragments(String code) {
    List<String> all = new ArrayList<>();
    Matcher created = CREATED.matcher(code);
    while (created.find()) {
      Matcher literal = LITERAL.matcher(code.substring(created.end(), end(code, created.end())));
      literal
          .results()
          .flatMap(found -> Arrays.stream(found.group(1).split(VARIABLE_PART)))
          .max(Comparator.comparing(String::length))
          .filter(text -> !text.isBlank())
          .ifPresent(all::add);
    }
    return all;
  }

  /** Returns where the parenthesis closes that is open before {@code start}. */
  private static int end(String code, int start) {
    int open = 1;
    int at = start;
    while (open > 0) {
      Matcher literal = COMMENT_OR_LITERAL.matcher(code).region(at, code.length());
      if (literal.lookingAt()) {
        at = literal.end();
        continue;
      }
      open += code.charAt(at) == '(' ? 1 : code.charAt(at) == ')' ? -1 : 0;
      at++;
    }
    return at - 1;
  }

  private static String literals(List<Path> files) throws IOException {
    var all = new StringBuilder();
    for (Path file : files) {
      LITERAL
          .matcher(code(file))
          .results()
          .forEach(found -> all.append(found.group(1)).append('\n'));
    }
    return all.toString();
  }

  /** Returns a source without comments, and with adjacent literals joined. */
  private static String code(Path file) throws IOException {
    String code =
        COMMENT_OR_LITERAL
            .matcher(Files.readString(file, UTF_8))
            .replaceAll(
                found -> Matcher.quoteReplacement(found.group(1) == null ? " " : found.group(1)));
    return code.replaceAll("(?<!\\\\)\"\\s*\\+\\s*\"", "");
  }

  private static List<Path> sources(Path root, String folder) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/" + folder + "/"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }

  private static Map<String, String> exemptions() throws IOException {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/untested-messages.txt"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(" \\| ", -1);
        assertEquals(2, parts.length, "a text and the reason why no test reads it: " + line);
        reasons.put(parts[0], parts[1]);
      }
    }
    return reasons;
  }
}

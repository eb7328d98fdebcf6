package socketio.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java in the documents compiles, and the tests that they name exist. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TEST_ANNOTATION =
      Pattern.compile("^ +@(Test|FuzzTest|ParameterizedTest|RepeatedTest|TestTemplate)\\b");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))#(\\w+)`");

  private static final Pattern METHOD =
      Pattern.compile("^ +(?:public )?void (\\w+)\\(", Pattern.MULTILINE);
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"(pain-[\\w-]+)\"\\)");

  /** A row of a pain: its number, name and tag. */
  private static final Pattern PAIN =
      Pattern.compile("\\| (\\d+) \\|[^|]+\\| `(pain-\\d\\d-[\\w-]+)` \\|");

  static Stream<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents.stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everySnippetCompiles(Path document, @TempDir Path output) throws IOException {
    List<Snippet> snippets = snippets(document);

    var messages = new StringWriter();
    boolean compiled =
        snippets.isEmpty()
            || ToolProvider.getSystemJavaCompiler()
                .getTask(
                    messages,
                    null,
                    null,
                    List.of("-proc:none", "-d", output.toString()),
                    null,
                    snippets)
                .call();

    assertTrue(compiled, messages::toString);
  }

  @Test
  void theReadmeHasAnExample() throws IOException {
    assertFalse(snippets(ROOT.resolve("README.md")).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/features.md", "docs/reliability.md"})
  void everyTestThatATableNamesExists(String document) throws IOException {
    Set<String> named = named(Files.readString(ROOT.resolve(document)));
    Set<String> missing = new TreeSet<>(named);
    missing.removeAll(tests());

    assertFalse(named.isEmpty());
    assertEquals(Set.of(), missing);
  }

  /** A feature without a test would be a claim without a proof. */
  @Test
  void everyRowOfTheFeatureTableNamesATest() throws IOException {
    List<String> unproven =
        Files.readAllLines(ROOT.resolve("docs/features.md")).stream()
            .filter(line -> line.startsWith("|") && !line.startsWith("|--"))
            .filter(line -> !line.contains("| Test |") && !TEST.matcher(line).find())
            .toList();

    assertEquals(List.of(), unproven);
  }

  /** The pains of users of other clients, each with tests that its tag selects. */
  @Test
  void everyPainHasTestsWithItsTag() throws IOException {
    Map<String, Set<String>> tagged = taggedTests();
    List<String> pains = new ArrayList<>();
    Set<String> untagged = new TreeSet<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/reliability.md"))) {
      Matcher row = PAIN.matcher(line);
      if (row.lookingAt() && TEST.matcher(line).find()) {
        pains.add(row.group(1) + " " + Integer.parseInt(row.group(2).substring(5, 7)));
        Set<String> missing = named(line);
        missing.removeAll(tagged.getOrDefault(row.group(2), Set.of()));
        missing.forEach(test -> untagged.add(test + " lacks " + row.group(2)));
        tagged.remove(row.group(2));
      }
    }

    assertEquals(IntStream.rangeClosed(1, 29).mapToObj(i -> i + " " + i).toList(), pains);
    assertEquals(Set.of(), untagged);
    assertEquals(Map.of(), tagged, "tags without a row");
  }

  private static Set<String> named(String text) {
    return TEST.matcher(text)
        .results()
        .map(match -> match.group(1) + "#" + match.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The tests that have the tag of a pain, by tag. */
  private static Map<String, Set<String>> taggedTests() throws IOException {
    Map<String, Set<String>> byTag = new TreeMap<>();
    for (Path source : testSources()) {
      for (String member : read(source).split("\n\n", -1)) {
        Matcher method = METHOD.matcher(member);
        if (method.find()) {
          TAG.matcher(member.substring(0, method.start()))
              .results()
              .forEach(
                  tag ->
                      byTag
                          .computeIfAbsent(tag.group(1), name -> new TreeSet<>())
                          .add(className(source) + "#" + method.group(1)));
        }
      }
    }
    return byTag;
  }

  private static List<Snippet> snippets(Path document) throws IOException {
    String stem = document.getFileName().toString().replaceAll("\\W", "_");
    List<Snippet> snippets = new ArrayList<>();
    for (MatchResult match : JAVA.matcher(Files.readString(document)).results().toList()) {
      snippets.add(new Snippet(stem + snippets.size(), match.group(1)));
    }
    return snippets;
  }

  /** The tests of all test classes of the project. */
  private static Set<String> tests() throws IOException {
    return testSources().stream().flatMap(DocumentationTest::testsOf).collect(Collectors.toSet());
  }

  private static List<Path> testSources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(
              path -> path.toString().matches(".*/src/(test|main)/java/.*(Test|Contract)\\.java"))
          .toList();
    }
  }

  /** The methods of a class that are annotated as tests. */
  private static Stream<String> testsOf(Path path) {
    String type = className(path);
    Set<String> tests = new TreeSet<>();
    boolean annotated = false;
    for (String line : read(path).lines().toList()) {
      Matcher method = METHOD.matcher(line);
      if (method.find()) {
        if (annotated) {
          tests.add(type + "#" + method.group(1));
        }
        annotated = false;
      } else if (line.isBlank()) {
        annotated = false;
      } else {
        annotated |= TEST_ANNOTATION.matcher(line).find();
      }
    }
    return tests.stream();
  }

  private static String className(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class made of the statements of a document. */
  private static final class Snippet extends SimpleJavaFileObject {
    private final String source;

    Snippet(String name, String statements) {
      super(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
      source =
          """
          import com.google.inject.*;
          import com.google.inject.Provider;
          import com.google.inject.multibindings.*;
          import com.google.inject.name.*;
          import jakarta.inject.Inject;
          import jakarta.inject.Qualifier;
          import java.lang.annotation.*;
          import java.time.Duration;
          import java.util.*;
          import java.util.concurrent.CompletableFuture;
          import java.util.logging.Level;
          import java.util.logging.Logger;
          import socketio.*;
          import socketio.guice.*;
          import socketio.spi.*;

          class %s {
            static String freshToken() {
              return "token";
            }

            void run() throws Exception {
          %s
            }
          }
          """
              .formatted(name, statements);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }
}

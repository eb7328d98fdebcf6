package socketio.it;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
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

/** What the documents say is true: their Java compiles, and the tests they name exist. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))#(\\w+)`");

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
    Set<String> named =
        TEST.matcher(Files.readString(ROOT.resolve(document)))
            .results()
            .map(match -> match.group(1) + "#" + match.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> missing = new TreeSet<>(named);
    missing.removeAll(tests());

    assertFalse(named.isEmpty());
    assertEquals(Set.of(), missing);
  }

  /** A row of the feature table without a test would be a claim without a proof. */
  @Test
  void everyRowOfTheFeatureTableNamesATest() throws IOException {
    List<String> unproven =
        Files.readAllLines(ROOT.resolve("docs/features.md")).stream()
            .filter(line -> line.startsWith("|") && !line.startsWith("|--"))
            .filter(line -> !line.contains("| Test |") && !TEST.matcher(line).find())
            .toList();

    assertEquals(List.of(), unproven);
  }

  /** What users of other clients suffer from, each with a test against it. */
  @Test
  void everyPainHasATest() throws IOException {
    List<String> pains =
        Files.readAllLines(ROOT.resolve("docs/reliability.md")).stream()
            .filter(line -> line.matches("\\| \\d+ \\|.*") && TEST.matcher(line).find())
            .map(line -> line.split("\\|", 3)[1].strip())
            .toList();

    assertEquals(IntStream.rangeClosed(1, 29).mapToObj(String::valueOf).toList(), pains);
  }

  private static List<Snippet> snippets(Path document) throws IOException {
    String stem = document.getFileName().toString().replaceAll("\\W", "_");
    List<Snippet> snippets = new ArrayList<>();
    for (MatchResult match : JAVA.matcher(Files.readString(document)).results().toList()) {
      snippets.add(new Snippet(stem + snippets.size(), match.group(1)));
    }
    return snippets;
  }

  /** The methods of all test classes of the project. */
  private static Set<String> tests() throws IOException {
    Pattern method = Pattern.compile("^ +(?:public )?void (\\w+)\\(", Pattern.MULTILINE);
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(
              path -> path.toString().matches(".*/src/(test|main)/java/.*(Test|Contract)\\.java"))
          .flatMap(
              path ->
                  method
                      .matcher(read(path))
                      .results()
                      .map(
                          match ->
                              path.getFileName().toString().replace(".java", "")
                                  + "#"
                                  + match.group(1)))
          .collect(Collectors.toSet());
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Statements of a document, made a class. */
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

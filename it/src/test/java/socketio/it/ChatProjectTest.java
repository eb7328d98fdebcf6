package socketio.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Maven project outside the repository whose tests use the testkit. */
class ChatProjectTest {
  private static final Path TEMPLATE = Path.of("chat");

  private final Path project;

  ChatProjectTest(@TempDir Path folder) {
    project = folder.resolve("project");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.10.5", "6.1.3"})
  void itsTestsRunOnJUnit5And6(String junit) throws Exception {
    copyTheProject();
    LocalRepository installed =
        LocalRepository.create(
            Path.of(System.getProperty("it.localRepository")), System.getProperty("it.version"));

    String printed =
        Commands.run(
            project,
            installed.maven(
                Path.of(System.getProperty("it.mavenHome")), "test", "-Djunit.version=" + junit));

    assertAllPassed(4, "ChatTest", printed);
    assertAllPassed(1, "ChatParameterTest", printed);
  }

  private void assertAllPassed(int count, String test, String printed) throws IOException {
    String report =
        Files.readString(project.resolve("target/surefire-reports/chat." + test + ".txt"));
    assertTrue(
        report.contains("Tests run: " + count + ", Failures: 0, Errors: 0, Skipped: 0"),
        printed + report);
  }

  private void copyTheProject() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATE)) {
      for (Path file : files.toList()) {
        Files.copy(file, project.resolve(TEMPLATE.relativize(file).toString()));
      }
    }
  }
}

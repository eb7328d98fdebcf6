package socketio.it.consumer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.it.support.UserProject;

/** A Maven project outside the repository whose tests use the testkit. */
class ChatProjectTest {
  private final UserProject project;

  ChatProjectTest(@TempDir Path folder) throws IOException {
    project = UserProject.copy("chat", folder.resolve("project"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.10.5", "6.1.3"})
  void itsTestsRunOnJUnit5And6(String junit) throws Exception {
    String printed = project.maven("test", "-Djunit.version=" + junit);

    assertAllPassed(4, "ChatTest", printed);
    assertAllPassed(1, "ChatParameterTest", printed);
  }

  private void assertAllPassed(int count, String test, String printed) throws IOException {
    String report =
        Files.readString(project.folder().resolve("target/surefire-reports/chat." + test + ".txt"));
    assertTrue(
        report.contains("Tests run: " + count + ", Failures: 0, Errors: 0, Skipped: 0"),
        printed + report);
  }
}

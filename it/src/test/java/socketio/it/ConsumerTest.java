package socketio.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Maven project outside the repository that imports the BOM and depends on the starter. */
@RealServer
class ConsumerTest {
  private static final String MAIN = "consumer.Main";

  private final NodeServer server;
  private final UserProject project;

  ConsumerTest(NodeServer server, @TempDir Path folder) throws IOException {
    this.server = server;
    project = UserProject.copy("consumer", folder.resolve("project"));
  }

  @Test
  void compilesAndRunsOnTheModulePath() throws Exception {
    String printed = compileAndRun("--module-path %classpath --module consumer/" + MAIN);

    assertTrue(printed.contains("module: socketio.api"), printed);
  }

  @Test
  void compilesAndRunsOnTheClassPath() throws Exception {
    Files.delete(project.folder().resolve("src/main/java/module-info.java"));

    String printed = compileAndRun("-classpath %classpath " + MAIN);

    assertTrue(printed.contains("module: null"), printed);
  }

  private String compileAndRun(String launch) throws IOException, InterruptedException {
    String printed =
        project.maven(
            "compile",
            "exec:exec",
            "-Dexec.executable=" + Commands.java(),
            "-Dexec.args=" + launch + " " + server.url());
    assertTrue(printed.contains("reply: [{x=1, y=2}, {three=3}]"), printed);
    assertTrue(printed.contains("point: Point[x=1, y=2]"), printed);
    assertTrue(printed.contains("chat: [3 and 4]"), printed);
    return printed;
  }
}

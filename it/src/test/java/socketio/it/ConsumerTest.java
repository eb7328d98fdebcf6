package socketio.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Maven project outside the repository that imports the BOM and depends on the starter. */
@RealServer
class ConsumerTest {
  private static final Path TEMPLATE = Path.of("consumer");
  private static final String MAIN = "consumer.Main";

  private final NodeServer server;
  private final Path project;

  ConsumerTest(NodeServer server, @TempDir Path folder) {
    this.server = server;
    project = folder.resolve("project");
  }

  @BeforeEach
  void copyTheProject() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATE)) {
      for (Path file : files.toList()) {
        Files.copy(file, project.resolve(TEMPLATE.relativize(file).toString()));
      }
    }
  }

  @Test
  void compilesAndRunsOnTheModulePath() throws Exception {
    String printed = compileAndRun("--module-path %classpath --module consumer/" + MAIN);

    assertTrue(printed.contains("module: socketio.api"), printed);
  }

  @Test
  void compilesAndRunsOnTheClassPath() throws Exception {
    Files.delete(project.resolve("src/main/java/module-info.java"));

    String printed = compileAndRun("-classpath %classpath " + MAIN);

    assertTrue(printed.contains("module: null"), printed);
  }

  private String compileAndRun(String launch) throws IOException, InterruptedException {
    LocalRepository installed =
        LocalRepository.create(
            Path.of(System.getProperty("it.localRepository")), System.getProperty("it.version"));

    String printed =
        Commands.run(
            project,
            installed.maven(
                Path.of(System.getProperty("it.mavenHome")),
                "compile",
                "exec:exec",
                "-Dexec.executable=" + Commands.java(),
                "-Dexec.args=" + launch + " " + server.url()));
    assertTrue(printed.contains("reply: [{x=1, y=2}, {three=3}]"), printed);
    assertTrue(printed.contains("point: Point[x=1, y=2]"), printed);
    return printed;
  }
}

package socketio.it.consumer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import socketio.it.support.Commands;
import socketio.it.support.Module;
import socketio.testkit.FakeServer;

/**
 * Maven projects outside the repository that import the BOM, for every choice of dependencies: they
 * compile, connect, and call and are called by the server.
 */
class ConsumerTest {
  private static final String MAIN = "consumer.Main";
  private static final String OLDEST = "OLDEST_.*";

  private final Path folder;

  ConsumerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = OLDEST)
  void compilesAndRunsOnTheModulePath(DependencyChoice choice) throws Exception {
    String printed =
        run(
            choice,
            List.of(
                Commands.java(), "--module-path", path(choice), "--module", "consumer/" + MAIN));

    assertTrue(printed.contains("module: socketio.api"), printed);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = OLDEST)
  void compilesAndRunsOnTheClassPath(DependencyChoice choice) throws Exception {
    String printed = run(choice, List.of(Commands.java(), "-classpath", path(choice), MAIN));

    assertTrue(printed.contains("module: null"), printed);
  }

  @Tag("pain-03-dependency-clashes")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = OLDEST)
  void runsWithTheOldestLibrariesThatAreAllowed(DependencyChoice choice) throws Exception {
    String documented = Files.readString(Module.REPOSITORY.resolve("docs/dependencies.md"));
    choice
        .pinned()
        .forEach(
            (library, version) -> {
              String artifact = library.split(":", 2)[1];
              assertTrue(path(choice).contains(artifact + "-" + version + ".jar"), path(choice));
              assertTrue(documented.contains("`" + artifact + "` | " + version + " "), library);
            });

    run(choice, List.of(Commands.java(), "-classpath", path(choice), MAIN));
  }

  /** Every jar of Jetty and Jackson says which modules it needs. */
  @Test
  void isAnImageOfModulesWithJettyAndJson() throws Exception {
    RuntimeImage image =
        RuntimeImage.ofModules(
            path(DependencyChoice.JETTY_JSON),
            List.of(
                "consumer",
                "socketio.core",
                "socketio.engineio",
                "socketio.transport.jetty",
                "socketio.parser.json"));

    String printed =
        run(DependencyChoice.JETTY_JSON, List.of(image.java(), "--module", "consumer/" + MAIN));

    assertTrue(printed.contains("module: socketio.api"), printed);
  }

  /** jlink takes no automatic modules such as Okio and MessagePack: they stay outside. */
  @ParameterizedTest
  @EnumSource(names = "JETTY_JSON", mode = EnumSource.Mode.EXCLUDE)
  void runsOnAnImageOfTheModulesOfTheJdkThatItNeeds(DependencyChoice choice) throws Exception {
    String printed =
        run(
            choice,
            List.of(
                RuntimeImage.ofTheJdk().java(),
                "--module-path",
                path(choice),
                "--module",
                "consumer/" + MAIN));

    assertTrue(printed.contains("module: socketio.api"), printed);
  }

  private static String path(DependencyChoice choice) {
    return ConsumerProjects.classes(choice)
        + File.pathSeparator
        + ConsumerProjects.dependencies(choice);
  }

  private String run(DependencyChoice choice, List<String> command) throws Exception {
    try (FakeServer server = ConsumerProjects.server(choice)) {
      String printed = Commands.run(folder, Commands.with(command, server.url()));

      ConsumerProjects.assertTalked(server, printed);
      assertTrue(printed.contains(choice.said()), printed);
      return printed;
    }
  }
}

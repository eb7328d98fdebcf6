package socketio.it.consumer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import socketio.it.support.Commands;
import socketio.testkit.FakeServer;

/**
 * A program with the starter, shrunk with R8: with the rules in our jars and no rules of the
 * program except for its own data. It runs on this JVM, since there is no Android here; OkHttp is
 * not shrunk, because it has another jar with its own rules on Android.
 */
class ShrinkerTest {
  private static final Predicate<Path> SHRUNK =
      jar -> jar.getFileName().toString().matches("(socketio|jackson)-.*");

  private final Path folder;

  ShrinkerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Tag("pain-18-android")
  @Test
  void aShrunkProgramFindsItsPluginsNamespacesAndTypes() throws Exception {
    List<Path> dependencies =
        Stream.of(
                ConsumerProjects.dependencies(DependencyChoice.STARTER)
                    .split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    List<Path> libraries = dependencies.stream().filter(SHRUNK.negate()).toList();
    Path shrunk = shrink(dependencies.stream().filter(SHRUNK).toList(), libraries);
    var classPath = new ArrayList<>(List.of(shrunk.toString()));
    libraries.forEach(jar -> classPath.add(jar.toString()));

    try (ZipFile jar = new ZipFile(shrunk.toFile());
        FakeServer server = ConsumerProjects.server(DependencyChoice.STARTER)) {
      assertTrue(jar.getEntry("socketio/core/connection/Connection.class") == null, "not shrunk");
      String printed =
          Commands.run(
              folder,
              List.of(
                  Commands.java(),
                  "-classpath",
                  String.join(File.pathSeparator, classPath),
                  "consumer.Main",
                  server.url()));

      ConsumerProjects.assertTalked(server, printed);
    }
  }

  /** Shrinks and renames only; optimising as well takes four times as long. */
  private Path shrink(List<Path> program, List<Path> libraries) throws Exception {
    Path shrunk = folder.resolve("shrunk.jar");
    var command =
        new ArrayList<>(
            List.of(
                Commands.java(),
                "-XX:TieredStopAtLevel=1", // it does not run for long
                "-classpath",
                ConsumerProjects.shrinker(),
                "com.android.tools.r8.R8",
                "--classfile",
                "--release",
                "--lib",
                System.getProperty("java.home"),
                "--output",
                shrunk.toString(),
                "--pg-conf",
                Files.writeString(
                        folder.resolve("program.pro"),
                        """
                        -dontoptimize
                        -keep class consumer.Main { public static void main(java.lang.String[]); }
                        -keep class consumer.Point { *; }
                        """)
                    .toString()));
    for (Path library : libraries) {
      command.addAll(List.of("--lib", library.toString()));
    }
    for (Path jar : program) {
      for (Path rules : rules(jar)) {
        command.addAll(List.of("--pg-conf", rules.toString()));
      }
      command.add(jar.toString());
    }
    command.add(jar(ConsumerProjects.classes(DependencyChoice.STARTER)).toString());
    Commands.run(folder, command);
    return shrunk;
  }

  /** The rules in a jar, from which Android's build takes them automatically. */
  private List<Path> rules(Path jar) throws IOException {
    var rules = new ArrayList<Path>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().matches("META-INF/proguard/.+")) {
          Path copy = folder.resolve(Path.of(entry.getName()).getFileName());
          Files.write(copy, zip.getInputStream(entry).readAllBytes());
          rules.add(copy);
        }
      }
    }
    return rules;
  }

  private Path jar(Path classes) {
    Path jar = folder.resolve("program.jar");
    int status =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out, System.err, "--create", "--file=" + jar, "-C", classes.toString(), ".");
    assertTrue(status == 0, "jar failed");
    return jar;
  }
}

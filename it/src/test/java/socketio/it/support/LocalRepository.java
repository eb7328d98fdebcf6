package socketio.it.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A local Maven repository in which this project is installed. All other artifacts are links into
 * the user's repository, and downloads go there too: nothing is downloaded twice, and nothing of
 * ours is left in the user's repository. It stays in the target folder, because JUnit would warn
 * about every link when it deletes a temporary folder.
 */
final class LocalRepository {
  private final Path root;
  private final String version;

  private LocalRepository(Path root, String version) {
    this.root = root;
    this.version = version;
  }

  /**
   * Installs the project, if that has not been done.
   *
   * @param users the user's repository
   * @param version the project's version
   */
  static LocalRepository create(Path users, String version) {
    Path root = Path.of("target", "local-repository").toAbsolutePath();
    var repository = new LocalRepository(root, version);
    OncePerBuild.run("local-repository", () -> repository.fill(users));
    return repository;
  }

  private void fill(Path users) throws IOException {
    linkAllBut("dev", users, root);
    linkAllBut("socketio", users.resolve("dev"), root.resolve("dev"));
    install("socketio-parent", Module.REPOSITORY.resolve("pom.xml"));
    install("socketio-bom", Module.REPOSITORY.resolve("bom/pom.xml"));
    for (Module module : Module.published()) {
      install(module.artifactId(), module.pom());
      installJar(module);
    }
  }

  private static void linkAllBut(String ours, Path users, Path root) throws IOException {
    Files.createDirectories(root);
    if (!Files.exists(users)) {
      return;
    }
    try (Stream<Path> entries = Files.list(users)) {
      for (Path entry : entries.filter(Files::isDirectory).toList()) {
        String name = entry.getFileName().toString();
        if (!name.equals(ours)) {
          link(root.resolve(name), entry);
        }
      }
    }
  }

  private static void link(Path link, Path target) throws IOException {
    if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      Files.createSymbolicLink(link, target.toAbsolutePath());
    }
  }

  private void install(String artifactId, Path pom) throws IOException {
    Path target = file(artifactId, ".pom");
    Files.createDirectories(target.getParent());
    Files.copy(pom, target, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes the jar that "mvn verify" builds; "mvn test" leaves classes only. */
  private void installJar(Module module) throws IOException {
    Path jar = file(module.artifactId(), ".jar");
    Path built = packaged(module);
    if (built != null) {
      Files.copy(built, jar, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    ToolProvider.findFirst("jar")
        .orElseThrow()
        .run(
            System.out,
            System.err,
            "--create",
            "--file",
            jar.toString(),
            "-C",
            Files.createDirectories(module.classes()).toString(),
            ".");
  }

  private static @Nullable Path packaged(Module module) {
    return Commands.classPathEntries().stream()
        .filter(entry -> entry.getFileName().toString().startsWith(module.artifactId() + "-"))
        .findFirst()
        .orElse(null);
  }

  private Path file(String artifactId, String suffix) {
    return root.resolve("dev/socketio")
        .resolve(artifactId)
        .resolve(version)
        .resolve(artifactId + "-" + version + suffix);
  }

  /** The command line of Maven with this repository. */
  List<String> maven(Path mavenHome, String... arguments) {
    boolean windows = File.separatorChar == '\\';
    return Stream.concat(
            Stream.of(
                mavenHome.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString(),
                "--batch-mode",
                "--quiet",
                "-Dmaven.repo.local=" + root,
                "-Dsocketio.version=" + version),
            Stream.of(arguments))
        .toList();
  }
}

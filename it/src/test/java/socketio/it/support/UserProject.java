package socketio.it.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * A Maven project of a user, which sees only the installed artifacts of this one.
 *
 * @param folder its place, outside of the sources
 */
public record UserProject(Path folder) {
  /**
   * Copies a project.
   *
   * @param template its folder in this module
   * @param folder the target; existing files are replaced
   */
  public static UserProject copy(String template, Path folder) throws IOException {
    Path source = Path.of(template);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return new UserProject(folder);
  }

  /**
   * Builds a program that needs other libraries than this project.
   *
   * @param template its folder in this module
   * @return the class path to run it with
   */
  public static String classPath(String template) {
    Path folder = Path.of("target", template).toAbsolutePath();
    OncePerBuild.run(
        template, () -> copy(template, folder).maven("compile", "dependency:copy-dependencies"));
    Path target = folder.resolve("target");
    return target.resolve("classes")
        + File.pathSeparator
        + target.resolve("dependency").resolve("*");
  }

  /**
   * Runs Maven in the project, with this build's modules in the local repository.
   *
   * @return what it printed
   * @throws AssertionError if it fails
   */
  public String maven(String... arguments) throws IOException, InterruptedException {
    LocalRepository installed =
        LocalRepository.create(
            Path.of(System.getProperty("it.localRepository")), System.getProperty("it.version"));
    return Commands.run(
        folder, installed.maven(Path.of(System.getProperty("it.mavenHome")), arguments));
  }
}

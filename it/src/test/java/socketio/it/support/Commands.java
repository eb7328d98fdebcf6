package socketio.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs programs to their end. */
public final class Commands {
  private static final int LIMIT_SECONDS = 240;

  private Commands() {}

  /** The java that runs this test. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The class path that this test runs on. */
  public static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** The class path as files: this project's jars or folders of classes, and all libraries. */
  static List<Path> classPathEntries() {
    return Stream.of(classPath().split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(Files::exists)
        .toList();
  }

  /** Our published modules as built, and all libraries. */
  public static String modulePath() {
    return Stream.concat(Module.withCode().stream().map(Module::classes), libraries().stream())
        .map(Path::toString)
        .collect(joining(File.pathSeparator));
  }

  /** The jars of others on the class path. */
  public static List<Path> libraries() {
    return classPathEntries().stream()
        .filter(entry -> entry.getFileName().toString().endsWith(".jar"))
        .filter(jar -> !jar.getFileName().toString().startsWith("socketio-"))
        .toList();
  }

  /** A command with a last argument. */
  public static List<String> with(List<String> command, String last) {
    return Stream.concat(command.stream(), Stream.of(last)).toList();
  }

  /**
   * Runs a program in a folder.
   *
   * @return what it printed, on either output
   * @throws AssertionError if it fails, or takes longer than 4 minutes
   */
  public static String run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("output", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = process.waitFor(LIMIT_SECONDS, SECONDS);
      String printed = Files.readString(output, UTF_8);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(
            (ended ? "exit status " + process.exitValue() : "no end")
                + " of "
                + command
                + ":\n"
                + printed);
      }
      return printed;
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}

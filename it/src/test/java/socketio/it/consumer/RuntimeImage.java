package socketio.it.consumer;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * A run-time image built with jlink.
 *
 * @param folder where it is
 */
record RuntimeImage(Path folder) {
  /** An image with a program in it. */
  static RuntimeImage ofModules(String modulePath, List<String> modules) throws IOException {
    return link("--module-path", modulePath, "--add-modules", String.join(",", modules));
  }

  /**
   * An image with the modules of the JDK that the programs of all choices need, according to jdeps.
   */
  static RuntimeImage ofTheJdk() {
    return Jdk.IMAGE;
  }

  String java() {
    return folder.resolve("bin").resolve("java").toString();
  }

  private static RuntimeImage link(String... arguments) throws IOException {
    Path folder =
        Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "images")).toAbsolutePath(), "image")
            .resolve("image");
    tool(
        "jlink",
        Stream.concat(
                Stream.of(
                    "--output",
                    folder.toString(),
                    "--strip-debug",
                    "--no-man-pages",
                    "--no-header-files"),
                Stream.of(arguments))
            .toList());
    return new RuntimeImage(folder);
  }

  private static String tool(String name, List<String> arguments) {
    var output = new StringWriter();
    var writer = new PrintWriter(output);
    int status =
        ToolProvider.findFirst(name)
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new AssertionError(name + " " + arguments + ":\n" + output);
    }
    return output.toString();
  }

  /** Linked once, and only if needed. */
  private static final class Jdk {
    static final RuntimeImage IMAGE = image();

    private static RuntimeImage image() {
      Set<String> jars = new TreeSet<>();
      for (DependencyChoice choice : DependencyChoice.values()) {
        jars.addAll(List.of(ConsumerProjects.dependencies(choice).split(File.pathSeparator, -1)));
      }
      String needed =
          tool(
              "jdeps",
              List.of(
                  "--print-module-deps",
                  "--ignore-missing-deps",
                  "--multi-release",
                  "17",
                  "--module-path",
                  String.join(File.pathSeparator, jars),
                  "--add-modules",
                  "ALL-MODULE-PATH",
                  ConsumerProjects.classes(DependencyChoice.STARTER).toString()));
      try {
        // MessagePack reads and writes with sun.misc.Unsafe, which jdeps does not count.
        return link("--add-modules", needed.strip() + ",jdk.unsupported");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

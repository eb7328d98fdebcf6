package socketio.it.consumer;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import socketio.it.support.Module;
import socketio.it.support.OncePerBuild;
import socketio.it.support.UserProject;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/**
 * User projects, each with its own dependencies, built with one run of Maven against the installed
 * artifacts: the program in {@code consumer} for every {@link DependencyChoice}, and a project
 * without a program for every published module.
 */
public final class ConsumerProjects {
  private static final Pattern LIBRARY =
      Pattern.compile("([\\w.-]+:[\\w.-]+):jar:([\\w.-]+):(?:compile|runtime)");

  private static final Pattern STARTER =
      Pattern.compile(
          "    <dependency>\\s+<groupId>dev.socketio</groupId>\\s+"
              + "<artifactId>socketio-starter</artifactId>\\s+</dependency>\n");

  private static final String MANAGED = "  <dependencyManagement>\n    <dependencies>\n";

  /** Kept after the build, for inspection. */
  private static final Path ROOT = Path.of("target", "consumers").toAbsolutePath();

  private ConsumerProjects() {}

  /** The compiled program of a choice. */
  static Path classes(DependencyChoice choice) {
    return Built.FOLDER.resolve(choice.name()).resolve("target/classes");
  }

  /** The class path of a choice's program, as Maven resolved it. */
  static String dependencies(DependencyChoice choice) {
    return read(Built.FOLDER.resolve(choice.name()).resolve("target/classpath.txt")).strip();
  }

  /** A server that answers the program's calls and calls back. */
  @SuppressWarnings("FutureReturnValueIgnored") // the server waits for the future
  static FakeServer server(DependencyChoice choice) {
    FakeServer server = FakeServer.builder().parser(choice.parser()).start();
    server.onCall("call", (socket, args) -> args);
    server
        .namespace("/chat")
        .onCall(
            "call-back",
            (socket, args) ->
                CompletableFuture.supplyAsync(() -> answers(socket, args.toList().get(0))));
    return server;
  }

  private static List<?> answers(FakeSocket socket, @Nullable Object point) {
    return List.of(
        socket.call("question", point).toList(),
        socket.call("how far?", Arrays.asList(point, point)).toList());
  }

  /** Fails unless a program has printed the server's answers. */
  static void assertTalked(FakeServer server, String printed) {
    assertTrue(printed.contains("reply: [{x=1, y=2}, {three=3}]"), printed);
    assertTrue(printed.contains("point: Point[x=1, y=2]"), printed);
    assertTrue(printed.contains("map: {x=1, y=2}"), printed);
    assertTrue(printed.contains("chat: [[[3 and 4], [0]]]"), printed);
    server.assertExhausted();
  }

  /** The class path of R8. */
  static String shrinker() {
    return read(Built.FOLDER.resolve("r8/target/classpath.txt")).strip();
  }

  /** All artifacts of a project that depends on one module, as {@code group:artifact:version}. */
  public static Set<String> brought(Module module) {
    return LIBRARY
        .matcher(String.join("\n", tree(module)))
        .results()
        .map(found -> found.group(1) + ":" + found.group(2))
        .collect(toCollection(TreeSet::new));
  }

  /** The dependency tree of a project that depends on one module, as Maven prints it. */
  public static List<String> tree(Module module) {
    return read(Built.FOLDER.resolve(module.artifactId()).resolve("target/tree.txt"))
        .lines()
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Built once, and only if needed. */
  private static final class Built {
    static final Path FOLDER = ROOT;

    static {
      OncePerBuild.run("consumers", Built::build);
    }

    private static void build() throws IOException, InterruptedException {
      var names = new ArrayList<String>();
      for (DependencyChoice choice : DependencyChoice.values()) {
        Path folder = ROOT.resolve(choice.name());
        UserProject.copy("consumer", folder);
        UserProject.copy(choice.sources(), folder);
        depend(folder, choice.name(), choice.modules(), choice.pinned());
        names.add(choice.name());
      }
      for (Module module : Module.published()) {
        Path folder = Files.createDirectories(ROOT.resolve(module.artifactId()));
        depend(folder, module.artifactId(), List.of(module), Map.of());
        names.add(module.artifactId());
      }
      UserProject.copy("r8", ROOT.resolve("r8"));
      names.add("r8");
      Files.writeString(ROOT.resolve("pom.xml"), aggregator(names));
      new UserProject(ROOT)
          .maven(
              "compile",
              "dependency:build-classpath",
              "-Dmdep.outputFile=target/classpath.txt",
              "dependency:tree",
              "-DoutputFile=target/tree.txt");
    }

    /** Writes the POM of {@code consumer} with other dependencies. */
    private static void depend(
        Path folder, String name, List<Module> modules, Map<String, String> pinned)
        throws IOException {
      String pom =
          Files.readString(Path.of("consumer/pom.xml"))
              .replace(
                  "<artifactId>consumer</artifactId>", "<artifactId>" + name + "</artifactId>");
      String starter = STARTER.matcher(pom).results().findFirst().orElseThrow().group();
      String dependencies =
          modules.stream()
              .map(module -> starter.replace("socketio-starter", module.artifactId()))
              .collect(joining());
      Files.writeString(
          folder.resolve("pom.xml"),
          pom.replace(starter, dependencies).replace(MANAGED, MANAGED + managed(pinned)));
    }

    private static String managed(Map<String, String> pinned) {
      return pinned.entrySet().stream()
          .map(
              library ->
                  """
                        <dependency>
                          <groupId>%s</groupId>
                          <artifactId>%s</artifactId>
                          <version>%s</version>
                        </dependency>
                  """
                      .formatted(
                          library.getKey().split(":", 2)[0],
                          library.getKey().split(":", 2)[1],
                          library.getValue()))
          .collect(joining());
    }

    private static String aggregator(List<String> names) {
      return """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.example</groupId>
        <artifactId>consumers</artifactId>
        <version>1</version>
        <packaging>pom</packaging>
        <modules>%s</modules>
      </project>
      """
          .formatted(
              names.stream().map(name -> "<module>" + name + "</module>").collect(joining()));
    }
  }
}

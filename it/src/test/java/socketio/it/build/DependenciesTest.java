package socketio.it.build;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.it.consumer.ConsumerProjects;
import socketio.it.support.Module;

/** The dependencies that each module adds to a project, according to {@code dependency:tree}. */
class DependenciesTest {
  private static final Pattern ARTIFACT = Pattern.compile("([\\w.-]+):([\\w.-]+):jar:");

  private static final Set<String> OKHTTP =
      Set.of("com.squareup.okhttp3", "com.squareup.okio", "org.jetbrains", "org.jetbrains.kotlin");
  private static final Set<String> JACKSON = Set.of("com.fasterxml.jackson.core");

  private static final Set<String> GUICE =
      Set.of(
          "com.google.inject",
          "jakarta.inject",
          "aopalliance",
          "com.google.guava",
          "com.google.code.findbugs",
          "com.google.errorprone",
          "com.google.j2objc",
          "org.checkerframework");

  /**
   * The groups of the libraries that a module depends on; {@code api} and {@code engineio} have
   * none.
   */
  private static final Map<String, Set<String>> BROUGHT =
      Map.of(
          "transport-okhttp",
          OKHTTP,
          "transport-jetty",
          Set.of(
              "org.eclipse.jetty",
              "org.eclipse.jetty.compression",
              "org.eclipse.jetty.websocket",
              "org.slf4j"),
          "parser-json",
          JACKSON,
          "parser-msgpack",
          Set.of("org.msgpack"),
          "guice",
          GUICE,
          "testkit",
          Set.of("io.netty"),
          "starter",
          union(OKHTTP, JACKSON));

  @Tag("pain-03-dependency-clashes")
  @Test
  void theTreeOfTheApiIsOneLine() {
    List<String> tree = ConsumerProjects.tree(new Module("api"));

    assertEquals(2, tree.size(), tree::toString); // the project, and what it depends on
  }

  @ParameterizedTest
  @MethodSource("socketio.it.support.Module#published")
  void aModuleBringsTheApiAndItsOwnLibraryOnly(Module module) {
    Set<String> ours = new TreeSet<>(List.of("socketio-api", module.artifactId()));
    if (module.name().equals("starter")) {
      ours.addAll(
          Set.of(
              "socketio-core",
              "socketio-engineio",
              "socketio-transport-okhttp",
              "socketio-parser-json"));
    }
    List<MatchResult> brought =
        ARTIFACT
            .matcher(
                String.join(
                    "\n",
                    ConsumerProjects.tree(module).subList(1, ConsumerProjects.tree(module).size())))
            .results()
            .toList();

    assertEquals(
        ours,
        brought.stream()
            .filter(artifact -> artifact.group(1).equals("dev.socketio"))
            .map(artifact -> artifact.group(2))
            .collect(toCollection(TreeSet::new)));
    assertEquals(
        new TreeSet<>(BROUGHT.getOrDefault(module.name(), Set.of())),
        brought.stream()
            .map(artifact -> artifact.group(1))
            .filter(group -> !group.equals("dev.socketio"))
            .collect(toCollection(TreeSet::new)));
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }
}

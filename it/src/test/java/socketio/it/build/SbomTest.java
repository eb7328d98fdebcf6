package socketio.it.build;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.it.consumer.ConsumerProjects;
import socketio.it.support.Module;

/** The bill of materials (CycloneDX) that is built and deployed with each published module. */
class SbomTest {
  /** Optional dependencies; users who want them name them themselves. */
  private static final Map<String, Set<String>> OPTIONAL =
      Map.of(
          "testkit",
          Set.of("org.junit.jupiter:junit-jupiter-api", "org.junit.jupiter:junit-jupiter-params"),
          "parser-msgpack",
          Set.of(
              "org.msgpack:jackson-dataformat-msgpack",
              "com.fasterxml.jackson.core:jackson-annotations",
              "com.fasterxml.jackson.core:jackson-core",
              "com.fasterxml.jackson.core:jackson-databind"));

  @Tag("pain-03-dependency-clashes")
  @ParameterizedTest
  @MethodSource("socketio.it.support.Module#published")
  void listsWhatTheModuleBrings(Module module) throws IOException {
    JsonNode sbom = sbom(module);
    JsonNode described = sbom.at("/metadata/component");
    Set<String> listed = new TreeSet<>();
    collect(described.path("bom-ref").asText(), sbom, listed);
    listed.add(coordinates(described));

    assertEquals(module.artifactId(), described.path("name").asText());
    assertEquals(ConsumerProjects.brought(module), listed);
  }

  /** Users do not get optional dependencies, nor what only those depend on. */
  private static void collect(String from, JsonNode sbom, Set<String> listed) {
    Map<String, JsonNode> components =
        elements(sbom.path("components"))
            .collect(toMap(component -> component.path("bom-ref").asText(), each -> each));
    elements(sbom.path("dependencies"))
        .filter(dependency -> dependency.path("ref").asText().equals(from))
        .flatMap(dependency -> elements(dependency.path("dependsOn")))
        .map(reference -> components.get(reference.asText()))
        .filter(component -> component.path("scope").asText().equals("required"))
        .filter(component -> listed.add(coordinates(component)))
        .forEach(component -> collect(component.path("bom-ref").asText(), sbom, listed));
  }

  @ParameterizedTest
  @MethodSource("socketio.it.support.Module#published")
  void marksWhatIsOptional(Module module) throws IOException {
    Set<String> optional =
        elements(sbom(module).path("components"))
            .filter(component -> component.path("scope").asText().equals("optional"))
            .map(component -> coordinates(component).replaceFirst(":[^:]*$", ""))
            .collect(toCollection(TreeSet::new));

    assertEquals(new TreeSet<>(OPTIONAL.getOrDefault(module.name(), Set.of())), optional);
  }

  @ParameterizedTest
  @MethodSource("socketio.it.support.Module#published")
  void isTheSameFromEveryBuild(Module module) throws IOException {
    JsonNode sbom = sbom(module);

    assertFalse(sbom.has("serialNumber"));
    assertFalse(sbom.path("metadata").has("timestamp"));
  }

  private static JsonNode sbom(Module module) throws IOException {
    Path file = module.classes().resolveSibling("bom.json");
    assumeTrue(Files.exists(file), "made by \"mvn verify\" only, and not without a network");
    return new ObjectMapper().readTree(file.toFile());
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static String coordinates(JsonNode component) {
    return component.path("group").asText()
        + ":"
        + component.path("name").asText()
        + ":"
        + component.path("version").asText();
  }
}

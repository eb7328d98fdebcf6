package socketio.it;

import static java.util.stream.Collectors.toCollection;
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
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bill of materials (CycloneDX) that is built and deployed with each published module. */
class SbomTest {
  /** What a module works without; users who want it name it themselves. */
  private static final Map<String, Set<String>> OPTIONAL =
      Map.of(
          "testkit",
          Set.of("org.junit.jupiter:junit-jupiter-api", "org.junit.jupiter:junit-jupiter-params"),
          "parser-msgpack",
          Set.of(
              "org.msgpack:jackson-dataformat-msgpack",
              "com.fasterxml.jackson.core:jackson-databind"));

  @ParameterizedTest
  @MethodSource("socketio.it.Module#published")
  void listsWhatTheModuleBrings(Module module) throws IOException {
    JsonNode sbom = sbom(module);

    assertEquals(module.artifactId(), sbom.at("/metadata/component/name").asText());
    Set<String> brought = Consumers.brought(module);
    brought.removeIf(library -> library.startsWith("dev.socketio:" + module.artifactId() + ":"));
    assertEquals(brought, components(sbom, "required"));
  }

  @ParameterizedTest
  @MethodSource("socketio.it.Module#published")
  void tellsWhatIsOptional(Module module) throws IOException {
    Set<String> optional =
        components(sbom(module), "optional").stream()
            .map(library -> library.substring(0, library.lastIndexOf(':')))
            .collect(toCollection(TreeSet::new));

    assertEquals(true, optional.containsAll(OPTIONAL.getOrDefault(module.folder(), Set.of())));
    assertEquals(OPTIONAL.containsKey(module.folder()), !optional.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("socketio.it.Module#published")
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

  private static Set<String> components(JsonNode sbom, String scope) {
    return StreamSupport.stream(sbom.path("components").spliterator(), false)
        .filter(component -> component.path("scope").asText().equals(scope))
        .map(
            component ->
                component.path("group").asText()
                    + ":"
                    + component.path("name").asText()
                    + ":"
                    + component.path("version").asText())
        .collect(toCollection(TreeSet::new));
  }
}

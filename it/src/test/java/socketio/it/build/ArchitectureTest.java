package socketio.it.build;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.it.support.Module;

/**
 * Checks the arrows of ARCHITECTURE.md: everything depends on api, siblings never on each other.
 */
class ArchitectureTest {
  private static final Module API = new Module("api");
  private static final Module CORE = new Module("core");
  private static final String ROOT = "core";

  /** The packages of core, from the one that all lean on up to the views. */
  private static final List<String> PACKAGES =
      List.of(ROOT, "runtime", "observe", "handlers", "link", "namespace", "connection", "client");

  /** Imported once for all tests: reading them takes longer than checking them. */
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .importPaths(Module.withCode().stream().map(Module::classes).toArray(Path[]::new));

  @Test
  void theApiExportsItsPackagesToEverybodyAndWhatTheyHideToCoreAlone() {
    Map<String, Set<String>> exports =
        API.descriptor().exports().stream().collect(toMap(Exports::source, Exports::targets));

    assertEquals(
        Map.of(
            "socketio", Set.of(),
            "socketio.spi", Set.of(),
            "socketio.spi.support", Set.of(),
            "socketio.internal", Set.of("socketio.core")),
        exports);
  }

  @Test
  void theLayerBelowTheApiExportsNothing() {
    assertEquals(Set.of(), CORE.descriptor().exports());
  }

  /** The table in ARCHITECTURE.md: a package of core depends only on those above it. */
  @Test
  void thePackagesOfCoreDependOnlyOnThoseAboveThem() {
    var layers = layeredArchitecture().consideringOnlyDependenciesInAnyPackage("socketio.core..");
    for (String name : PACKAGES) {
      layers = layers.layer(name).definedBy(packageOf(name));
    }
    for (int i = 0; i < PACKAGES.size(); i++) {
      String[] below = PACKAGES.subList(i + 1, PACKAGES.size()).toArray(String[]::new);
      layers =
          below.length == 0
              ? layers.whereLayer(PACKAGES.get(i)).mayNotBeAccessedByAnyLayer()
              : layers.whereLayer(PACKAGES.get(i)).mayOnlyBeAccessedByLayers(below);
    }
    layers
        .ensureAllClassesAreContainedInArchitectureIgnoring(
            not(resideInAPackage("socketio.core..")))
        .check(ALL);
  }

  @Test
  void thePackagesOfCoreAreFreeOfCycles() {
    slices().matching("socketio.core.(*)..").should().beFreeOfCycles().check(ALL);
  }

  /** The page, the folders and the test say the same. */
  @Test
  void theTableOfPackagesIsThatOfTheFolders() throws IOException {
    List<String> table =
        Pattern.compile("^\\| (?:`\\.(\\w+)`|\\*\\(root\\)\\*) \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Module.REPOSITORY.resolve("ARCHITECTURE.md")))
            .results()
            .map(row -> row.group(1) == null ? ROOT : row.group(1))
            .toList();

    assertEquals(PACKAGES, table);
    assertEquals(
        PACKAGES.stream().map(name -> packageOf(name)).collect(toSet()),
        CORE.descriptor().packages());
  }

  @Test
  void theTableOfModulesIsThatOfTheFolders() throws IOException {
    Set<String> table =
        Pattern.compile("^\\| (`[a-z].*?) \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Module.REPOSITORY.resolve("ARCHITECTURE.md")))
            .results()
            .flatMap(row -> Pattern.compile("`([\\w-]+)").matcher(row.group(1)).results())
            .map(folder -> folder.group(1))
            .collect(toSet());

    try (Stream<Path> folders = Files.list(Module.REPOSITORY).filter(Files::isDirectory)) {
      assertEquals(
          table,
          folders
              .filter(folder -> !String.valueOf(folder.getFileName()).startsWith("."))
              .filter(ArchitectureTest::hasMoreThanBuildOutput)
              .map(folder -> folder.getFileName().toString())
              .collect(toSet()));
    }
  }

  /** Version control keeps no build output: what a build left of an old folder is none. */
  private static boolean hasMoreThanBuildOutput(Path folder) {
    String[] content = folder.toFile().list((parent, name) -> !name.equals("target"));
    return !folder.endsWith("target") && content != null && content.length > 0;
  }

  private static String packageOf(String name) {
    return name.equals(ROOT) ? "socketio.core" : "socketio.core." + name;
  }

  @ParameterizedTest
  @MethodSource("socketio.it.support.Module#withCode")
  void aModuleRequiresNoSiblingButTheApi(Module module) {
    ModuleDescriptor descriptor = module.descriptor();
    Set<String> ours =
        descriptor.requires().stream()
            .map(Requires::name)
            .filter(name -> name.startsWith("socketio."))
            .collect(toSet());

    assertEquals(module.equals(API) ? Set.of() : Set.of("socketio.api"), ours);
  }

  @ParameterizedTest
  @MethodSource("socketio.it.support.Module#withCode")
  void aModuleUsesOnlyItselfAndTheExportedApi(Module module) {
    String[] own = module.descriptor().packages().toArray(String[]::new);
    String[] api = exportsOfTheApiTo(module);

    classes()
        .that(resideInAnyPackage(own))
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("socketio.."))
                .or(resideInAnyPackage(own))
                .or(resideInAnyPackage(api)))
        .check(ALL);
  }

  private static String[] exportsOfTheApiTo(Module module) {
    return API.descriptor().exports().stream()
        .filter(
            exports ->
                !exports.isQualified() || exports.targets().contains(module.descriptor().name()))
        .map(Exports::source)
        .toArray(String[]::new);
  }

  @Test
  void theServiceInterfacesDoNotKnowTheLayerAboveThem() {
    noClasses()
        .that()
        .resideInAPackage("socketio.spi")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("socketio.internal..")
        .check(ALL);
  }

  @Test
  void theApiNeedsNothingAtRunTimeButTheJdk() {
    Set<String> needed =
        API.descriptor().requires().stream()
            .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
            .map(Requires::name)
            .filter(name -> !name.startsWith("java."))
            .collect(toSet());

    assertEquals(Set.of(), needed);
  }

  @Test
  void nothingIsPrintedButByPrograms() {
    noClasses()
        .that(describe("have no main", type -> type.tryGetMethod("main", String[].class).isEmpty()))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(ALL);
  }
}

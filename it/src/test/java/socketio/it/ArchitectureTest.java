package socketio.it;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of ARCHITECTURE.md: everything depends on api, siblings never see each other. */
class ArchitectureTest {
  private static final Module API = new Module("api");

  /** Once for all tests: to read them takes longer than to check them. */
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .importPaths(Module.withCode().stream().map(Module::classes).toArray(Path[]::new));

  @Test
  void theApiExportsItsPackagesToEverybodyAndTheLayerBelowThemToNobody() {
    Set<Exports> exports = API.descriptor().exports();

    assertEquals(
        Set.of("socketio", "socketio.spi", "socketio.spi.support"),
        exports.stream().map(Exports::source).collect(toSet()));
    assertEquals(Set.of(false), exports.stream().map(Exports::isQualified).collect(toSet()));
  }

  @ParameterizedTest
  @MethodSource("socketio.it.Module#withCode")
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
  @MethodSource("socketio.it.Module#withCode")
  void aModuleUsesOnlyItselfAndTheExportedApi(Module module) {
    String[] own = module.descriptor().packages().toArray(String[]::new);

    classes()
        .that(resideInAnyPackage(own))
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("socketio.."))
                .or(resideInAnyPackage(own))
                .or(resideInAnyPackage("socketio", "socketio.spi", "socketio.spi.support")))
        .check(ALL);
  }

  @Test
  void theServiceInterfacesDoNotKnowTheLayerAboveThem() {
    noClasses()
        .that()
        .resideInAPackage("socketio.spi..")
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

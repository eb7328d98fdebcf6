package socketio.it.build;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of this module: each has its subject, and all share {@code support}. */
class ItPackagesTest {
  private static final Path SOURCES = Path.of("src/test/java/socketio/it");
  private static final JavaClasses ALL =
      new ClassFileImporter().importPath(Path.of("target/test-classes/socketio/it"));

  @Test
  void noPackageIsInACycle() {
    slices().matching("socketio.it.(*)..").should().beFreeOfCycles().check(ALL);
  }

  /** The bill of materials and the dependencies are compared with those of users' projects. */
  @Test
  void packagesShareNothingButSupport() {
    slices()
        .matching("socketio.it.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAPackage("socketio.it.support.."))
        .ignoreDependency(
            resideInAPackage("socketio.it.build.."), resideInAPackage("socketio.it.consumer.."))
        .check(ALL);
  }

  @Test
  void supportDependsOnNoOtherPackage() {
    noClasses()
        .that()
        .resideInAPackage("socketio.it.support..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("socketio.it..").and(not(resideInAPackage("socketio.it.support.."))))
        .check(ALL);
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    try (Stream<Path> entries = Files.list(SOURCES)) {
      List<Path> without =
          entries.filter(entry -> !Files.exists(entry.resolve("package-info.java"))).toList();

      assertEquals(List.of(), without);
    }
  }
}

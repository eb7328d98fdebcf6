package socketio.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A module of this project as the build left it.
 *
 * @param name its artifact without the prefix, such as {@code engineio}
 */
public record Module(String name) {
  /** The root of the repository. */
  public static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern FOLDER = Pattern.compile("<module>(.+?)</module>");
  private static final Pattern MANAGED = Pattern.compile("<artifactId>socketio-(?!bom<)(.+?)</");

  /** Every artifact of the BOM. */
  public static List<Module> published() {
    return MANAGED
        .matcher(read(REPOSITORY.resolve("bom/pom.xml")))
        .results()
        .map(found -> new Module(found.group(1)))
        .toList();
  }

  /** The published modules that have code. */
  public static List<Module> withCode() {
    return published().stream().filter(module -> Files.exists(module.moduleInfo())).toList();
  }

  public String artifactId() {
    return "socketio-" + name;
  }

  /** Its folder, which may be inside another one, as the root POM names it. */
  private Path folder() {
    return FOLDER
        .matcher(read(REPOSITORY.resolve("pom.xml")))
        .results()
        .map(found -> Path.of(found.group(1)))
        .filter(path -> path.endsWith(name))
        .findFirst()
        .map(REPOSITORY::resolve)
        .orElseThrow(() -> new IllegalStateException("no module in the root POM: " + name));
  }

  Path pom() {
    return folder().resolve("pom.xml");
  }

  /** The compiled classes. */
  public Path classes() {
    return folder().resolve("target/classes");
  }

  /** The module descriptor, with all packages. */
  public ModuleDescriptor descriptor() {
    return ModuleFinder.of(classes()).findAll().iterator().next().descriptor();
  }

  private Path moduleInfo() {
    return classes().resolve("module-info.class");
  }

  /** The names of the top-level and nested classes of a package. */
  public List<String> classNames(String packageName) {
    Path folder = classes().resolve(packageName.replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
          .map(name -> packageName + "." + name.substring(0, name.length() - ".class".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return artifactId();
  }
}

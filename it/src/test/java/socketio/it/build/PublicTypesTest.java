package socketio.it.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import socketio.it.support.Module;

/** What is true of every type that an application can compile against. */
class PublicTypesTest {
  private static final Pattern SINCE =
      Pattern.compile("\n \\* @since \\d+\\.\\d+\n \\*/\n(@.+\n)*public ");

  @Test
  void saysSinceWhenItExists() throws IOException {
    var silent = new ArrayList<Path>();
    for (Module module : Module.withCode()) {
      for (String name : exported(module)) {
        Path sources = module.classes().resolve("../../src/main/java").normalize();
        try (Stream<Path> files = Files.list(sources.resolve(name.replace('.', '/')))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            String source = Files.readString(file);
            if (Pattern.compile("(?m)^public ").matcher(source).find()
                && !SINCE.matcher(source).find()) {
              silent.add(sources.relativize(file));
            }
          }
        }
      }
    }

    assertEquals(List.of(), silent, "without @since as the last line of the Javadoc");
  }

  @Test
  void isInANullMarkedPackage() throws ReflectiveOperationException {
    var unmarked = new ArrayList<String>();
    for (Module module : Module.withCode()) {
      for (String name : exported(module)) {
        Class<?> packageInfo = Class.forName(name + ".package-info");
        if (!packageInfo.isAnnotationPresent(NullMarked.class)) {
          unmarked.add(name);
        }
      }
    }

    assertEquals(List.of(), unmarked);
  }

  private static List<String> exported(Module module) {
    return module.descriptor().exports().stream()
        .filter(exports -> !exports.isQualified())
        .map(Exports::source)
        .sorted()
        .toList();
  }
}

package socketio.it.build;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Provides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.it.support.Module;

/** META-INF/services and module-info name the same providers. */
class ProvidersTest {
  @ParameterizedTest
  @MethodSource("socketio.it.support.Module#withCode")
  void servicesOnTheClassPathAreThoseOnTheModulePath(Module module) throws IOException {
    Map<String, Set<String>> provided =
        module.descriptor().provides().stream()
            .collect(toMap(Provides::service, service -> Set.copyOf(service.providers())));

    assertEquals(provided, metaInfServices(module));
  }

  @Test
  void everyKindOfPluginHasAProvider() {
    Set<String> provided =
        Module.withCode().stream()
            .flatMap(module -> module.descriptor().provides().stream())
            .map(Provides::service)
            .collect(toSet());

    assertEquals(new Module("api").descriptor().uses(), provided);
    assertFalse(provided.isEmpty());
  }

  private static Map<String, Set<String>> metaInfServices(Module module) throws IOException {
    Path folder = module.classes().resolve("META-INF/services");
    if (!Files.exists(folder)) {
      return Map.of();
    }
    var services = new HashMap<String, Set<String>>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        services.put(file.getFileName().toString(), providers(file));
      }
    }
    return services;
  }

  private static Set<String> providers(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .collect(toSet());
    }
  }
}

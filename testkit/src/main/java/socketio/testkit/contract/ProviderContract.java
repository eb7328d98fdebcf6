package socketio.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import socketio.spi.EngineProvider;
import socketio.spi.ParserProvider;
import socketio.spi.Provider;
import socketio.spi.Transport;
import socketio.spi.TransportProvider;

/**
 * Tests the contract of {@link Provider}: its registration and its name. To test a provider:
 *
 * <pre>{@code
 * class MyProviderTest extends ProviderContract {
 *   @Override
 *   protected Provider provider() {
 *     return new MyParserProvider();
 *   }
 * }
 * }</pre>
 *
 * @since 1.0
 */
public abstract class ProviderContract {
  /** Called by JUnit. */
  protected ProviderContract() {}

  /**
   * The provider under test.
   *
   * @return a provider of an engine, a transport or a parser
   */
  protected abstract Provider provider();

  private Class<? extends Provider> service() {
    Provider provider = provider();
    if (provider instanceof EngineProvider) {
      return EngineProvider.class;
    }
    return provider instanceof TransportProvider ? TransportProvider.class : ParserProvider.class;
  }

  private List<? extends Provider> found() {
    return switch (service().getSimpleName()) {
      case "EngineProvider" -> list(ServiceLoader.load(EngineProvider.class));
      case "TransportProvider" -> list(ServiceLoader.load(TransportProvider.class));
      default -> list(ServiceLoader.load(ParserProvider.class));
    };
  }

  private static <P> List<P> list(ServiceLoader<P> loader) {
    return loader.stream().map(ServiceLoader.Provider::get).toList();
  }

  /** {@link Provider#name}: "a short lower-case name". */
  @Test
  void nameIsShortAndLowerCaseAndAlwaysTheSame() {
    String name = provider().name();
    assertTrue(name.matches("[a-z][a-z0-9.-]{0,31}"), name);
    assertEquals(name, provider().name());
  }

  /** {@link Provider}: it "has a public constructor without parameters". */
  @Test
  void classIsPublicWithAPublicConstructorWithoutParameters() throws NoSuchMethodException {
    Class<?> type = provider().getClass();
    assertTrue(Modifier.isPublic(type.getModifiers()), type + " is not public");
    assertTrue(Modifier.isPublic(type.getDeclaredConstructor().getModifiers()));
  }

  /** {@link Provider}: "A service found by ServiceLoader". */
  @Test
  void isFoundOnceByTheServiceLoader() {
    Class<?> type = provider().getClass();
    assertEquals(
        1,
        found().stream().filter(type::isInstance).count(),
        () -> type + " among the " + service().getSimpleName() + "s " + found());
  }

  /** {@link Provider#name}: "unique among the providers of its kind". */
  @Test
  void nameIsUniqueAmongThoseFound() {
    String name = provider().name();
    assertEquals(1, found().stream().filter(other -> other.name().equals(name)).count(), name);
  }

  /** {@link Provider}: "it appears … in META-INF/services". */
  @Test
  void standsInMetaInfServices() throws IOException {
    var lines = new ArrayList<String>();
    ClassLoader loader = provider().getClass().getClassLoader();
    String file = "META-INF/services/" + service().getName();
    for (URL url : Collections.list(loader.getResources(file))) {
      try (InputStream in = url.openStream()) {
        lines.addAll(new String(in.readAllBytes(), UTF_8).lines().map(String::strip).toList());
      }
    }
    assertTrue(lines.contains(provider().getClass().getName()), file + ": " + lines);
  }

  /** {@link Provider}: "… and in the provides clause of its module", if that is a named one. */
  @Test
  void standsInTheProvidesClauseOfItsModule() throws URISyntaxException {
    ModuleDescriptor module = module();
    List<String> provided =
        module.provides().stream()
            .filter(provides -> provides.service().equals(service().getName()))
            .flatMap(provides -> provides.providers().stream())
            .toList();
    assertTrue(provided.contains(provider().getClass().getName()), module + ": " + provided);
  }

  private ModuleDescriptor module() throws URISyntaxException {
    CodeSource source = provider().getClass().getProtectionDomain().getCodeSource();
    Assumptions.assumeTrue(source != null, "nowhere to look for a module-info");
    ModuleReference reference =
        ModuleFinder.of(Path.of(source.getLocation().toURI())).findAll().iterator().next();
    Assumptions.assumeFalse(reference.descriptor().isAutomatic(), "it is in no named module");
    return reference.descriptor();
  }

  /** {@link Provider}: "An implementation is stateless". */
  @Test
  void makesSomethingOfItsOwnForEveryClient() {
    if (provider() instanceof TransportProvider transports) {
      try (Transport one = transports.create();
          Transport other = transports.create()) {
        assertNotSame(one, other);
        assertEquals(one.kinds(), other.kinds());
      }
    } else if (provider() instanceof ParserProvider parsers) {
      assertTrue(parsers.create().newDecoder() != parsers.create().newDecoder());
    }
  }
}

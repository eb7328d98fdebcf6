package socketio.it;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Client;
import socketio.spi.EngineProvider;
import socketio.spi.ParserProvider;
import socketio.spi.Transport;
import socketio.spi.TransportProvider;

/** What is said when no engine, transport or parser can be chosen. */
class ProviderChoiceTest {
  @Test
  void anUnknownTransport() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> Client.builder().transport("pigeon").build());

    assertSays(error, "transport", "'pigeon'", "okhttp");
  }

  @Test
  void anUnknownParser() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> Client.builder().parser("yaml").build());

    assertSays(error, "parser", "'yaml'", "json");
  }

  @Test
  void twoTransportsOfTheSamePriority(@TempDir Path folder) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(TransportProvider.class.getName()), Second.class.getName());
    Thread thread = Thread.currentThread();
    ClassLoader original = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, original)) {
      thread.setContextClassLoader(loader);

      IllegalStateException error = assertThrows(IllegalStateException.class, Client::create);

      assertSays(error, "transport", "okhttp", "second", "Client.builder().transport(");
    } finally {
      thread.setContextClassLoader(original);
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {EngineProvider.class, TransportProvider.class, ParserProvider.class})
  void noProviderOnTheClassPath(Class<?> kind) throws Exception {
    try (var loader = new Without(kind)) {
      var create = loader.loadClass(Client.class.getName()).getMethod("create");
      Thread thread = Thread.currentThread();
      ClassLoader original = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        InvocationTargetException error =
            assertThrows(InvocationTargetException.class, () -> create.invoke(null));

        String name = kind.getSimpleName().replace("Provider", "").toLowerCase(Locale.ROOT);
        assertSays(error.getTargetException(), "no " + name + " found", "dev.socketio:socketio-");
      } finally {
        thread.setContextClassLoader(original);
      }
    }
  }

  private static void assertSays(Throwable error, String... parts) {
    for (String part : parts) {
      assertTrue(String.valueOf(error.getMessage()).contains(part), error::toString);
    }
  }

  /** The class path without the module that provides one kind of plug-in. */
  private static final class Without extends URLClassLoader {
    Without(Class<?> kind) throws IOException {
      super(urls(kind), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] urls(Class<?> kind) throws IOException {
      var urls = new ArrayList<URL>();
      for (Module module : Module.withCode()) {
        boolean provides =
            module.descriptor().provides().stream()
                .anyMatch(service -> service.service().equals(kind.getName()));
        if (!provides) {
          urls.add(module.classes().toUri().toURL());
        }
      }
      for (Path library : Commands.libraries()) {
        urls.add(library.toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }
  }

  /** A transport that competes with the one of OkHttp. */
  public static final class Second implements TransportProvider {
    @Override
    public String name() {
      return "second";
    }

    @Override
    public Transport create() {
      throw new AssertionError("must not be chosen");
    }
  }
}

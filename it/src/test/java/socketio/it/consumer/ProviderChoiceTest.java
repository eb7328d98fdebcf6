package socketio.it.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Client;
import socketio.it.support.Commands;
import socketio.it.support.Module;
import socketio.spi.EngineProvider;
import socketio.spi.ParserProvider;
import socketio.spi.Provider;
import socketio.spi.Transport;
import socketio.spi.TransportProvider;

/** The messages when no engine, transport or parser can be chosen. */
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
  void okHttpIsTakenWhereJettyIsThereAsWellAndNotNamed() {
    List<TransportProvider> found =
        ServiceLoader.load(TransportProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(TransportProvider::priority))
            .toList();

    assertEquals(List.of("jetty", "okhttp"), found.stream().map(Provider::name).toList());
    assertTrue(found.get(0).priority() < found.get(1).priority());
  }

  @Test
  void jsonIsTakenWhereMessagePackIsThereAsWellAndNotNamed() {
    List<ParserProvider> found =
        ServiceLoader.load(ParserProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(ParserProvider::priority))
            .toList();

    assertEquals(List.of("msgpack", "json"), found.stream().map(Provider::name).toList());
    assertTrue(found.get(0).priority() < found.get(1).priority());
  }

  @Test
  void messagePackIsTakenWithoutANameWhereJsonIsNotThere() throws Exception {
    try (var loader = new Without("parser-json")) {
      Class<?> providers = loader.loadClass("socketio.internal.Providers");
      var find = providers.getMethod("find", Class.class, String.class);
      Thread thread = Thread.currentThread();
      ClassLoader original = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        Object provider = find.invoke(null, loader.loadClass(ParserProvider.class.getName()), null);

        assertEquals("socketio.msgpack.MsgpackParserProvider", provider.getClass().getName());
      } finally {
        thread.setContextClassLoader(original);
      }
    }
  }

  @Test
  void jettyIsTakenWithoutANameWhereOkHttpIsNotThere() throws Exception {
    try (var loader = new Without("transport-okhttp")) {
      var create = loader.loadClass(Client.class.getName()).getMethod("create");
      Thread thread = Thread.currentThread();
      ClassLoader original = thread.getContextClassLoader();
      Set<Thread> before = Thread.getAllStackTraces().keySet();
      thread.setContextClassLoader(loader);
      try {
        List<Thread> ofJetty;
        try (var client = (AutoCloseable) create.invoke(null)) {
          ofJetty =
              Thread.getAllStackTraces().keySet().stream()
                  .filter(started -> !before.contains(started))
                  .filter(started -> started.getName().startsWith("socketio-jetty-"))
                  .toList();
          assertFalse(ofJetty.isEmpty(), client::toString);
        }
        for (Thread started : ofJetty) {
          started.join(10_000); // they still load classes
        }
      } finally {
        thread.setContextClassLoader(original);
      }
    }
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

  /** The class path without some modules. */
  private static final class Without extends URLClassLoader {
    /** Without those that provide one kind of plug-in. */
    Without(Class<?> kind) throws IOException {
      this(
          module ->
              module.descriptor().provides().stream()
                  .anyMatch(service -> service.service().equals(kind.getName())));
    }

    /** Without the module of this name. */
    Without(String name) throws IOException {
      this(module -> module.name().equals(name));
    }

    private Without(Predicate<Module> left) throws IOException {
      super(urls(left), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] urls(Predicate<Module> left) throws IOException {
      var urls = new ArrayList<URL>();
      for (Module module : Module.withCode()) {
        if (!left.test(module)) {
          urls.add(module.classes().toUri().toURL());
        }
      }
      for (Path library : Commands.libraries()) {
        urls.add(library.toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }
  }

  /** A transport that competes with OkHttp's. */
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

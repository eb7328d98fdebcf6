package socketio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import socketio.Client;
import socketio.spi.EngineProvider;
import socketio.spi.Parser;
import socketio.spi.ParserProvider;
import socketio.spi.TransportProvider;

class ProvidersTest {
  /** Found by the service file of {@link #find}. */
  public record Json(String name, int priority) implements ParserProvider {
    public Json() {
      this("json", 0);
    }

    @Override
    public Parser create() {
      throw new AssertionError("only found, never used");
    }
  }

  private static void assertSays(String part, Throwable error) {
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains(part), message);
  }

  private final Json json = new Json();
  private final Json msgpack = new Json("msgpack", 0);
  private final Json preferred = new Json("preferred", 1);

  private static ParserProvider choose(List<ParserProvider> found) {
    return Providers.choose(ParserProvider.class, found, null);
  }

  private static ParserProvider choose(List<ParserProvider> found, String name) {
    return Providers.choose(ParserProvider.class, found, name);
  }

  @Test
  void takesTheOnlyOne() {
    assertSame(json, choose(List.of(json)));
  }

  @Test
  void takesTheOneOfHighestPriority() {
    assertSame(preferred, choose(List.of(json, preferred, msgpack)));
  }

  @Test
  void takesTheOneThatIsNamedWhateverItsPriority() {
    assertSame(msgpack, choose(List.of(json, preferred, msgpack), "msgpack"));
  }

  @Test
  void saysWhatToAddWhenThereIsNone() {
    assertEquals(
        "no parser found: add a dependency such as dev.socketio:socketio-parser-json, or pass one"
            + " to Client.builder().parser(…)",
        assertThrows(IllegalStateException.class, () -> choose(List.of())).getMessage());
    assertSays(
        "dev.socketio:socketio-engineio",
        assertThrows(
            IllegalStateException.class,
            () -> Providers.choose(EngineProvider.class, List.of(), null)));
    assertSays(
        "dev.socketio:socketio-transport-okhttp",
        assertThrows(
            IllegalStateException.class,
            () -> Providers.choose(TransportProvider.class, List.of(), "okhttp")));
  }

  @Test
  void listsTheCandidatesWhenTheNameIsWrong() {
    String type = Json.class.getName();
    assertEquals(
        "parser: none is named 'jsno'; found: json ("
            + type
            + "), msgpack ("
            + type
            + "); name one of these, add the dependency that contains it, or pass one to"
            + " Client.builder().parser(…)",
        assertThrows(IllegalArgumentException.class, () -> choose(List.of(msgpack, json), "jsno"))
            .getMessage());
  }

  @Test
  void namesTheDependencyThatIsMissingForAKnownName() {
    assertEquals(
        "parser: none is named 'msgpack'; found: json ("
            + Json.class.getName()
            + "); add the dependency dev.socketio:socketio-parser-msgpack, or pass one to"
            + " Client.builder().parser(…)",
        assertThrows(IllegalArgumentException.class, () -> choose(List.of(json), "msgpack"))
            .getMessage());
  }

  @Test
  void listsTheCandidatesOfATie() {
    String type = Json.class.getName();
    assertEquals(
        "several parsers have priority 0: json ("
            + type
            + "), msgpack ("
            + type
            + "); choose one with Client.builder().parser(…), or remove a dependency",
        assertThrows(IllegalStateException.class, () -> choose(List.of(msgpack, json)))
            .getMessage());
    assertSays(
        "several parsers are named 'json'",
        assertThrows(IllegalStateException.class, () -> choose(List.of(json, json), "json")));
  }

  @Test
  void areReportedMissingByTheBuilder() {
    assertEquals(
        "no Socket.IO client found: add the dependency dev.socketio:socketio-starter, or"
            + " dev.socketio:socketio-core together with an engine, a transport and a parser of your"
            + " choice",
        assertThrows(IllegalStateException.class, Client::create).getMessage());
  }

  @Test
  void findsProvidersByTheContextClassLoader(@TempDir Path directory) throws IOException {
    assertInstanceOf(Json.class, find(directory, Json.class.getName(), null));
  }

  @Test
  void saysWhichProviderCannotBeLoaded(@TempDir Path directory) {
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> find(directory, "missing.Parser", null));
    assertSays("a parser on the class path cannot be loaded: ", error);
    assertSays("missing.Parser", error);
    assertInstanceOf(ServiceConfigurationError.class, error.getCause());
  }

  @Test
  void isNotStoppedByABrokenProviderThatIsNotWanted(@TempDir Path directory) throws IOException {
    String providers = "missing.Parser\n" + Json.class.getName();
    assertInstanceOf(Json.class, find(directory, providers, "json"));
    assertSays(
        "missing.Parser",
        assertThrows(
            IllegalStateException.class, () -> find(directory, providers, "something-else")));
  }

  @Test
  void saysWhatAProviderLacksWhoseLibraryIsMissing(@TempDir Path directory) throws IOException {
    Path library = source(directory, "Library", "public class Library {}");
    Path plugin =
        source(
            directory,
            "Plugin",
            "public class Plugin extends Library implements socketio.spi.ParserProvider {"
                + " public String name() { return \"plugin\"; }"
                + " public socketio.spi.Parser create() { return null; } }");
    String classPath = System.getProperty("java.class.path");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath, library.toString(), plugin.toString());
    assertEquals(0, status);
    Files.delete(directory.resolve("Library.class"));

    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> find(directory, "Plugin", null));
    assertSays("a parser on the class path cannot be loaded: ", error);
    assertSays("NoClassDefFoundError: Library", error);
    assertSays("add its missing dependency", error);
    String providers = "Plugin\n" + Json.class.getName();
    assertInstanceOf(Json.class, find(directory, providers, "json"));
  }

  @Test
  void saysWhichProviderMakesNothing() {
    var cause = new NoClassDefFoundError("com/library/Mapper");

    IllegalStateException error =
        assertThrows(
            IllegalStateException.class,
            () ->
                Providers.create(
                    json,
                    () -> {
                      throw cause;
                    }));

    assertEquals(
        "'json' ("
            + Json.class.getName()
            + ") was found but cannot be used: java.lang.NoClassDefFoundError: com/library/Mapper;"
            + " is its library on the class path?",
        error.getMessage());
    assertSame(cause, error.getCause());
  }

  private static Path source(Path directory, String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name + ".java"), text);
  }

  private static ParserProvider find(Path directory, String providers, @Nullable String name)
      throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.writeString(services.resolve(ParserProvider.class.getName()), providers);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] urls = {directory.toUri().toURL()};
    try (var loader = new URLClassLoader(urls, ProvidersTest.class.getClassLoader())) {
      thread.setContextClassLoader(loader);
      return Providers.find(ParserProvider.class, name);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}

package socketio.it.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import socketio.it.support.Commands;
import socketio.it.support.Module;

/** A library and a program that depend on {@code socketio-api} and nothing else. */
class ApiAloneTest {
  private static final String API = new Module("api").classes().toString();

  private final Path classes;
  private final int compiled;

  ApiAloneTest(@TempDir Path folder) throws Exception {
    Path sources = Files.createDirectories(folder.resolve("library"));
    classes = folder.resolve("classes");
    Path library =
        Files.writeString(
            sources.resolve("Chat.java"),
            """
            package library;

            import socketio.Args;
            import socketio.Client;
            import socketio.ClientNamespace;

            public class Chat extends ClientNamespace {
              public Chat() {
                super("/chat");
              }

              void onMessage(Args args) {}

              public static void join(Client client) {
                client.register(new Chat());
                client.on("news", String.class, System.out::println);
              }

              public static void main(String[] args) {
                try (Client client = Client.create()) {
                  join(client);
                }
              }
            }
            """);
    Path descriptor =
        Files.writeString(
            sources.resolve("module-info.java"),
            "module library { requires transitive socketio.api; exports library; }");
    compiled =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--module-path",
                API,
                "-d",
                classes.toString(),
                library.toString(),
                descriptor.toString());
  }

  @BeforeEach
  void aLibraryCompiles() {
    assertEquals(0, compiled);
  }

  @Test
  void aProgramOnTheModulePathLearnsWhatIsMissing() {
    assertSaysWhatIsMissing(
        List.of(
            Commands.java(),
            "--module-path",
            API + File.pathSeparator + classes,
            "--module",
            "library/library.Chat"));
  }

  @Test
  void aProgramOnTheClassPathLearnsWhatIsMissing() {
    assertSaysWhatIsMissing(
        List.of(Commands.java(), "-classpath", API + File.pathSeparator + classes, "library.Chat"));
  }

  private void assertSaysWhatIsMissing(List<String> command) {
    AssertionError failure =
        assertThrows(AssertionError.class, () -> Commands.run(classes, command));

    String said = String.valueOf(failure.getMessage());
    assertTrue(
        said.contains(
            "IllegalStateException: no Socket.IO client found: add the dependency"
                + " dev.socketio:socketio-starter, or dev.socketio:socketio-core together with an"
                + " engine, a transport and a parser of your choice"),
        said);
  }
}

package socketio.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java process of its own in which everything is a named module. */
@RealServer
class ModulePathTest {
  private static final Path SOURCES = Path.of("consumer/src/main/java");

  @Test
  void aNamedModuleFindsEngineTransportAndParserOnTheModulePath(
      NodeServer server, @TempDir Path folder) throws Exception {
    String modulePath = Commands.modulePath();
    compile(modulePath, folder.resolve("classes"));

    String printed =
        Commands.run(
            folder,
            List.of(
                Commands.java(),
                "--module-path",
                folder.resolve("classes") + File.pathSeparator + modulePath,
                "--module",
                "consumer/consumer.Main",
                server.url()));

    assertTrue(printed.contains("reply: [{x=1, y=2}, {three=3}]"), printed);
    assertTrue(printed.contains("module: socketio.api"), printed);
  }

  private static void compile(String modulePath, Path classes) {
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--release",
                "17",
                "--module-path",
                modulePath,
                "-d",
                classes.toString(),
                SOURCES.resolve("module-info.java").toString(),
                SOURCES.resolve("consumer/Main.java").toString());
    assertTrue(status == 0, "javac failed");
  }
}

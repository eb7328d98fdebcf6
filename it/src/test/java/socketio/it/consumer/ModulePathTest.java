package socketio.it.consumer;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import socketio.it.support.Commands;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;

/** A Java process of its own in which everything is a named module. */
@RealServer
class ModulePathTest {
  private static final Path SOURCES = Path.of("consumer/src/main/java");

  @Test
  void aNamedModuleFindsEngineTransportAndParserOnTheModulePath(
      NodeServer server, @TempDir Path folder) throws Exception {
    String printed = compileAndRun(SOURCES.resolve("module-info.java"), server, folder);

    assertTrue(printed.contains("reply: [{x=1, y=2}, {three=3}]"), printed);
    assertTrue(printed.contains("module: socketio.api"), printed);
  }

  @Test
  void aClassBasedNamespaceWorksInAPackageThatIsOpen(NodeServer server, @TempDir Path folder)
      throws Exception {
    String printed = compileAndRun(SOURCES.resolve("module-info.java"), server, folder);

    assertTrue(printed.contains("chat: [3 and 4]"), printed);
  }

  @Test
  void aClassBasedNamespaceInAClosedPackageIsRefusedWithTheCure(
      NodeServer server, @TempDir Path folder) throws Exception {
    Path closed =
        Files.writeString(
            folder.resolve("module-info.java"), "module consumer { requires socketio.api; }");

    AssertionError failure =
        assertThrows(AssertionError.class, () -> compileAndRun(closed, server, folder));

    String said = String.valueOf(failure.getMessage());
    assertTrue(
        said.contains(
            "handlers: consumer.Chat.distance(List) cannot be called; put \"opens consumer to"
                + " socketio.api;\" into the module-info of consumer"),
        said);
  }

  private static String compileAndRun(Path moduleInfo, NodeServer server, Path folder)
      throws Exception {
    String modulePath = Commands.modulePath();
    compile(modulePath, moduleInfo, folder.resolve("classes"));
    return Commands.run(
        folder,
        List.of(
            Commands.java(),
            "--module-path",
            folder.resolve("classes") + File.pathSeparator + modulePath,
            "--module",
            "consumer/consumer.Main",
            server.url()));
  }

  private static void compile(String modulePath, Path moduleInfo, Path classes) {
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
                moduleInfo.toString(),
                SOURCES.resolve("consumer/Chat.java").toString(),
                SOURCES.resolve("consumer/Main.java").toString(),
                SOURCES.resolve("consumer/Point.java").toString());
    assertTrue(status == 0, "javac failed");
  }
}

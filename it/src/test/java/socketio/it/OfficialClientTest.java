package socketio.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import socketio.Args;
import socketio.testkit.FakeServer;
import socketio.testkit.Fault;

/**
 * The official client for Java, {@code io.socket:socket.io-client}, against the testkit's server;
 * in a process of its own, since it wants another OkHttp.
 */
class OfficialClientTest {
  private static final Path TEMPLATE = Path.of("official");

  @RegisterExtension final FakeServer server = FakeServer.create();

  @Test
  void worksByEveryTransport(@TempDir Path folder) throws Exception {
    script();
    Path project = folder.resolve("project");
    try (Stream<Path> files = Files.walk(TEMPLATE)) {
      for (Path file : files.toList()) {
        Files.copy(file, project.resolve(TEMPLATE.relativize(file).toString()));
      }
    }
    LocalRepository repository =
        LocalRepository.create(
            Path.of(System.getProperty("it.localRepository")), System.getProperty("it.version"));

    String printed =
        Commands.run(
            project,
            repository.maven(
                Path.of(System.getProperty("it.mavenHome")),
                "compile",
                "exec:exec",
                "-Dexec.executable=" + Commands.java(),
                "-Dexec.args=-classpath %classpath official.Main " + server.url()));

    assertTrue(printed.contains("done: polling and websocket"), printed);
    server.assertExhausted();
  }

  private void script() {
    server
        .namespace("/custom")
        .onConnect(socket -> socket.emit("auth", socket.auth()))
        .on("message", (socket, args) -> socket.emit("message-back", args.toList().toArray()))
        .onCall("message-with-ack", (socket, args) -> Args.of(args.toList().toArray()))
        .on("ask-me", (socket, args) -> socket.emit("told", socket.call("ask", args.get(0)).get(0)))
        .on("drop-me", (socket, args) -> server.inject(new Fault.DropConnection()))
        .on("kick-me", (socket, args) -> socket.disconnect());
    server.namespace("/refused").reject("Not authorized", Map.of("code", 401));
  }
}

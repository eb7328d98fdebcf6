package socketio.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Args;
import socketio.testkit.FakeNamespace;
import socketio.testkit.FakeServer;
import socketio.testkit.Fault;

/** The reference client, socket.io-client for JavaScript, on Node, against the testkit's server. */
class JavaScriptClientTest {
  private static final Path SCRIPTS = Path.of("clients");

  @RegisterExtension
  final FakeServer server =
      FakeServer.builder()
          .pingInterval(Duration.ofMillis(150))
          .pingTimeout(Duration.ofMillis(400))
          .create();

  @RegisterExtension
  final FakeServer recovering = FakeServer.builder().recovery(Duration.ofMinutes(1)).create();

  @BeforeEach
  void script() {
    for (String path : List.of("/", "/custom")) {
      FakeNamespace namespace = server.namespace(path);
      namespace.onConnect(
          socket -> {
            Object auth = socket.auth();
            socket.emit("auth", auth == null ? Map.of() : auth);
          });
      namespace.on(
          "message", (socket, args) -> socket.emit("message-back", args.toList().toArray()));
      namespace.onCall("message-with-ack", (socket, args) -> Args.of(args.toList().toArray()));
    }
    server.namespace("/refused").reject("Not authorized", Map.of("code", 401));
    server.on(
        "ask-me", (socket, args) -> socket.emit("told", socket.call("ask", args.get(0)).get(0)));
    server.on("kick-me", (socket, args) -> socket.disconnect());
    server.on("close-me", (socket, args) -> socket.closeConnection());
    server.on("drop-me", (socket, args) -> server.inject(new Fault.DropConnection()));
    server.on("restart", (socket, args) -> server.restart(Duration.ofMillis(50)));
    server.on("stall", (socket, args) -> server.inject(new Fault.Stall(Duration.ofSeconds(1))));
    recovering.on(
        "lose-me",
        (socket, args) -> {
          socket.emit("missed", 1);
          socket.call("sync"); // it has got the first one
          socket.dropConnection();
          socket.emit("missed", 2);
          recovering.emit("missed", 3);
        });
  }

  private void run(String scenario, String mode, FakeServer against) throws Exception {
    try {
      Commands.run(
          SCRIPTS.toAbsolutePath(), List.of("node", "client.js", against.url(), scenario, mode));
    } catch (IOException e) {
      Needs.missing("node", e);
    }
    against.assertExhausted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void exchangesEvents(String mode) throws Exception {
    run("events", mode, server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void acknowledgesBothWays(String mode) throws Exception {
    run("acks", mode, server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void joinsNamespacesWithAuth(String mode) throws Exception {
    run("namespaces", mode, server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void isRefused(String mode) throws Exception {
    run("rejection", mode, server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void keepsTheHeartbeat(String mode) throws Exception {
    run("heartbeat", mode, server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void isDisconnectedByTheServer(String mode) throws Exception {
    run("kicked", mode, server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void reconnects(String mode) throws Exception {
    run("reconnection", mode, server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void recoversItsState(String mode) throws Exception {
    run("recovery", mode, recovering);
    assertEquals(false, recovering.takeSocket().recovered());
    assertEquals(true, recovering.takeSocket().recovered());
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", "upgrade"})
  void noticesASilentServer(String mode) throws Exception {
    run("pingTimeout", mode, server);
  }
}

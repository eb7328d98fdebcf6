package socketio.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.Reconnection;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.FakeTransport;
import socketio.testkit.Fault;
import socketio.testkit.ManualLoop;
import socketio.testkit.When;

/** The tests of docs/testing.md, word for word. */
class TestingGuideTest {
  private static final Pattern SNIPPET = Pattern.compile("```java test\n(.*?)```", Pattern.DOTALL);

  @RegisterExtension final FakeServer server = FakeServer.create();

  @Test
  void sendsAnOrderAndShowsItsNumber() throws Exception {
    server.onCall("order", (socket, args) -> 4711);

    try (Client client = Client.create()) {
      client.connect(server.url());
      assertEquals(4711L, client.call("order", "tea", 2).get(0));
    }

    FakeSocket socket = server.takeSocket();
    assertEquals(List.of("tea", 2L), socket.takeEvent("order").args().toList());
    server.assertExhausted();
  }

  record Price(String symbol, double value) {}

  @Test
  void showsPricesAndConfirmsThem() throws Exception {
    try (Client client = Client.create()) {
      var prices = new LinkedBlockingQueue<Price>();
      client.on("price", Price.class, prices::add);
      client.onCall("still there?", args -> "yes");
      client.connect(server.url());

      server.emit("price", new Price("TEA", 1.5));
      assertEquals(new Price("TEA", 1.5), prices.poll(5, TimeUnit.SECONDS));
      assertEquals("yes", server.takeSocket().call("still there?").get(0));
    }
  }

  @Test
  void logsInAndIsRefusedWithAWrongToken() throws Exception {
    server
        .namespace("/admin")
        .rejectIf(
            handshake -> !"secret".equals(handshake.authEntry("token")),
            "wrong token",
            Map.of("code", 401));
    ConnectOptions options = ConnectOptions.to(server.url()).namespaces("/admin");

    try (Client client = Client.create()) {
      ConnectionException refusal =
          assertThrows(
              ConnectionException.class,
              () -> client.connect(options.auth(Map.of("token", "guess"))));
      assertEquals("wrong token", refusal.serverMessage());
      assertEquals(Map.of("code", 401L), refusal.data());
      client.connect(options.auth(Map.of("token", "secret")));
      assertEquals(Map.of("token", "secret"), server.takeSocket("/admin").auth());
    }
  }

  @Tag("pain-28-testing")
  @Test
  void comesBackAfterTheConnectionWasCut() throws Exception {
    try (Client client =
        Client.builder()
            .reconnection(Reconnection.defaults().delay(Duration.ofMillis(10)))
            .build()) {
      var events = new LinkedBlockingQueue<String>();
      client.onConnect(() -> events.add("connected"));
      client.onDisconnect(reason -> events.add("lost: " + reason));
      client.connect(server.url());

      server.inject(new Fault.DropConnection(), When.sending("42[\"news\""));
      server.emit("news", "never arrives");

      assertEquals("connected", events.poll(5, TimeUnit.SECONDS));
      assertEquals("lost: TRANSPORT_ERROR", events.poll(5, TimeUnit.SECONDS));
      assertEquals("connected", events.poll(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void losesASilentServerAfter45SecondsAndFindsItAgain() throws Exception {
    var loop = new ManualLoop();
    FakeServer silent = FakeServer.builder().loop(loop).start();
    try (Client client =
        Client.builder()
            .transport(FakeTransport.to(silent))
            .loop(loop)
            .handlerExecutor(loop.handlerExecutor())
            .build()) {
      client.connect(silent.url());

      silent.inject(new Fault.Stall(Duration.ofHours(1)));
      loop.advance(Duration.ofSeconds(44));
      assertTrue(client.connected());
      loop.advance(Duration.ofSeconds(2));
      assertFalse(client.connected());
      loop.advance(Duration.ofHours(2));
      assertTrue(client.connected());
    }
  }

  @TestFactory
  Stream<DynamicTest> everySnippetOfTheGuideIsATestHere() throws IOException {
    String tests =
        normal(Files.readString(Path.of("src/test/java/socketio/it/docs/TestingGuideTest.java")))
            + normal(
                Files.readString(Path.of("src/test/java/socketio/it/docs/MyTransportTest.java")));
    List<MatchResult> snippets =
        SNIPPET.matcher(Files.readString(Path.of("../docs/testing.md"))).results().toList();
    assertEquals(7, snippets.size());
    return snippets.stream()
        .map(snippet -> normal(snippet.group(1)))
        .map(
            snippet ->
                DynamicTest.dynamicTest(
                    snippet.lines().findFirst().orElse(""),
                    () -> assertTrue(tests.contains(snippet), snippet)));
  }

  private static String normal(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
  }
}

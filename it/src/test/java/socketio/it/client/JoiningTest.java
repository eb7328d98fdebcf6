package socketio.it.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.AsyncNamespace;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.Namespace;
import socketio.OfflinePolicy;
import socketio.it.support.Await;
import socketio.it.support.Setup;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/** A connect that fails leaves nothing, and a namespace may open the connection again. */
@Timeout(60)
class JoiningTest {
  @RegisterExtension final FakeServer server = FakeServer.create();

  @ParameterizedTest
  @MethodSource("socketio.it.support.Setup#eachTransport")
  void aLoopAroundConnectSucceedsOnceTheServerAdmits(Setup setup) throws InterruptedException {
    BlockingQueue<DisconnectReason> reasons = new LinkedBlockingQueue<>();
    server.namespace("/");
    try (Client client = setup.client().build()) {
      client.onDisconnect(reasons::add);
      ConnectOptions options = setup.to(server.url()).namespaces("/", "/late");
      int failures = 0;
      while (!client.connected()) {
        try {
          client.connect(options);
        } catch (ConnectionException e) {
          assertEquals("/late", e.namespace());
          assertEquals(ClientState.IDLE, client.state());
          assertFalse(client.connected());
          assertEquals(DisconnectReason.CLIENT_DISCONNECT, reasons.poll(10, SECONDS));
          if (++failures == 3) {
            server.namespace("/late");
          }
        }
      }
      assertEquals(3, failures);
      assertTrue(client.namespace("/late").connected());
    }
  }

  @Test
  void aHandlerMayJoinTheNextNamespaceAndWaitForIt() throws InterruptedException {
    server.namespace("/next");
    try (Client client = Client.create()) {
      var joined = new CompletableFuture<Boolean>();
      client.onConnect(
          () -> {
            client.namespace("/next").connect();
            joined.complete(client.namespace("/next").connected());
          });
      client.connect(ConnectOptions.to(server.url()).namespaces("/"));
      assertTrue(Await.result(joined));
    }
  }

  @Test
  void handlersCallsAndKeptEventsSurviveTheConnectionThatOpensAgain() throws InterruptedException {
    OfflinePolicy policy = OfflinePolicy.buffer(9, 9999, Duration.ofMinutes(1));
    server.namespace("/chat").onCall("ask", (socket, args) -> args);
    BlockingQueue<String> news = new LinkedBlockingQueue<>();
    try (Client client = Client.builder().offline(policy).build()) {
      Namespace chat = client.namespace("/chat");
      chat.on("news", String.class, news::add);
      client.connect(ConnectOptions.to(server.url()).namespaces("/chat"));
      server.takeSocket("/chat");
      chat.disconnect();
      assertEquals(ClientState.IDLE, client.state());
      chat.emit("kept", 1);

      chat.connect();
      FakeSocket socket = server.takeSocket("/chat");
      socket.takeEvent("kept");
      assertEquals("x", chat.call("ask", "x").get(0));
      socket.emit("news", "n");
      assertEquals("n", news.poll(10, SECONDS));
    }
  }

  @Test
  void failsAsTheConnectionDoesThatItOpens() throws InterruptedException {
    try (Client client = Client.create()) {
      client.connect(server.url());
      client.disconnect();
      assertThrows(ConnectionException.class, () -> client.namespace("/nope").connect());
      assertEquals(ClientState.IDLE, client.state());
      AsyncNamespace nope = client.async().namespace("/nope");
      ExecutionException failed =
          assertThrows(ExecutionException.class, () -> nope.connect().get(30, SECONDS));
      assertTrue(failed.getCause() instanceof ConnectionException);
      server.close();
      ConnectionException error =
          assertThrows(ConnectionException.class, () -> client.namespace("/").connect());
      assertEquals(ConnectionException.Phase.CONNECT, error.phase());
      assertEquals(ClientState.IDLE, client.state());
    }
  }
}

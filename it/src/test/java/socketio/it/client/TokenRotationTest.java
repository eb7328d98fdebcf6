package socketio.it.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.Reconnection;
import socketio.it.support.Setup;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/** Tokens that are valid for one connection only: every attempt sends a fresh one. */
@Timeout(60)
class TokenRotationTest {
  private static final int RECONNECTS = 25;

  @RegisterExtension final FakeServer server = FakeServer.create();

  @Tag("pain-02-token-refresh")
  @ParameterizedTest
  @MethodSource("socketio.it.support.Setup#eachTransport")
  void everyReconnectionShowsAnotherTokenInAuthHeaderAndQuery(Setup setup)
      throws InterruptedException {
    var issued = new AtomicInteger();
    List<String> auth = new ArrayList<>();
    List<String> headers = new ArrayList<>();
    List<String> query = new ArrayList<>();
    try (Client client =
        setup.client().reconnection(Reconnection.defaults().delay(Duration.ofMillis(1))).build()) {
      client.connect(
          setup
              .to(server.url())
              .auth(() -> Map.of("token", "auth-" + issued.incrementAndGet()))
              .headers(() -> Map.of("X-Token", "header-" + issued.incrementAndGet()))
              .query(() -> Map.of("token", "query-" + issued.incrementAndGet())));

      for (int i = 0; i <= RECONNECTS; i++) {
        FakeSocket socket = server.takeSocket();
        assertEquals(setup.mode().kinds()[0], socket.transport());
        auth.add(String.valueOf(socket.handshake().authEntry("token")));
        headers.add(Objects.requireNonNull(socket.handshake().header("X-Token")));
        query.add(Objects.requireNonNull(socket.query().get("token")));
        socket.dropConnection();
      }
    }
    assertFresh("auth-", auth);
    assertFresh("header-", headers);
    assertFresh("query-", query);
  }

  private static void assertFresh(String prefix, List<String> tokens) {
    assertEquals(RECONNECTS + 1, new HashSet<>(tokens).size(), () -> "repeated: " + tokens);
    List<Integer> numbers =
        tokens.stream().map(token -> Integer.parseInt(token.substring(prefix.length()))).toList();
    assertEquals(numbers.stream().sorted().toList(), numbers, "an older token was shown again");
  }
}

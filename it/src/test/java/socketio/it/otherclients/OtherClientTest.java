package socketio.it.otherclients;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.TransportKind;
import socketio.it.support.TransportMode;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/** Runs tests of the fake server with other clients, as often as the subclass says. */
@ExtendWith(NodeCondition.class)
@Timeout(180)
abstract class OtherClientTest {
  @RegisterExtension final FakeServer server;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final OtherSetup setup;
  private @Nullable OtherClient started;
  private long calls;

  OtherClientTest(OtherSetup setup, FakeServer.Builder settings) {
    this.setup = setup;
    server = settings.patience(Duration.ofSeconds(30)).create();
  }

  @BeforeEach
  void startTheClient() throws InterruptedException {
    started = OtherClient.start(setup.software(), server.url());
    started.take("ready", "/");
  }

  @AfterEach
  void endTheClient() {
    if (started != null) {
      started.close();
    }
  }

  OtherClient client() {
    return requireNonNull(started);
  }

  TransportMode mode() {
    return setup.mode();
  }

  /** Lets the client connect to a namespace. */
  FakeSocket join(String namespace) throws InterruptedException {
    return join(namespace, Map.of());
  }

  /** Lets the client connect to a namespace with further options. */
  FakeSocket join(String namespace, Map<String, Object> more) throws InterruptedException {
    open(namespace, more);
    return joined(namespace);
  }

  /** Awaits that a client has connected to a namespace. */
  FakeSocket joined(String namespace) throws InterruptedException {
    FakeSocket socket = server.takeSocket(namespace);
    assertEquals(socket.id(), client().take("connected", namespace).text(0));
    return socket;
  }

  /** Lets the client connect, whatever becomes of that. */
  void open(String namespace, Map<String, Object> more) {
    var options = new LinkedHashMap<String, Object>(more);
    options.put(
        "transports", Arrays.stream(setup.mode().kinds()).map(TransportKind::name).toList());
    options.put("reconnectionDelay", 50);
    client().open(namespace, options);
  }

  /**
   * Waits until a client uses WebSocket, if it begins with polling; meanwhile events go on, and
   * none is lost, doubled or out of order.
   */
  void awaitUpgrade(FakeSocket socket) throws InterruptedException {
    if (setup.mode() == TransportMode.UPGRADE) {
      callUntil(() -> socket.transport().equals(TransportKind.WEBSOCKET));
    }
  }

  /** Lets the client call the server again and again, and once more in the end. */
  void callUntil(BooleanSupplier done) throws InterruptedException {
    server.onCall("count", (socket, args) -> args);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!done.getAsBoolean()) {
      callOnce();
      assertTrue(System.nanoTime() < deadline, "what was waited for did not happen");
    }
    callOnce();
  }

  private void callOnce() throws InterruptedException {
    client().call("/", "count", ++calls);
    assertEquals(List.of("count", calls), client().take("reply", "/").values());
  }

  /** Checks values of natural type that have come by different ways. */
  static void assertSame(List<?> expected, List<?> actual) {
    assertEquals(OtherClient.readable(expected), OtherClient.readable(actual));
  }
}

package socketio.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.TransportKind;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.Fault;

/** How clients of others change from polling to WebSocket at the fake server, or fail to. */
@ParameterizedClass(name = "{0}")
@MethodSource("socketio.it.OtherSetup#upgrading")
class OtherClientUpgradeTest extends OtherClientTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private long count;

  OtherClientUpgradeTest(OtherSetup setup) {
    super(setup, FakeServer.builder().upgradeTimeout(Duration.ofMillis(500)));
  }

  @BeforeEach
  void answerCalls() {
    server.onCall("count", (socket, args) -> args);
  }

  /** Calls the server again and again: nothing is lost, doubled or out of order. */
  private void callUntil(BooleanSupplier done) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!done.getAsBoolean()) {
      callOnce();
      assertTrue(System.nanoTime() < deadline, "what was waited for did not happen");
    }
    callOnce();
  }

  private void callOnce() throws InterruptedException {
    client().call("/", "count", ++count);
    assertEquals(List.of("count", count), client().take("reply", "/").values());
  }

  @Test
  void theClientComesToUseWebSocket() throws InterruptedException {
    FakeSocket socket = join("/");

    callUntil(() -> socket.transport().equals(TransportKind.WEBSOCKET));

    assertEquals("polling", socket.query().get("transport"));
    server.assertExhausted();
  }

  @Test
  void aRefusedUpgradeLeavesTheClientOnPolling() throws InterruptedException {
    server.inject(new Fault.RefuseUpgrade());
    FakeSocket socket = join("/");

    callUntil(() -> server.pendingFaults().isEmpty());

    assertEquals(TransportKind.POLLING, socket.transport());
    server.assertExhausted();
  }

  @Test
  void anUnansweredProbeLeavesTheClientOnPolling() throws InterruptedException {
    server.inject(new Fault.NoPong());
    FakeSocket socket = join("/");

    callUntil(() -> server.pendingFaults().isEmpty());

    assertEquals(TransportKind.POLLING, socket.transport());
    assertTrue(socket.connected());
  }
}

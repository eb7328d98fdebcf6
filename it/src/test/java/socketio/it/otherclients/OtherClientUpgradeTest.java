package socketio.it.otherclients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.TransportKind;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.Fault;

/** Other clients upgrade from polling to WebSocket at the fake server, or fail to. */
@ParameterizedClass(name = "{0}")
@MethodSource("socketio.it.otherclients.OtherSetup#upgrading")
class OtherClientUpgradeTest extends OtherClientTest {
  OtherClientUpgradeTest(OtherSetup setup) {
    super(setup, FakeServer.builder().upgradeTimeout(Duration.ofMillis(500)));
  }

  @Test
  void theClientComesToUseWebSocket() throws InterruptedException {
    FakeSocket socket = join("/");

    awaitUpgrade(socket);

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

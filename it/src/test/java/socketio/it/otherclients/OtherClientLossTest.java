package socketio.it.otherclients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.DisconnectReason;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.Fault;
import socketio.testkit.When;

/** Other clients lose the fake server and reconnect. */
@ParameterizedClass(name = "{0}")
@MethodSource("socketio.it.otherclients.OtherSetup#all")
class OtherClientLossTest extends OtherClientTest {
  private static final Set<String> LOST = Set.of("transport close", "transport error");

  /**
   * The official Java client does not answer the close frame of a WebSocket; it notices only from
   * the missing pings that the connection has ended. It behaves in the same way with the reference
   * server.
   */
  private static final Set<String> CLOSED =
      Set.of("transport close", "transport error", "ping timeout");

  OtherClientLossTest(OtherSetup setup) {
    super(
        setup,
        FakeServer.builder()
            .pingInterval(Duration.ofMillis(200))
            .pingTimeout(Duration.ofMillis(2000)));
  }

  /**
   * A loss during the upgrade may leave these clients with a paused poll and no WebSocket, so that
   * they notice it only when pings are missing.
   */
  private FakeSocket joinForGood() throws InterruptedException {
    FakeSocket socket = join("/");
    awaitUpgrade(socket);
    return socket;
  }

  @Test
  void theClientReconnectsWhenItsConnectionIsCut() throws InterruptedException {
    FakeSocket socket = joinForGood();

    socket.dropConnection();

    assertReconnects(socket, LOST);
  }

  @Test
  void theClientReconnectsWhenTheServerClosesTheConnection() throws InterruptedException {
    FakeSocket socket = joinForGood();

    socket.closeConnection();

    assertReconnects(socket, CLOSED);
  }

  @Test
  void theClientReconnectsWhenTheServerHasRestarted() throws InterruptedException {
    FakeSocket socket = joinForGood();

    server.restart(Duration.ofMillis(300));

    assertReconnects(socket, LOST);
  }

  @Test
  void allNamespacesAreJoinedAgain() throws InterruptedException {
    server.namespace("/chat");
    FakeSocket root = joinForGood();
    FakeSocket chat = join("/chat");

    root.dropConnection();

    assertReconnects(chat, LOST);
    joined("/");
  }

  @Test
  void theClientReconnectsAfterAPacketAgainstTheProtocol() throws InterruptedException {
    FakeSocket socket = joinForGood();

    server.inject(new Fault.BadPacket());

    assertReconnects(socket, LOST);
  }

  private void assertReconnects(FakeSocket lost, Set<String> reasons) throws InterruptedException {
    assertLoss(lost.namespace(), reasons);
    FakeSocket socket = joined(lost.namespace());

    assertNotEquals(lost.id(), socket.id());
    assertEquals(List.of("reply to back?"), socket.call("back?").toList());
    server.assertExhausted();
  }

  private void assertLoss(String namespace, Set<String> reasons) throws InterruptedException {
    String reason = client().take("disconnected", namespace).text(0);
    assertTrue(reasons.contains(reason), reason);
  }

  /** Its fifth ping shows the server that the client has answered four. */
  @Test
  void theClientAnswersPings() throws InterruptedException {
    FakeSocket socket = joinForGood();
    server.inject(new Fault.DropConnection(), When.sending("2").skip(4));

    assertNotEquals(DisconnectReason.PING_TIMEOUT, socket.takeDisconnect());
    assertLoss("/", LOST);
    server.assertExhausted();
  }

  @Test
  void theClientMissesPings() throws InterruptedException {
    server.inject(new Fault.NoPing());
    join("/");

    assertEquals("ping timeout", client().take("disconnected", "/").text(0));
    joined("/");
    server.assertExhausted();
  }
}

package socketio.it.otherclients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/** Connection state recovery, which the official Java client does not support. */
@ParameterizedClass(name = "{0}")
@MethodSource("socketio.it.otherclients.OtherSetup#javaScript")
class OtherClientRecoveryTest extends OtherClientTest {
  OtherClientRecoveryTest(OtherSetup setup) {
    super(setup, FakeServer.builder().recovery(Duration.ofMinutes(1)));
  }

  @Test
  void missedEventsComeOnceAndInOrderAfterTheLoss() throws InterruptedException {
    FakeSocket first = join("/");
    awaitUpgrade(first);
    first.emit("news", 1L);
    assertNews(1);

    first.dropConnection();
    first.takeDisconnect();
    first.emit("news", 2L);
    server.emit("news", 3L);
    first.emit("news", new byte[] {4});
    OtherClient.Report connected = awaitReconnect();
    FakeSocket second = server.takeSocket();
    second.emit("news", 5L);

    assertEquals(List.of(first.id(), true), connected.values());
    assertEquals(first.id(), second.id());
    assertTrue(second.recovered());
    assertNews(2);
    assertNews(3);
    assertEquals(OtherClient.readable(new byte[] {4}), client().take("event", "/").values().get(1));
    assertNews(5);
    server.assertExhausted();
  }

  @Test
  void theClientRecoversAgainAndAgain() throws InterruptedException {
    FakeSocket socket = join("/");
    awaitUpgrade(socket);
    socket.emit("news", 0L);
    assertNews(0);
    String id = socket.id();

    for (long round = 1; round <= 3; round++) {
      socket.dropConnection();
      socket.takeDisconnect();
      socket.emit("news", round);
      assertEquals(List.of(id, true), awaitReconnect().values());
      assertNews(round);
      socket = server.takeSocket();
      awaitUpgrade(socket);
    }

    assertEquals(List.of("reply to back?"), socket.call("back?").toList());
    server.assertExhausted();
  }

  @Test
  void aClientThatMissedNothingRecoversToo() throws InterruptedException {
    FakeSocket socket = join("/");
    awaitUpgrade(socket);
    socket.emit("news", 1L);
    assertNews(1);

    socket.dropConnection();

    assertEquals(List.of(socket.id(), true), awaitReconnect().values());
    server.takeSocket().emit("news", 2L);
    assertNews(2);
  }

  /** It has no offset to send. */
  @Test
  void aClientThatNeverGotAnEventBeginsAnew() throws InterruptedException {
    FakeSocket socket = join("/");
    awaitUpgrade(socket);

    socket.dropConnection();
    OtherClient.Report connected = awaitReconnect();

    assertEquals(false, connected.values().get(1));
    assertNotEquals(socket.id(), connected.text(0));
    assertFalse(server.takeSocket().recovered());
  }

  @Test
  void aRestartedServerKnowsNothingToRecover() throws InterruptedException {
    FakeSocket socket = join("/");
    awaitUpgrade(socket);
    socket.emit("news", 1L);
    assertNews(1);

    server.restart();
    OtherClient.Report connected = awaitReconnect();

    assertEquals(false, connected.values().get(1));
    assertNotEquals(socket.id(), connected.text(0));
  }

  private OtherClient.Report awaitReconnect() throws InterruptedException {
    client().take("disconnected", "/");
    return client().take("connected", "/");
  }

  /** Recovery adds an offset to each event, which a client hands to its handlers. */
  private void assertNews(long number) throws InterruptedException {
    assertEquals(List.of("news", number), client().take("event", "/").values().subList(0, 2));
  }
}

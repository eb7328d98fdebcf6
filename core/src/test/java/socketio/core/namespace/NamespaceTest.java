package socketio.core.namespace;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertCompleted;
import static socketio.core.doubles.Harness.assertSays;
import static socketio.core.doubles.Harness.failure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.AsyncNamespace;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.Namespace;
import socketio.NotConnectedException;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** Joining and leaving namespaces on one connection. */
class NamespaceTest {
  private final Harness h = new Harness();
  private final AsyncNamespace chat = h.client.namespace("/chat");

  @AfterEach
  void close() {
    h.close();
  }

  @Test
  void areTheSameObjectsForTheSamePath() {
    assertSame(chat, h.client.namespace("/chat"));
    Client blocking = h.client.blocking();
    assertSame(blocking.namespace("/chat"), blocking.namespace("/chat"));
    assertSame(blocking, h.client.blocking());
    assertSame(h.client, blocking.async());
    assertEquals("/chat", blocking.namespace("/chat").path());
  }

  @Test
  void stayWhenTheServerDisconnectsAnother() {
    h.watch(h.client, "/").watch(chat, "/chat").watchState();
    FakeEngine engine = h.connect("/", "/chat");
    h.takeLog();
    engine.receive(new Packet.Disconnect("/chat"));
    assertEquals(List.of("/chat disconnect SERVER_DISCONNECT"), h.takeLog());
    assertFalse(chat.connected());
    assertNull(chat.sid());
    assertTrue(h.client.connected());
    engine.receive(new Packet.Disconnect("/chat"));
    assertEquals(List.of(), h.takeLog());
  }

  @Test
  void endTheConnectionWhenTheServerDisconnectsTheLast() {
    h.watch(h.client, "/").watchState();
    FakeEngine engine = h.connect();
    CompletableFuture<Void> ended = h.client.await();
    h.takeLog();
    engine.receive(new Packet.Disconnect("/"));
    assertEquals(List.of("CONNECTED>IDLE", "/ disconnect SERVER_DISCONNECT"), h.takeLog());
    assertTrue(engine.closed());
    assertCompleted(ended);
    h.advance(ofSeconds(60));
    assertEquals(1, h.engines.count(), "no reconnection by default");
  }

  @Test
  void joinAnOpenConnectionLater() {
    h.watch(chat, "/chat");
    FakeEngine engine = h.connect("/");
    CompletableFuture<Void> joined = chat.connect();
    CompletableFuture<Void> joinedToo = chat.connect();
    assertEquals(2, engine.sent(Packet.Connect.class).size());
    assertFalse(joined.isDone());
    engine.confirm("/chat");
    assertCompleted(joined);
    assertCompleted(joinedToo);
    assertCompleted(chat.connect());
    assertEquals("engine-1/chat", chat.sid());
    assertEquals(List.of("/chat connect"), h.takeLog());
  }

  @Test
  void joinWhileTheOnlyOtherOneLeaves() {
    h.watchState();
    FakeEngine engine = h.connect("/");
    h.takeLog();
    CompletableFuture<Void> joined = chat.connect();
    assertCompleted(h.client.namespace("/").disconnect());
    assertFalse(engine.closed());
    engine.confirm("/chat");
    assertCompleted(joined);
    assertTrue(chat.connected());
    assertFalse(h.client.connected());
    assertEquals(ClientState.CONNECTED, h.client.state());
    assertEquals(1, h.engines.count());
  }

  @Test
  void joinAgainAfterTheyHaveLeft() {
    FakeEngine engine = h.connect("/", "/chat");
    h.watch(chat, "/chat");
    assertCompleted(chat.disconnect());
    CompletableFuture<Void> joined = chat.connect();
    engine.receive(new Packet.Connect("/chat", Args.of(Map.of("sid", "another"))));
    assertCompleted(joined);
    assertEquals("another", chat.sid());
    assertEquals(List.of("/chat disconnect CLIENT_DISCONNECT", "/chat connect"), h.takeLog());
  }

  @Test
  void joinTheConnectionAfterTheOneThatHasEnded() {
    h.connect("/");
    h.client.blocking().disconnect();
    FakeEngine engine = h.connect("/chat");
    assertTrue(chat.connected());
    assertFalse(h.client.connected());
    assertEquals(Map.of("Connect/chat", 1), engine.tally());
  }

  @Test
  void joinAgainAfterAReconnection() {
    FakeEngine engine = h.connect("/");
    var unused = chat.connect();
    engine.confirm("/chat");
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/chat", "/");
    assertTrue(chat.connected());
  }

  @Test
  void joinTheNextConnectionWhileThereIsNone() {
    FakeEngine engine = h.connect("/");
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    CompletableFuture<Void> joined = chat.connect();
    h.advance(ofSeconds(1));
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    assertFalse(joined.isDone());
    h.advance(ofSeconds(2));
    h.engine().open().confirm("/", "/chat");
    assertCompleted(joined);
  }

  @Test
  void joinAConnectionThatIsOpening() {
    CompletableFuture<Void> connected = h.client.connect(OPTIONS.namespaces("/"));
    CompletableFuture<Void> joined = chat.connect();
    h.engine().open().confirm("/");
    assertCompleted(connected);
    assertFalse(joined.isDone());
    h.engine().confirm("/chat");
    assertCompleted(joined);
  }

  @Test
  void failToJoinWhenTheServerRefuses() {
    h.watch(chat, "/chat");
    FakeEngine engine = h.connect("/");
    CompletableFuture<Void> joined = chat.connect();
    engine.refuse("/chat", "no");
    assertEquals("/chat", failure(ConnectionException.class, joined).namespace());
    assertEquals(List.of("/chat connect_error NAMESPACE retry=false"), h.takeLog());
    assertTrue(h.client.connected());
  }

  @Test
  void failToJoinWhenTheServerDoesNotAnswerInTime() {
    h.connect("/");
    CompletableFuture<Void> joined = chat.connect(ofSeconds(5));
    h.loop.advance(ofSeconds(5));
    assertSays(
        "the server did not answer CONNECT of namespace /chat within PT5S",
        failure(ConnectionException.class, joined));
    CompletableFuture<Void> inTime = chat.connect(ofSeconds(5));
    h.engine().confirm("/chat");
    assertCompleted(inTime);
    h.handlers.run();
    assertEquals(0, h.loop.timers());
  }

  @Test
  void failToJoinWhenThereIsNoConnection() {
    assertSays(
        "namespace /chat cannot be joined: the client is not connected; call connect(…) on it first",
        failure(NotConnectedException.class, chat.connect()));
    Namespace blocking = h.client.blocking().namespace("/chat");
    assertThrows(NotConnectedException.class, blocking::connect);
    h.client.close();
    failure(NotConnectedException.class, chat.connect());
    assertThrows(NotConnectedException.class, blocking::connect);
  }

  @Test
  void failToJoinWhenTheAttemptsAreUsedUp() {
    try (var harness = new Harness(b -> b.reconnection(false))) {
      FakeEngine engine = harness.connect("/");
      CompletableFuture<Void> joined = harness.client.namespace("/chat").connect();
      engine.lose(DisconnectReason.TRANSPORT_ERROR);
      failure(ConnectionException.class, joined);
    }
  }

  @Test
  void leaveAloneAndForGood() {
    h.watch(chat, "/chat");
    FakeEngine engine = h.connect("/", "/chat");
    h.takeLog();
    assertCompleted(chat.disconnect());
    assertEquals(List.of(new Packet.Disconnect("/chat")), engine.sent(Packet.Disconnect.class));
    assertEquals(List.of("/chat disconnect CLIENT_DISCONNECT"), h.takeLog());
    assertCompleted(chat.disconnect());
    assertEquals(1, engine.sent(Packet.Disconnect.class).size());
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/");
    assertEquals(Map.of("Connect/", 1), h.engine().tally());
  }

  @Test
  void endTheConnectionWhenTheLastLeaves() {
    h.watchState();
    FakeEngine engine = h.connect("/", "/chat");
    h.takeLog();
    assertCompleted(chat.disconnect());
    assertCompleted(h.client.namespace("/").disconnect());
    assertEquals(List.of("CONNECTED>IDLE"), h.takeLog());
    assertTrue(engine.closed());
    assertEquals(2, engine.sent(Packet.Disconnect.class).size());
  }

  @Test
  void leaveWhileTheyAreBeingJoined() {
    h.watch(chat, "/chat");
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/", "/chat"));
    h.engine().open().confirm("/");
    CompletableFuture<Void> joined = chat.connect();
    var unused = chat.disconnect();
    failure(DisconnectedException.class, joined);
    assertCompleted(result);
    assertEquals(List.of(), h.engine().sent(Packet.Disconnect.class), "it is not joined yet");

    h.engine().confirm("/chat");

    assertEquals(List.of(new Packet.Disconnect("/chat")), h.engine().sent(Packet.Disconnect.class));
    assertFalse(chat.connected());
    assertEquals(List.of(), h.takeLog());
  }

  @Test
  void areAskedForOnceWhenJoinedAgainBeforeTheAnswer() {
    h.watch(chat, "/chat");
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/", "/chat"));
    h.engine().open().confirm("/");
    var unused = chat.disconnect();
    CompletableFuture<Void> joined = chat.connect();
    assertCompleted(result);

    h.engine().confirm("/chat");

    assertCompleted(joined);
    assertTrue(chat.connected());
    assertEquals(Map.of("Connect/", 1, "Connect/chat", 1), h.engine().tally());
  }

  @Test
  void leaveBeforeTheEngineIsOpen() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/", "/chat"));
    var unused = chat.disconnect();
    h.engine().open().confirm("/");
    assertCompleted(result);
    assertEquals(Map.of("Connect/", 1), h.engine().tally());
  }

  @Test
  void endTheAttemptWhenTheOnlyOneLeaves() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/chat"));
    var unused = chat.disconnect();
    failure(DisconnectedException.class, result);
    assertEquals(ClientState.IDLE, h.client.state());
    assertTrue(h.engine().closed());
  }

  @Test
  void endTheWaitWhenTheOnlyOneLeaves() {
    h.connect("/chat").lose(DisconnectReason.TRANSPORT_ERROR);
    var unused = chat.disconnect();
    assertEquals(ClientState.IDLE, h.client.state());
    assertEquals(0, h.loop.timers());
  }

  @Test
  void leaveTheWaitToTheOthers() {
    h.connect("/", "/chat").lose(DisconnectReason.TRANSPORT_ERROR);
    var unused = chat.disconnect();
    assertEquals(ClientState.WAITING, h.client.state());
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/");
    assertTrue(h.client.connected());
    assertEquals(Map.of("Connect/", 1), h.engine().tally());
  }

  @Test
  void doNotComeToBeBecauseTheServerNamesThem() {
    FakeEngine engine = h.connect("/");
    engine.event("/unknown", "news");
    engine.ack("/unknown", 1);
    engine.refuse("/unknown", "no");
    engine.receive(new Packet.Disconnect("/unknown"));
    engine.confirm("/unknown");
    assertEquals(Map.of("Connect/", 1), engine.tally());
    assertEquals(ClientState.CONNECTED, h.client.state());
    assertFalse(h.client.namespace("/unknown").connected());
  }

  @Test
  void ignoreEventsWhileTheyAreNotJoined() {
    chat.on("news", args -> h.log.add("news"));
    FakeEngine engine = h.connect("/");
    engine.event("/chat", "news");
    engine.receive(new Packet.Disconnect("/chat"));
    assertEquals(List.of(), h.takeLog());
  }
}

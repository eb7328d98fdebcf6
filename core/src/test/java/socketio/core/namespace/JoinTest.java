package socketio.core.namespace;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.NotConnectedException;
import socketio.OfflinePolicy;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** The connect of one namespace: its time limit, what it withdraws, and opening again. */
class JoinTest {
  private final Harness h =
      new Harness(builder -> builder.offline(OfflinePolicy.buffer(9, 999, ofMinutes(9))));
  private final AsyncNamespace chat = h.client.namespace("/chat");

  @AfterEach
  void close() {
    h.close();
  }

  private FakeEngine connect(ConnectOptions options) {
    CompletableFuture<Void> connected = h.client.connect(options.namespaces("/"));
    FakeEngine engine = h.engine().open().confirm("/");
    assertCompleted(connected);
    return engine;
  }

  /** A connection has ended; the client remembers its options. */
  private void end(ConnectOptions options) {
    connect(options);
    h.client.blocking().disconnect();
    assertEquals(ClientState.IDLE, h.client.state());
  }

  private void assertAtRest() {
    assertEquals(ClientState.IDLE, h.client.state());
    assertTrue(h.engine().closed());
    assertEquals(0, h.loop.timers());
  }

  // ---- the time limit

  @Test
  void failsAfterTheTimeoutOfTheOptions() {
    FakeEngine engine = connect(OPTIONS.timeout(ofSeconds(3)));
    CompletableFuture<Void> joined = chat.connect();
    h.loop.advance(ofSeconds(2));
    assertFalse(joined.isDone());
    h.loop.advance(ofSeconds(1));
    ConnectionException error = failure(ConnectionException.class, joined);
    assertEquals(
        "the server did not answer CONNECT of namespace /chat within PT3S", error.getMessage());
    assertEquals("/chat", error.namespace());
    assertTrue(h.client.connected());
    assertEquals(0, h.loop.timers());

    engine.confirm("/chat");
    assertFalse(chat.connected(), "it is not wanted any more");
    assertEquals(List.of(new Packet.Disconnect("/chat")), engine.sent(Packet.Disconnect.class));
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    assertEquals(Map.of("Connect/", 1), h.engine().open().tally());
  }

  @Test
  void theTimeRunsFromTheCallWhileTheClientReconnects() {
    connect(OPTIONS).lose(DisconnectReason.TRANSPORT_ERROR);
    CompletableFuture<Void> joined = chat.connect(ofSeconds(5));
    CompletableFuture<Void> root = h.client.namespace("/").connect(ofSeconds(5));
    h.advance(ofSeconds(1));
    h.advance(ofSeconds(4));
    ConnectionException error = failure(ConnectionException.class, joined);
    assertSays("namespace /chat was not joined within PT5S", error);
    failure(ConnectionException.class, root);

    h.engine().open().confirm("/");
    assertEquals(Map.of("Connect/", 1), h.engine().tally(), "/chat was only wanted by the call");
    assertTrue(h.client.connected(), "/ was wanted before");
  }

  @Test
  void staysWantedWhileAnotherCallWaits() {
    FakeEngine engine = connect(OPTIONS);
    CompletableFuture<Void> first = chat.connect(ofSeconds(5));
    CompletableFuture<Void> second = chat.connect(ofSeconds(9));
    CompletableFuture<Void> third = chat.connect(ofSeconds(9));
    h.loop.advance(ofSeconds(5));
    failure(ConnectionException.class, first);
    third.cancel(false);
    engine.confirm("/chat");
    assertCompleted(second);
    assertTrue(chat.connected());

    chat.disconnect().join();
    first = chat.connect(ofSeconds(5));
    second = chat.connect(ofSeconds(9));
    h.loop.advance(ofSeconds(9));
    failure(ConnectionException.class, first);
    failure(ConnectionException.class, second);
    engine.confirm("/chat");
    assertFalse(chat.connected(), "both have withdrawn");
  }

  @Test
  void isWithdrawnWhenItsFutureIsCancelledUnlessItHasJoined() {
    FakeEngine engine = connect(OPTIONS);
    chat.connect().cancel(false);
    engine.confirm("/chat");
    assertFalse(chat.connected());
    CompletableFuture<Void> joined = chat.connect();
    engine.confirm("/chat");
    joined.cancel(false);
    assertTrue(chat.connected());
    assertEquals(0, h.loop.timers());
  }

  @Test
  void staysWantedByTheConnectOfTheClient() {
    CompletableFuture<Void> connected = h.client.connect(OPTIONS.namespaces("/", "/chat"));
    CompletableFuture<Void> joined = chat.connect(ofSeconds(5));
    h.engine().open().confirm("/");
    h.loop.advance(ofSeconds(5));
    failure(ConnectionException.class, joined);
    h.engine().confirm("/chat");
    assertCompleted(connected);
    assertTrue(chat.connected());
  }

  // ---- no connection

  @Test
  void opensTheConnectionAgainForThisNamespaceAlone() {
    h.watchState().watch(chat, "/chat").watch(h.client, "/");
    end(OPTIONS.auth("/chat", (Object) Map.of("token", "t")).query("q", "1"));
    h.takeLog();
    CompletableFuture<Void> joined = chat.connect();
    assertEquals(2, h.engines.count());
    FakeEngine engine = h.engine().open();
    assertFalse(joined.isDone());
    assertEquals(Map.of("token", "t"), engine.authOf("/chat"));
    assertEquals(Map.of("q", "1"), engine.config().query(TransportKind.POLLING));
    engine.confirm("/chat");
    assertCompleted(joined);
    assertEquals(0, h.loop.timers());
    assertEquals(Map.of("Connect/chat", 1), engine.tally());
    assertEquals(List.of("IDLE>CONNECTING", "CONNECTING>CONNECTED", "/chat connect"), h.takeLog());

    CompletableFuture<Void> shared = h.client.namespace("/").connect();
    engine.confirm("/");
    assertCompleted(shared);
    assertEquals(2, h.engines.count());
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/", "/chat");
    assertTrue(chat.connected() && h.client.connected());
  }

  @Test
  void opensTheConnectionAgainHoweverItEnded() {
    connect(OPTIONS);
    assertCompleted(h.client.namespace("/").disconnect());
    assertJoins();
    h.engine().receive(new Packet.Disconnect("/chat"));
    assertEquals(ClientState.IDLE, h.client.state());
    assertJoins();
    chat.disconnect().join();
    failure(ConnectionException.class, refused());
    assertJoins();
  }

  private CompletableFuture<Void> refused() {
    CompletableFuture<Void> connected = h.client.connect(OPTIONS.namespaces("/"));
    h.engine().open().refuse("/", "no");
    return connected;
  }

  private void assertJoins() {
    CompletableFuture<Void> joined = chat.connect();
    h.engine().open().confirm("/chat");
    assertCompleted(joined);
    assertTrue(chat.connected());
  }

  @Test
  void opensTheConnectionAgainWhenReconnectingWasGivenUp() {
    try (var other =
        new Harness(b -> b.reconnection(Reconnection.defaults().attempts(1).jitter(0)))) {
      other.connect("/").lose(DisconnectReason.TRANSPORT_ERROR);
      other.advance(ofSeconds(1));
      other.engine().lose(DisconnectReason.TRANSPORT_ERROR);
      assertEquals(ClientState.IDLE, other.client.state());
      CompletableFuture<Void> joined = other.client.namespace("/").connect();
      other.engine().open().confirm("/");
      assertCompleted(joined);
    }
  }

  @Test
  void theConnectionFollowsTheLatestConnect() {
    end(OPTIONS.query("q", "1"));
    end(OPTIONS.query("q", "2"));
    CompletableFuture<Void> joined = chat.connect();
    failure(IllegalStateException.class, h.client.connect(OPTIONS.query("q", "3")));
    assertEquals(Map.of("q", "2"), h.engine().config().query(TransportKind.POLLING));
    h.engine().open().confirm("/chat");
    assertCompleted(joined);
  }

  @Test
  void failsAsTheConnectionDoesThatItOpens() {
    h.watch(chat, "/chat");
    end(OPTIONS);
    CompletableFuture<Void> joined = chat.connect();
    h.engine()
        .end(
            DisconnectReason.TRANSPORT_ERROR,
            ConnectionException.builder(Phase.CONNECT, "connection refused").build());
    assertEquals("connection refused", failure(ConnectionException.class, joined).getMessage());
    assertAtRest();

    CompletableFuture<Void> silent = chat.connect();
    h.loop.advance(ofSeconds(20));
    assertEquals(
        "no connection within PT20S", failure(ConnectionException.class, silent).getMessage());
    assertAtRest();

    CompletableFuture<Void> unanswered = chat.connect();
    h.engine().open();
    h.loop.advance(ofSeconds(20));
    assertSays("did not answer CONNECT", failure(ConnectionException.class, unanswered));
    assertAtRest();

    CompletableFuture<Void> refused = chat.connect();
    h.engine().open().refuse("/chat", "no");
    assertSays("refused namespace /chat: no", failure(ConnectionException.class, refused));
    assertAtRest();
    assertEquals(
        List.of(
            "/chat connect_error CONNECT retry=false",
            "/chat connect_error HANDSHAKE retry=false",
            "/chat connect_error NAMESPACE retry=false",
            "/chat connect_error NAMESPACE retry=false"),
        h.takeLog());
  }

  @Test
  void closesTheConnectionThatNobodyElseWantsWhenItIsWithdrawn() {
    end(OPTIONS);
    CompletableFuture<Void> joined = chat.connect(ofSeconds(5));
    h.engine().open();
    h.loop.advance(ofSeconds(5));
    assertSays("did not answer CONNECT", failure(ConnectionException.class, joined));
    assertAtRest();
    chat.connect().cancel(false);
    assertAtRest();
    CompletableFuture<Void> ended = chat.connect();
    h.client.blocking().disconnect();
    failure(DisconnectedException.class, ended);
    assertAtRest();
  }

  @Test
  void aRefusalLeavesTheOtherNamespacesOfAConnectionOpenedAgain() {
    end(OPTIONS);
    CompletableFuture<Void> refused = chat.connect();
    CompletableFuture<Void> joined = h.client.namespace("/").connect();
    h.engine().open().refuse("/chat", "no");
    h.engine().confirm("/");
    failure(ConnectionException.class, refused);
    assertCompleted(joined);
    assertTrue(h.client.connected());
  }

  @Test
  void isRetriedIfTheOptionsSaySo() {
    end(OPTIONS.retry(true));
    CompletableFuture<Void> joined = chat.connect();
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    assertEquals(ClientState.WAITING, h.client.state());
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/chat");
    assertCompleted(joined);
  }

  @Test
  void handlersCallsAndKeptEventsWorkOnAConnectionOpenedAgain() {
    chat.on("news", args -> h.log.add("news " + args.get(0)));
    end(OPTIONS);
    CompletableFuture<Void> kept = chat.emit("kept", 1);
    assertFalse(kept.isDone());
    CompletableFuture<Void> joined = chat.connect();
    FakeEngine engine = h.engine().open().confirm("/chat");
    assertCompleted(joined);
    assertCompleted(kept);
    CompletableFuture<Args> answer = chat.call("ask");
    engine.ack("/chat", 1, "yes");
    engine.event("/chat", "news", "n");
    assertEquals("yes", answer.join().get(0));
    assertEquals(List.of("news n"), h.takeLog());
    assertEquals(Map.of("Connect/chat", 1, "Event/chat", 2), engine.tally());
  }

  @Test
  void needsTheOptionsOfAConnect() {
    NotConnectedException error = failure(NotConnectedException.class, chat.connect());
    assertSays("call connect(…) on it first", error);
    assertEquals(0, h.engines.count());
    assertEquals(0, h.loop.timers());
    h.client.close();
    failure(NotConnectedException.class, chat.connect());
  }

  @Test
  void doesNotOpenTheConnectionOfAClosedClient() {
    connect(OPTIONS);
    h.client.close();
    failure(NotConnectedException.class, chat.connect());
    assertEquals(1, h.engines.count());
  }

  @Test
  void requestsNoNamespaceTwiceThatWasDisconnectedTwiceBeforeTheAnswer() {
    FakeEngine engine = connect(OPTIONS);
    CompletableFuture<Void> timedOut = chat.connect(ofSeconds(5));
    h.loop.advance(ofSeconds(5));
    failure(ConnectionException.class, timedOut);
    chat.disconnect().join();
    CompletableFuture<Void> joined = chat.connect();
    engine.confirm("/chat");
    assertCompleted(joined);
    assertEquals(Map.of("Connect/", 1, "Connect/chat", 1), engine.tally());
  }
}

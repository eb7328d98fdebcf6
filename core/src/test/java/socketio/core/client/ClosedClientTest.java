package socketio.core.client;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertCompleted;
import static socketio.core.doubles.Harness.assertSays;
import static socketio.core.doubles.Harness.failure;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.AsyncClientNamespace;
import socketio.AsyncEmitter;
import socketio.AsyncNamespace;
import socketio.AsyncSimpleClient;
import socketio.Client;
import socketio.ClientClosedException;
import socketio.ClientNamespace;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.EmitOptions;
import socketio.Emitter;
import socketio.IncomingEvent;
import socketio.Namespace;
import socketio.NotConnectedException;
import socketio.OfflinePolicy;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.FakeEngines;
import socketio.core.doubles.Harness;
import socketio.core.doubles.IdleTransport;
import socketio.core.doubles.ManualLoop;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Packet;

/** What the methods of a closed client do, and how it ends whatever is pending. */
@Timeout(60)
class ClosedClientTest {
  private static final String ADVICE = "the client is closed; create another one";

  static Stream<OfflinePolicy> policies() {
    return Stream.of(
        OfflinePolicy.fail(), OfflinePolicy.drop(), OfflinePolicy.buffer(10, 1000, ofMinutes(1)));
  }

  private static void assertClosed(Executable action) {
    assertSays(ADVICE, assertThrows(ClientClosedException.class, action));
  }

  private static void assertClosed(CompletableFuture<?> future) {
    assertSays(ADVICE, failure(ClientClosedException.class, future));
  }

  private static void assertClosed(Emitter emitter) {
    assertClosed(() -> emitter.emit("e"));
    assertClosed(() -> emitter.send("e"));
    assertClosed(() -> emitter.call("e"));
    assertClosed(() -> emitter.call(ofSeconds(1), "e"));
  }

  private static void assertClosed(AsyncEmitter emitter) {
    assertClosed(emitter.emit("e"));
    assertClosed(emitter.send("e"));
    assertClosed(emitter.call("e"));
    assertClosed(emitter.call(ofSeconds(1), "e"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void nothingIsSentWhateverTheOptions(OfflinePolicy policy) {
    var blockingHandlers = new ClientNamespace("/classes") {};
    var asyncHandlers = new AsyncClientNamespace("/async-classes") {};
    var h = new Harness(builder -> builder.offline(policy));
    Client client = h.client.blocking();
    client.register(blockingHandlers);
    h.client.register(asyncHandlers);
    FakeEngine engine = h.connect();
    client.close();
    for (EmitOptions options :
        List.of(
            EmitOptions.defaults(),
            EmitOptions.defaults().asVolatile(),
            EmitOptions.defaults().retries(1),
            EmitOptions.defaults().timeout(ofSeconds(1)))) {
      assertClosed(client.with(options));
      assertClosed(client.namespace("/new").with(options));
      assertClosed(h.client.with(options));
      assertClosed(h.client.namespace("/new").with(options));
    }
    assertClosed((Emitter) client);
    assertClosed(client.namespace("/"));
    assertClosed(client.namespace("/new"));
    assertClosed(blockingHandlers);
    assertClosed((AsyncEmitter) h.client);
    assertClosed(h.client.namespace("/"));
    assertClosed(h.client.namespace("/new"));
    assertClosed(asyncHandlers);
    assertEquals(0, engine.sent(Packet.Event.class).size());
    assertEquals(0, h.loop.timers());
  }

  @Test
  void nothingIsBegun() {
    var h = new Harness();
    Client client = h.client.blocking();
    client.close();
    assertClosed(() -> client.connect(OPTIONS));
    assertClosed(h.client.connect(OPTIONS));
    Namespace chat = client.namespace("/chat");
    AsyncNamespace asyncChat = h.client.namespace("/chat");
    assertClosed(() -> chat.connect(ofSeconds(1)));
    assertClosed(() -> chat.connect());
    assertClosed(asyncChat.connect());
    assertClosed(asyncChat.connect(ofSeconds(1)));
    assertClosed(() -> client.awaitEvent("news", ofMinutes(1)));
    assertClosed(() -> chat.awaitEvent("news", ofMinutes(1)));
    assertClosed(h.client.awaitEvent("news", ofMinutes(1)));
    assertClosed(asyncChat.awaitEvent("news", ofMinutes(1)));
    assertClosed(() -> client.sleep(ofMinutes(1)));
    assertClosed(h.client.sleep(ofMinutes(1)));
    h.handlers.run();
    assertEquals(0, h.engines.count());
    assertEquals(0, h.loop.timers());
  }

  @Test
  void whatNeedsNoConnectionStillWorks() throws Exception {
    var h = new Harness();
    Client client = h.client.blocking();
    h.connect();
    client.close();
    client.close();
    client.disconnect();
    client.clearBuffer();
    client.checkNow();
    client.await();
    assertTrue(client.await(ofMinutes(1)));
    client.namespace("/chat").disconnect();
    client.namespace("/chat").clearBuffer();
    client.on("news", args -> {}).close();
    client.onConnect(() -> {}).close();
    client.onStateChange((from, to, cause) -> {}).close();
    client.register(new ClientNamespace("/late") {});
    client.off("news");
    client.off();
    assertCompleted(h.client.closeAsync());
    assertCompleted(h.client.disconnect());
    assertCompleted(h.client.clearBuffer());
    assertCompleted(h.client.await());
    assertCompleted(h.client.namespace("/chat").disconnect());
    h.client.close();
    assertEquals(ClientState.CLOSED, client.state());
    assertNull(client.sid());
    assertNull(client.transport());
    assertNull(client.engineId());
    assertFalse(client.connected());
    client.startBackgroundTask(() -> {}).join();
  }

  @Test
  void aSubscriberOfAClosedClientIsCompletedAtOnce() {
    var h = new Harness();
    var log = h.log;
    h.client.namespace("/known");
    h.client.close();
    for (String path : List.of("/", "/known", "/new")) {
      h.client
          .namespace(path)
          .publisher("news")
          .subscribe(
              new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                  log.add(path + " subscribed");
                }

                @Override
                public void onNext(Args args) {
                  log.add("next");
                }

                @Override
                public void onError(Throwable error) {
                  log.add("error " + error);
                }

                @Override
                public void onComplete() {
                  log.add("complete");
                }
              });
      assertEquals(List.of(path + " subscribed", "complete"), h.takeLog());
    }
  }

  @Test
  void closingEndsWhatIsPending() {
    var h = new Harness();
    CompletableFuture<Args> early = h.client.namespace("/idle").awaitEvent("news", ofMinutes(1));
    h.connect();
    List<CompletableFuture<?>> pending =
        List.of(
            early,
            h.client.call("ask"),
            h.client.awaitEvent("news", ofMinutes(1)),
            h.client.namespace("/chat").connect());
    CompletableFuture<Void> asleep = h.client.sleep(ofMinutes(1));
    h.client.close();
    for (CompletableFuture<?> future : pending) {
      DisconnectedException error = failure(DisconnectedException.class, future);
      assertEquals(DisconnectReason.CLIENT_DISCONNECT, error.reason());
    }
    assertClosed(asleep);
    assertEquals(0, h.loop.timers());
  }

  @Test
  void closingEndsAPendingConnectAndBufferedEvents() {
    var h = new Harness(builder -> builder.offline(OfflinePolicy.buffer(10, 1000, ofMinutes(1))));
    CompletableFuture<Void> connecting = h.client.connect(OPTIONS);
    CompletableFuture<Void> buffered = h.client.emit("e");
    h.client.close();
    failure(DisconnectedException.class, connecting);
    assertSays("was closed", failure(NotConnectedException.class, buffered));
  }

  @Test
  void aSimpleClientThatIsClosedKeepsTheEventsThatHaveArrived() throws Exception {
    var loop = new ManualLoop();
    var parser = new ReferenceParser();
    var engines = new FakeEngines(parser);
    AsyncSimpleClient client =
        AsyncSimpleClient.of(
            Client.builder()
                .loop(loop)
                .handlerExecutor(Runnable::run)
                .engine(engines)
                .parser(parser)
                .transport(new IdleTransport()));
    var unused = client.connect(OPTIONS);
    engines.last().open().confirm("/");
    engines.last().event("/", "news", 1);
    client.close();
    assertEquals("news", client.blocking().receive().name());
    assertSimpleClosed(client);
  }

  @Test
  void closingEndsAPendingReceive() throws Exception {
    var loop = new ManualLoop();
    var parser = new ReferenceParser();
    var engines = new FakeEngines(parser);
    AsyncSimpleClient client =
        AsyncSimpleClient.of(
            Client.builder()
                .loop(loop)
                .handlerExecutor(Runnable::run)
                .engine(engines)
                .parser(parser)
                .transport(new IdleTransport()));
    assertDoesNotThrow(() -> client.blocking().disconnect());
    var unused = client.connect(OPTIONS);
    engines.last().open().confirm("/");
    CompletableFuture<IncomingEvent> receiving = client.receive();
    CompletableFuture<Args> calling = client.call("ask");
    client.close();
    failure(DisconnectedException.class, receiving);
    failure(DisconnectedException.class, calling);
    assertSimpleClosed(client);
  }

  @Test
  void aSimpleClientThatWasNeverConnectedSaysThatItIsClosed() {
    AsyncSimpleClient client =
        AsyncSimpleClient.of(
            Client.builder()
                .loop(new ManualLoop())
                .handlerExecutor(Runnable::run)
                .engine(new FakeEngines(new ReferenceParser()))
                .parser(new ReferenceParser())
                .transport(new IdleTransport()));
    client.close();
    assertSimpleClosed(client);
  }

  private static void assertSimpleClosed(AsyncSimpleClient client) {
    for (int i = 0; i < 2; i++) { // the second after a connect that was refused
      assertClosed(client.emit("e"));
      assertClosed(client.call("e"));
      assertClosed(client.receive());
      assertClosed(client.receive(ZERO));
      assertClosed(() -> client.blocking().emit("e"));
      assertClosed(() -> client.blocking().call("e"));
      assertClosed(() -> client.blocking().receive());
      assertClosed(() -> client.blocking().receive(ofSeconds(1)));
      assertClosed(client.connect(OPTIONS));
      assertClosed(() -> client.blocking().connect(OPTIONS));
    }
    client.close();
    client.blocking().close();
    client.blocking().disconnect();
    assertCompleted(client.closeAsync());
  }
}

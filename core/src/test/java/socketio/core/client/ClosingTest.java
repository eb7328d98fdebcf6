package socketio.core.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import socketio.AsyncSimpleClient;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.SimpleClient;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.FakeEngines;
import socketio.core.doubles.IdleTransport;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Transport;
import socketio.spi.TransportProvider;

/** Closing waits until all is released, wherever it is called, and in bounded time. */
@Timeout(60)
class ClosingTest {
  private static final CountDownLatch HANGING = new CountDownLatch(1);

  /** Found by the service file of {@link #buildWithHangingTransport}. */
  public static final class Hanging implements TransportProvider {
    @Override
    public String name() {
      return "hanging";
    }

    @Override
    public Transport create() {
      return new IdleTransport() {
        @Override
        public synchronized void close() {
          try {
            HANGING.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
      };
    }
  }

  /** The methods that close a client and wait. */
  enum Flavour {
    BLOCKING,
    ASYNC;

    void close(Client client) {
      if (this == BLOCKING) {
        client.close();
      } else {
        client.async().close();
      }
    }
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
  private final ReferenceParser parser = new ReferenceParser();
  private final FakeEngines engines = new FakeEngines(parser);
  private final ClientBuilder builder =
      Client.builder()
          .engine(engines)
          .parser(parser)
          .transport(new IdleTransport())
          .handlerExecutor(oneThread);

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
    oneThread.shutdownNow();
  }

  private FakeEngine connect(Client client) throws Exception {
    CompletableFuture<Void> connected = client.async().connect(OPTIONS);
    FakeEngine engine = engines.take().open().confirm("/");
    connected.get(10, SECONDS);
    return engine;
  }

  /** Runs on a thread that closes the client: checks that this was not in vain. */
  private static void closeAndReport(
      Flavour flavour, Client client, CompletableFuture<ClientState> done) {
    flavour.close(client);
    done.complete(client.state());
  }

  private static void assertClosed(CompletableFuture<ClientState> done) throws Exception {
    assertEquals(ClientState.CLOSED, done.get(10, SECONDS));
  }

  /** The executor has one thread, which waits: nothing may need a second one. */
  @ParameterizedTest
  @EnumSource
  void inHandlers(Flavour flavour) throws Exception {
    for (ClientBuilder each : List.of(builder, builder.concurrentHandlers())) {
      var done = new CompletableFuture<ClientState>();
      Client client = each.build();
      FakeEngine engine = connect(client);
      client.on("end", args -> closeAndReport(flavour, client, done));
      engine.event("/", "end");
      assertClosed(done);
      assertTrue(engine.ended());
    }
  }

  @ParameterizedTest
  @EnumSource
  void inHandlersOfTheConnection(Flavour flavour) throws Exception {
    var done = new CompletableFuture<ClientState>();
    Client client = builder.build();
    client.onConnect(() -> closeAndReport(flavour, client, done));
    assertInstanceOf(ClientState.class, awaitClosing(client, done));

    var disconnected = new CompletableFuture<ClientState>();
    Client second = builder.build();
    second.onDisconnect(reason -> closeAndReport(flavour, second, disconnected));
    connect(second).lose(DisconnectReason.TRANSPORT_ERROR);
    assertClosed(disconnected);

    var changed = new CompletableFuture<ClientState>();
    Client third = builder.build();
    third.onStateChange(
        (from, to, cause) -> {
          if (to == ClientState.CONNECTED) {
            closeAndReport(flavour, third, changed);
          }
        });
    awaitClosing(third, changed);
  }

  private ClientState awaitClosing(Client client, CompletableFuture<ClientState> done)
      throws Exception {
    CompletableFuture<Void> unused = client.async().connect(OPTIONS);
    engines.take().open().confirm("/");
    ClientState state = done.get(10, SECONDS);
    assertEquals(ClientState.CLOSED, state);
    return state;
  }

  @ParameterizedTest
  @EnumSource
  void inStagesOfFutures(Flavour flavour) throws Exception {
    Client client = builder.build();
    FakeEngine engine = connect(client);
    var call = client.async().call("ask");
    CompletableFuture<Void> closed = call.thenAccept(args -> flavour.close(client));
    engine.ack("/", 1);
    closed.get(10, SECONDS);
    assertEquals(ClientState.CLOSED, client.state());
  }

  /** Combinations of futures complete on the client's own pool, as suppliers run there. */
  @ParameterizedTest
  @EnumSource
  void onThreadsOfThePool(Flavour flavour) throws Exception {
    Client client = builder.build();
    FakeEngine engine = connect(client);
    CompletableFuture<Void> closed =
        CompletableFuture.allOf(client.async().call("ask")).thenRun(() -> flavour.close(client));
    engine.ack("/", 1);
    closed.get(10, SECONDS);
    assertEquals(ClientState.CLOSED, client.state());

    Client second = builder.build();
    var done = new CompletableFuture<ClientState>();
    Supplier<Object> auth =
        () -> {
          closeAndReport(flavour, second, done);
          return "";
        };
    CompletableFuture<Void> connecting = second.async().connect(OPTIONS.auth(auth));
    assertClosed(done);
    assertInstanceOf(
        DisconnectedException.class,
        assertThrows(ExecutionException.class, () -> connecting.get(10, SECONDS)).getCause());
  }

  @ParameterizedTest
  @EnumSource
  void whileConnectingOrReconnecting(Flavour flavour) throws Exception {
    Client client = builder.build();
    Future<?> connecting =
        threads.submit(
            () -> {
              client.connect(OPTIONS);
              return null;
            });
    FakeEngine engine = engines.take();
    flavour.close(client);
    assertTrue(engine.ended());
    assertInstanceOf(
        DisconnectedException.class,
        assertThrows(ExecutionException.class, () -> connecting.get(10, SECONDS)).getCause());

    Client second = builder.build();
    connect(second).lose(DisconnectReason.TRANSPORT_ERROR);
    flavour.close(second);
    assertEquals(ClientState.CLOSED, second.state());
  }

  @ParameterizedTest
  @EnumSource
  void onSeveralThreadsAtOnce(Flavour flavour) throws Exception {
    Client client = builder.build();
    FakeEngine engine = connect(client);
    engine.linger();
    List<Future<?>> closing =
        Stream.of(1, 2).<Future<?>>map(i -> threads.submit(() -> flavour.close(client))).toList();
    while (client.state() != ClientState.CLOSED) {
      Thread.onSpinWait();
    }
    engine.lose(DisconnectReason.CLIENT_DISCONNECT);
    for (Future<?> each : closing) {
      each.get(10, SECONDS);
    }
    assertTrue(engine.ended());
  }

  @Test
  void closingWaitsForTheEndButClosingAsynchronouslyDoesNot() throws Exception {
    Client client = builder.build();
    FakeEngine engine = connect(client);
    engine.linger();
    CompletableFuture<Void> ended = client.async().closeAsync();
    assertEquals(ClientState.CLOSED, client.state());
    assertFalse(ended.isDone());
    assertFalse(engine.ended());
    var thread = new CompletableFuture<Thread>();
    Future<?> closing =
        threads.submit(
            () -> {
              thread.complete(Thread.currentThread());
              client.async().close();
            });
    while (thread.get(10, SECONDS).getState() != Thread.State.TIMED_WAITING) {
      assertFalse(closing.isDone(), "it did not wait");
      Thread.onSpinWait();
    }
    engine.lose(DisconnectReason.CLIENT_DISCONNECT);
    closing.get(10, SECONDS);
    ended.get(10, SECONDS);
  }

  @Test
  void sleepersWakeWhenTheClientIsClosed() throws Exception {
    Client client = builder.build();
    var thread = new CompletableFuture<Thread>();
    Future<Object> sleeping =
        threads.submit(
            () -> {
              thread.complete(Thread.currentThread());
              client.sleep(ofMinutes(60));
              return "";
            });
    while (thread.get(10, SECONDS).getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    client.sleep(ofMillis(1));
    client.close();
    assertInstanceOf(
        socketio.ClientClosedException.class,
        assertThrows(ExecutionException.class, () -> sleeping.get(10, SECONDS)).getCause());
  }

  /** In parallel, as each of them takes the two seconds. */
  @Test
  void waitingIsLimitedWhateverHangs(@TempDir Path directory) throws Exception {
    Client hanging = buildWithHangingTransport(directory);
    Client disconnecting = lingering();
    Client closing = lingering();
    Client leaving = lingering();
    SimpleClient simple = SimpleClient.of(builder);
    AsyncSimpleClient asyncSimple = AsyncSimpleClient.of(builder);
    for (AsyncSimpleClient each : List.of(simple.async(), asyncSimple)) {
      CompletableFuture<Void> connected = each.connect(OPTIONS);
      engines.take().open().confirm("/").linger();
      connected.get(10, SECONDS);
    }
    List<Runnable> actions =
        List.of(
            hanging::close,
            hanging.async()::close,
            disconnecting::disconnect,
            closing::close,
            closing.async()::close,
            leaving.namespace("/")::disconnect,
            simple::close,
            simple::disconnect,
            asyncSimple::close);
    for (Future<?> each : actions.stream().<Future<?>>map(threads::submit).toList()) {
      each.get(30, SECONDS);
    }
    assertEquals(ClientState.CLOSED, hanging.state());
    assertEquals(ClientState.IDLE, disconnecting.state());
    assertEquals(ClientState.CLOSED, closing.state());
    assertFalse(closing.async().closeAsync().isDone());
    assertFalse(hanging.async().closeAsync().isDone());
    for (FakeEngine engine : engines.all()) {
      assertFalse(engine.ended());
      engine.lose(DisconnectReason.CLIENT_DISCONNECT);
    }
    HANGING.countDown();
    closing.async().closeAsync().get(10, SECONDS);
    hanging.async().closeAsync().get(10, SECONDS);
  }

  private Client lingering() throws Exception {
    Client client = builder.build();
    connect(client).linger();
    return client;
  }

  private Client buildWithHangingTransport(Path directory) throws IOException {
    Path services = Files.createDirectories(directory.resolve("META-INF/services"));
    Files.write(
        services.resolve(TransportProvider.class.getName()), List.of(Hanging.class.getName()));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] urls = {directory.toUri().toURL()};
    try (var loader = new URLClassLoader(urls, ClosingTest.class.getClassLoader())) {
      thread.setContextClassLoader(loader);
      return Client.builder().engine(engines).parser(parser).transport("hanging").build();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}

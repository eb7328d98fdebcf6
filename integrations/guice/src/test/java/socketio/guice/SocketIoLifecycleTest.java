package socketio.guice;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.ProvisionException;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Names;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.testkit.FakeServer;

@Timeout(60)
class SocketIoLifecycleTest {
  private static final Key<Client> PRICES = Key.get(Client.class, Prices.class);

  @RegisterExtension final FakeServer server = FakeServer.create();
  @RegisterExtension final FakeServer priceServer = FakeServer.create();

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();

  /** Two clients with options, and one without. */
  private final class Both extends AbstractModule {
    @Override
    protected void configure() {
      install(new SocketIoModule());
      install(SocketIoModule.annotatedWith(Prices.class));
      Multibinder.newSetBinder(binder(), ClientCustomizer.class, Prices.class)
          .addBinding()
          .toInstance(builder -> made.incrementAndGet());
    }

    @Provides
    ConnectOptions options() {
      return ConnectOptions.to(server.url()).auth(Map.of("token", asked.incrementAndGet()));
    }

    @Prices
    @Provides
    ConnectOptions priceOptions() {
      return ConnectOptions.to(priceServer.url());
    }
  }

  private static SocketIoLifecycle lifecycle(Injector injector) {
    return injector.getInstance(SocketIoLifecycle.class);
  }

  @Test
  void startConnectsEveryClientThatHasOptionsWithItsNamespaces() throws Exception {
    priceServer.namespace("/chat");
    Injector injector =
        Guice.createInjector(
            new Both(),
            SocketIoModule.annotatedWith(Names.named("idle")),
            binder ->
                Multibinder.newSetBinder(binder, ClientNamespace.class, Prices.class)
                    .addBinding()
                    .to(Greeter.class));
    try (SocketIoLifecycle lifecycle = lifecycle(injector)) {
      lifecycle.start();

      assertTrue(injector.getInstance(Client.class).connected());
      assertEquals("hello Ada", priceServer.takeSocket("/chat").call("greet", "Ada").get(0));
    }
  }

  @Test
  void startAgainConnectsOnlyWhatIsNotConnectedWithFreshOptions() throws Exception {
    Injector injector = Guice.createInjector(new Both());
    try (SocketIoLifecycle lifecycle = lifecycle(injector)) {
      lifecycle.start();
      String kept = String.valueOf(injector.getInstance(PRICES).sid());
      assertEquals(Map.of("token", 1L), server.takeSocket().auth());
      injector.getInstance(Client.class).disconnect();

      lifecycle.start();

      assertEquals(Map.of("token", 2L), server.takeSocket().auth());
      assertEquals(kept, injector.getInstance(PRICES).sid());
    }
  }

  @Test
  void startTellsWhatOneClientFailedWithAndKeepsTheOthers() throws Exception {
    server.namespace("/").reject("not today", null);
    Injector injector = Guice.createInjector(new Both());
    try (SocketIoLifecycle lifecycle = lifecycle(injector)) {
      ConnectionException failure =
          assertThrows(ConnectionException.class, () -> lifecycle.start());

      assertTrue(String.valueOf(failure.getMessage()).contains("not today"), failure::toString);
      assertTrue(injector.getInstance(PRICES).connected());
      assertFalse(injector.getInstance(Client.class).connected());
    }
  }

  @Test
  void startTellsWhatAllClientsFailedWith() {
    server.namespace("/").reject("not today", null);
    priceServer.namespace("/").reject("nor here", null);
    try (SocketIoLifecycle lifecycle = lifecycle(Guice.createInjector(new Both()))) {
      ConnectionException failure =
          assertThrows(ConnectionException.class, () -> lifecycle.start());

      assertEquals(1, failure.getSuppressed().length);
      String both = failure.getMessage() + failure.getSuppressed()[0].getMessage();
      assertTrue(both.contains("not today") && both.contains("nor here"), both);
    }
  }

  @Test
  void startConnectsNothingWhereOptionsCannotBeHad() {
    Module broken =
        new AbstractModule() {
          @Provides
          @Prices
          ConnectOptions options() {
            throw new IllegalArgumentException("no password");
          }
        };
    Injector injector =
        Guice.createInjector(
            new SocketIoModule(),
            SocketIoModule.annotatedWith(Prices.class),
            broken,
            binder ->
                binder.bind(ConnectOptions.class).toInstance(ConnectOptions.to(server.url())));
    try (SocketIoLifecycle lifecycle = lifecycle(injector)) {
      ProvisionException failure = assertThrows(ProvisionException.class, () -> lifecycle.start());

      assertEquals("no password", requireNonNull(failure.getCause()).getMessage());
      assertEquals(ClientState.IDLE, injector.getInstance(Client.class).state());
    }
  }

  /** Its client waits for an address that never comes. */
  private static Injector neverConnected(CountDownLatch asked) {
    var never = new CompletableFuture<String>();
    Supplier<CompletableFuture<String>> address =
        () -> {
          asked.countDown();
          return never;
        };
    return Guice.createInjector(
        new SocketIoModule(),
        binder ->
            binder
                .bind(ConnectOptions.class)
                .toInstance(ConnectOptions.toAsync(address).timeout(Duration.ofHours(1))));
  }

  @Test
  void anInterruptGivesTheAttemptsUp() throws Exception {
    var asked = new CountDownLatch(1);
    Injector injector = neverConnected(asked);
    try (SocketIoLifecycle lifecycle = lifecycle(injector)) {
      var start =
          new FutureTask<Void>(
              () -> {
                lifecycle.start();
                return null;
              });
      var thread = new Thread(start);
      thread.start();
      assertTrue(asked.await(10, SECONDS));
      thread.interrupt();

      ExecutionException failure =
          assertThrows(ExecutionException.class, () -> start.get(10, SECONDS));
      assertInstanceOf(InterruptedException.class, failure.getCause());
      assertTrue(injector.getInstance(Client.class).await(Duration.ofSeconds(10)));
      assertEquals(ClientState.IDLE, injector.getInstance(Client.class).state());
    }
  }

  @Test
  void anInterruptedThreadStartsNothingAndCloses() throws Exception {
    Injector injector = Guice.createInjector(new Both());
    SocketIoLifecycle lifecycle = lifecycle(injector);
    Client client = injector.getInstance(Client.class);

    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> lifecycle.start());
    assertEquals(ClientState.IDLE, client.state());
    Thread.currentThread().interrupt();
    lifecycle.close();

    assertTrue(Thread.interrupted());
    assertEquals(ClientState.CLOSED, client.state());
  }

  @Test
  void closeClosesWhatWasMadeAndMakesNothing() throws Exception {
    Injector injector = Guice.createInjector(new Both());
    Client client = injector.getInstance(Client.class);
    client.connect(server.url());
    SocketIoLifecycle lifecycle = lifecycle(injector);

    lifecycle.close();
    lifecycle.close();

    assertEquals(ClientState.CLOSED, client.state());
    assertEquals(DisconnectReason.CLIENT_DISCONNECT, server.takeSocket().takeDisconnect());
    assertEquals(0, made.get());
    assertSame(client, injector.getInstance(Client.class));
  }

  @Test
  void afterCloseNoClientIsMadeAndNothingStarts() {
    Injector injector = Guice.createInjector(new Both());
    SocketIoLifecycle lifecycle = lifecycle(injector);
    lifecycle.close();

    ProvisionException failure =
        assertThrows(ProvisionException.class, () -> injector.getInstance(PRICES));
    assertEquals("SocketIoLifecycle was closed", requireNonNull(failure.getCause()).getMessage());
    assertThrows(IllegalStateException.class, () -> lifecycle.start());
    assertEquals(0, made.get());
  }

  @Test
  void closeWhileStartingEndsTheStart() throws Exception {
    var asked = new CountDownLatch(1);
    Injector injector = neverConnected(asked);
    SocketIoLifecycle lifecycle = lifecycle(injector);
    var start =
        new FutureTask<Void>(
            () -> {
              lifecycle.start();
              return null;
            });
    new Thread(start).start();
    assertTrue(asked.await(10, SECONDS));

    lifecycle.close();

    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> start.get(10, SECONDS));
    assertInstanceOf(DisconnectedException.class, failure.getCause());
  }

  @Test
  void mayBeClosedByAHandler() throws Exception {
    Injector injector = Guice.createInjector(new Both());
    SocketIoLifecycle lifecycle = lifecycle(injector);
    Client client = injector.getInstance(Client.class);
    var closed = new CountDownLatch(1);
    client.on(
        "stop",
        args -> {
          lifecycle.close();
          closed.countDown();
        });
    lifecycle.start();

    server.emit("stop");

    assertTrue(closed.await(10, SECONDS));
    assertEquals(ClientState.CLOSED, client.state());
    assertEquals(ClientState.CLOSED, injector.getInstance(PRICES).state());
  }
}

package socketio.guice;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provider;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.AsyncClient;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.testkit.FakeServer;

@Timeout(60)
@SuppressWarnings("UnusedMethod") // the client calls them
class InjectedNamespacesTest {
  @RegisterExtension final FakeServer server = FakeServer.create();

  private final List<Injector> injectors = new ArrayList<>();

  private Injector injector(Module... modules) {
    Injector injector = Guice.createInjector(modules);
    injectors.add(injector);
    return injector;
  }

  @BeforeEach
  void openTheNamespace() {
    server.namespace("/chat");
  }

  @AfterEach
  void closeClients() {
    injectors.forEach(injector -> injector.getInstance(SocketIoLifecycle.class).close());
  }

  private static Module namespace(Class<? extends ClientNamespace> type) {
    return binder -> Multibinder.newSetBinder(binder, ClientNamespace.class).addBinding().to(type);
  }

  @Test
  void registerThemselvesWithWhatTheyInject() throws Exception {
    Injector injector = injector(new SocketIoModule(), namespace(Greeter.class));
    injector.getInstance(Client.class).connect(server.url());

    assertEquals("hello Ada", server.takeSocket("/chat").call("greet", "Ada").get(0));
  }

  static final class AsyncGreeter extends AsyncClientNamespace {
    private final Greeter.Greetings greetings;

    @Inject
    AsyncGreeter(Greeter.Greetings greetings) {
      super("/chat");
      this.greetings = greetings;
    }

    CompletableFuture<String> onGreet(String name) {
      return CompletableFuture.supplyAsync(() -> greetings.of(name));
    }
  }

  @Test
  void ofTheAsynchronousKindRegisterThemselves() throws Exception {
    Injector injector =
        injector(
            binder ->
                Multibinder.newSetBinder(binder, AsyncClientNamespace.class)
                    .addBinding()
                    .to(AsyncGreeter.class),
            new SocketIoModule());
    injector.getInstance(AsyncClient.class).connect(server.url()).get(10, SECONDS);

    assertEquals("hello Ada", server.takeSocket("/chat").call("greet", "Ada").get(0));
  }

  @Test
  void belongToTheClientOfTheirAnnotation() throws Exception {
    Injector injector =
        injector(
            new SocketIoModule(),
            SocketIoModule.annotatedWith(Prices.class),
            new AbstractModule() {
              @Prices
              @ProvidesIntoSet
              ClientNamespace greeter(Greeter.Greetings greetings) {
                return new Greeter(greetings);
              }
            });
    Client prices = injector.getInstance(Key.get(Client.class, Prices.class));
    Client main = injector.getInstance(Client.class);
    prices.connect(server.url());
    main.connect(server.url());

    assertEquals("hello Ada", server.takeSocket("/chat").call("greet", "Ada").get(0));
    assertNull(main.namespace("/chat").sid());
    assertNotNull(main.sid());
  }

  // Circles

  /** Needs the client directly, and through a dependency that needs it, too. */
  @Singleton
  static final class Circular extends ClientNamespace {
    final Client client;
    final Service service;

    @Inject
    Circular(Client client, Service service) {
      super("/chat");
      this.client = client;
      this.service = service;
    }

    String onWho() {
      return String.valueOf(client.namespace("/chat").sid());
    }
  }

  @Singleton
  static final class Service {
    final AsyncClient client;
    final Client blocking;

    @Inject
    Service(AsyncClient client, Client blocking) {
      this.client = client;
      this.blocking = blocking;
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Client.class, AsyncClient.class})
  void mayInjectTheirClientAlsoWhereGuiceMakesNoProxies(Class<?> first) throws Exception {
    Injector injector =
        injector(
            new SocketIoModule(),
            namespace(Circular.class),
            binder -> binder.disableCircularProxies());
    injector.getInstance(first);
    Client client = injector.getInstance(Client.class);
    client.connect(server.url());
    Circular circular = injector.getInstance(Circular.class);

    assertSame(client, circular.client);
    assertSame(client, circular.client());
    assertSame(client, circular.service.blocking);
    assertSame(client.async(), circular.service.client);
    String sid = String.valueOf(client.namespace("/chat").sid());
    assertEquals(sid, server.takeSocket("/chat").call("who").get(0));
  }

  /** The rule for every circle through constructors: Guice cannot start in the middle of it. */
  @ParameterizedTest
  @ValueSource(classes = {Circular.class, Service.class})
  void inACircleThatBeginsElsewhereAreRefusedAndWorkWhenItBeginsWithTheClient(Class<?> first) {
    Injector injector = injector(new SocketIoModule(), namespace(Circular.class));

    ProvisionException failure =
        assertThrows(ProvisionException.class, () -> injector.getInstance(first));
    assertTrue(
        String.valueOf(failure.getMessage()).contains("circular dependency"), failure::toString);
    Client client = injector.getInstance(Client.class);
    assertSame(client, injector.getInstance(Circular.class).client());
    assertSame(client, injector.getInstance(Service.class).blocking);
  }

  /** Gets the client only when it is needed. */
  @Singleton
  static final class Late extends ClientNamespace {
    final Provider<Client> client;

    @Inject
    Late(Provider<Client> client) {
      super("/chat");
      this.client = client;
    }

    String onWho() {
      return String.valueOf(client.get().namespace("/chat").sid());
    }
  }

  @Test
  void mayInjectAProviderOfTheirClientAndBeInjectedFirst() throws Exception {
    Injector injector = injector(new SocketIoModule(), namespace(Late.class));
    Late late = injector.getInstance(Late.class);
    Client client = injector.getInstance(Client.class);
    client.connect(server.url());

    assertSame(client, late.client.get());
    String sid = String.valueOf(client.namespace("/chat").sid());
    assertEquals(sid, server.takeSocket("/chat").call("who").get(0));
  }

  // Threads

  @Test
  void areRegisteredWhenAnyThreadGetsTheClient() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        var made = new AtomicInteger();
        Injector injector =
            injector(
                new SocketIoModule(),
                new AbstractModule() {
                  @ProvidesIntoSet
                  ClientNamespace greeter(Greeter.Greetings greetings) {
                    made.incrementAndGet();
                    return new Greeter(greetings);
                  }
                });
        Callable<Integer> got =
            () -> {
              Client client = injector.getInstance(Client.class);
              assertNotNull(client.async());
              return made.get();
            };

        for (Future<Integer> future : together(threads, got, got, got, got)) {
          assertEquals(1, future.get(10, SECONDS));
        }
        // Taken: the object that was registered holds the path.
        assertThrows(
            IllegalStateException.class,
            () ->
                injector.getInstance(Client.class).register(new Greeter(new Greeter.Greetings())));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** One thread creates the namespaces and wants the service, the other one the reverse. */
  @Test
  void inACircleDoNotLockTwoThreadsForEver() throws Exception {
    var meeting = new Meeting();
    Injector injector =
        injector(
            new SocketIoModule(),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(Meeting.class).toInstance(meeting);
              }

              @ProvidesIntoSet
              ClientNamespace greeter(Provider<Slow> slow, Greeter.Greetings greetings)
                  throws InterruptedException {
                meeting.makesNamespaces.countDown();
                meeting.makesService.await();
                meeting.wantsService = Thread.currentThread();
                assertNotNull(slow.get());
                return new Greeter(greetings);
              }
            });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Client> client = threads.submit(() -> injector.getInstance(Client.class));
      meeting.makesNamespaces.await();
      Future<Slow> slow = threads.submit(() -> injector.getInstance(Slow.class));

      assertSame(client.get(10, SECONDS), slow.get(10, SECONDS).client);
    } finally {
      threads.shutdownNow();
    }
  }

  static final class Meeting {
    final CountDownLatch makesNamespaces = new CountDownLatch(1);
    final CountDownLatch makesService = new CountDownLatch(1);
    volatile @Nullable Thread wantsService;

    /** Returns when the other thread waits for the service. */
    void awaitTheOther() {
      Thread other = wantsService;
      while (other == null || other.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
        other = wantsService;
      }
    }
  }

  @Singleton
  static final class Slow {
    final Client client;

    @Inject
    Slow(Meeting meeting, Provider<Client> client) {
      meeting.makesService.countDown();
      meeting.awaitTheOther();
      this.client = client.get();
    }
  }

  @SafeVarargs
  private static <T> List<Future<T>> together(ExecutorService threads, Callable<T>... tasks) {
    var barrier = new CyclicBarrier(tasks.length);
    List<Future<T>> futures = new ArrayList<>();
    for (Callable<T> task : tasks) {
      futures.add(
          threads.submit(
              () -> {
                barrier.await();
                return task.call();
              }));
    }
    return futures;
  }

  // Trouble

  @Test
  void thatCannotBeMadeAreTriedAgain() throws Exception {
    var broken = new AtomicBoolean(true);
    Injector injector =
        injector(
            new SocketIoModule(),
            new AbstractModule() {
              @ProvidesIntoSet
              ClientNamespace greeter(Greeter.Greetings greetings) {
                if (broken.get()) {
                  throw new IllegalArgumentException("no such table");
                }
                return new Greeter(greetings);
              }
            });
    ProvisionException failure =
        assertThrows(ProvisionException.class, () -> injector.getInstance(Client.class));
    assertEquals("no such table", requireNonNull(failure.getCause()).getMessage());
    broken.set(false);
    injector.getInstance(Client.class).connect(server.url());

    assertEquals("hello Ada", server.takeSocket("/chat").call("greet", "Ada").get(0));
  }

  @Test
  void areMadeWithTheInjectorInProduction() {
    Injector injector =
        Guice.createInjector(Stage.PRODUCTION, new SocketIoModule(), namespace(Circular.class));
    injectors.add(injector);
    Client client = injector.getInstance(Client.class);

    assertSame(client, injector.getInstance(Circular.class).client());
    assertFalse(client.connected());
  }
}

package socketio.guice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import com.google.inject.Stage;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Names;
import com.google.inject.util.Modules;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import socketio.AckTimeoutException;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.TransportKind;
import socketio.json.JsonPacketParser;
import socketio.okhttp.OkHttpTransport;
import socketio.spi.Channel;
import socketio.spi.Parser;
import socketio.spi.Transport;
import socketio.testkit.FakeServer;

@Timeout(60)
class SocketIoModuleTest {
  private static final Key<Client> PRICES = Key.get(Client.class, Prices.class);

  @RegisterExtension final FakeServer server = FakeServer.create();
  @RegisterExtension final FakeServer priceServer = FakeServer.create();

  private final AtomicInteger made = new AtomicInteger();
  private final List<Injector> injectors = new ArrayList<>();

  private Injector injector(Stage stage, Module... modules) {
    Injector injector = Guice.createInjector(stage, modules);
    injectors.add(injector);
    return injector;
  }

  private Injector injector(Module... modules) {
    return injector(Stage.DEVELOPMENT, modules);
  }

  @AfterEach
  void closeClients() {
    injectors.forEach(injector -> injector.getInstance(SocketIoLifecycle.class).close());
  }

  /** Counts the clients that are created. */
  private Module counted() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        install(new SocketIoModule());
        Multibinder.newSetBinder(binder(), ClientCustomizer.class)
            .addBinding()
            .toInstance(builder -> made.incrementAndGet());
      }
    };
  }

  static final class Service {
    final Client client;
    final AsyncClient async;

    @Inject
    Service(Client client, AsyncClient async) {
      this.client = client;
      this.async = async;
    }
  }

  @Test
  void everybodyGetsTheSameClientBlockingOrAsynchronous() {
    Injector injector = injector(counted());
    Service first = injector.getInstance(Service.class);
    Service second = injector.getInstance(Service.class);

    assertNotSame(first, second);
    assertSame(first.client, second.client);
    assertSame(first.async, second.async);
    assertSame(first.async, first.client.async());
    assertEquals(1, made.get());
  }

  @Test
  void makesNoClientBeforeOneIsInjected() {
    Injector injector = injector(counted());
    assertEquals(0, made.get());

    injector.getInstance(AsyncClient.class);
    assertEquals(1, made.get());
  }

  @Test
  void makesItWithTheInjectorInProduction() {
    injector(Stage.PRODUCTION, counted());

    assertEquals(1, made.get());
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"DEVELOPMENT", "PRODUCTION"})
  void neverConnectsByItself(Stage stage) {
    Injector injector =
        injector(
            stage,
            new SocketIoModule(),
            binder ->
                binder.bind(ConnectOptions.class).toInstance(ConnectOptions.to(server.url())));

    assertEquals(ClientState.IDLE, injector.getInstance(Client.class).state());
    assertEquals(0, server.connectionCount());
  }

  @Test
  void aClientForEachBindingAnnotation() throws Exception {
    server.onCall("who", (socket, args) -> "main");
    priceServer.onCall("who", (socket, args) -> "prices");
    Injector injector =
        injector(
            new SocketIoModule(),
            SocketIoModule.annotatedWith(Prices.class),
            SocketIoModule.annotatedWith(Names.named("other")));
    Client main = injector.getInstance(Client.class);
    Client prices = injector.getInstance(PRICES);
    Client other = injector.getInstance(Key.get(Client.class, Names.named("other")));
    main.connect(server.url());
    prices.connect(priceServer.url());

    assertEquals("main", main.call("who").get(0));
    assertEquals("prices", prices.call("who").get(0));
    assertEquals(ClientState.IDLE, other.state());
    assertSame(prices.async(), injector.getInstance(PRICES.ofType(AsyncClient.class)));
    assertSame(prices, injector.getInstance(PRICES));
  }

  @Test
  void mayBeInstalledByEveryModuleThatNeedsIt() {
    Injector injector =
        injector(
            counted(),
            new SocketIoModule(),
            SocketIoModule.annotatedWith(Names.named("other")),
            SocketIoModule.annotatedWith(Names.named("other")));

    injector.getInstance(Client.class);
    assertEquals(1, made.get());
  }

  @Test
  void twoInjectorsOfTheSameModulesShareNothing() throws Exception {
    Module module = counted();
    Injector one = injector(module);
    Injector two = injector(module);
    Client first = one.getInstance(Client.class);
    Client second = two.getInstance(Client.class);
    assertNotSame(first, second);
    first.connect(server.url());
    second.connect(server.url());

    one.getInstance(SocketIoLifecycle.class).close();

    assertEquals(ClientState.CLOSED, first.state());
    assertTrue(second.connected());
  }

  @Test
  void mayBeInstalledInPrivateModules() throws Exception {
    Injector injector =
        Guice.createInjector(
            new Robot(server.url(), "left"), new Robot(priceServer.url(), "right"));
    for (String side : List.of("left", "right")) {
      injector.getInstance(Key.get(SocketIoLifecycle.class, Names.named(side))).start();
    }

    server.takeSocket();
    priceServer.takeSocket();
    for (String side : List.of("left", "right")) {
      injector.getInstance(Key.get(SocketIoLifecycle.class, Names.named(side))).close();
    }
  }

  private static final class Robot extends PrivateModule {
    private final String url;
    private final String side;

    Robot(String url, String side) {
      this.url = url;
      this.side = side;
    }

    @Override
    protected void configure() {
      install(new SocketIoModule());
      bind(ConnectOptions.class).toInstance(ConnectOptions.to(url));
      bind(SocketIoLifecycle.class).annotatedWith(Names.named(side)).to(SocketIoLifecycle.class);
      expose(SocketIoLifecycle.class).annotatedWith(Names.named(side));
    }
  }

  @Test
  void aTestMayReplaceTheClient() {
    try (Client mine = Client.create()) {
      Injector injector =
          injector(
              Modules.override(counted())
                  .with(binder -> binder.bind(Client.class).toInstance(mine)));

      assertSame(mine, injector.getInstance(Client.class));
      assertEquals(0, made.get());
    }
  }

  @Test
  void buildsWithTheParserAndTheTransportThatAreBound() throws Exception {
    var parsed = new AtomicInteger();
    var opened = new AtomicInteger();
    try (Transport real = OkHttpTransport.create()) {
      Injector injector =
          injector(
              new SocketIoModule(),
              SocketIoModule.annotatedWith(Prices.class),
              new AbstractModule() {
                @Override
                protected void configure() {
                  bind(Transport.class).toInstance(new CountingTransport(real, opened));
                }

                @Provides
                Parser parser() {
                  parsed.incrementAndGet();
                  return JsonPacketParser.create();
                }
              });
      injector.getInstance(PRICES).connect(priceServer.url());
      assertEquals(0, parsed.get());
      assertEquals(0, opened.get());

      injector.getInstance(Client.class).connect(server.url());
      assertEquals(1, parsed.get());
      assertTrue(opened.get() > 0);
    }
  }

  /** Counts requests. */
  private record CountingTransport(Transport real, AtomicInteger requests) implements Transport {
    @Override
    public Set<TransportKind> kinds() {
      return real.kinds();
    }

    @Override
    public long maxMessageSize(TransportKind kind) {
      return real.maxMessageSize(kind);
    }

    @Override
    public CompletableFuture<Response> exchange(Request request) {
      requests.incrementAndGet();
      return real.exchange(request);
    }

    @Override
    public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
      requests.incrementAndGet();
      return real.connect(kind, request, listener);
    }

    @Override
    public void close() {
      throw new AssertionError("the client does not own it");
    }
  }

  @Test
  void customizersHaveTheLastWordInTheOrderOfTheirBindings() throws Exception {
    var timedOut = new CountDownLatch(1);
    server.on("silence", (socket, args) -> timedOut.await()); // acknowledged when it returns
    Transport real = OkHttpTransport.create();
    var requests = new AtomicInteger();
    var order = new ArrayList<String>();
    Injector injector =
        injector(
            new SocketIoModule(),
            binder -> {
              var customizers = Multibinder.newSetBinder(binder, ClientCustomizer.class);
              customizers
                  .addBinding()
                  .toInstance(
                      builder -> {
                        order.add("first");
                        builder.callTimeout(Duration.ofHours(1)).transport("okhttp");
                      });
              customizers
                  .addBinding()
                  .toInstance(
                      builder -> {
                        order.add("second");
                        builder.callTimeout(Duration.ofMillis(1));
                      });
              binder.bind(Transport.class).toInstance(new CountingTransport(real, requests));
            });
    Client client = injector.getInstance(Client.class);
    client.connect(server.url());

    assertThrows(AckTimeoutException.class, () -> client.call("silence"));
    timedOut.countDown();
    assertEquals(List.of("first", "second"), order);
    assertEquals(0, requests.get());
    real.close();
  }
}

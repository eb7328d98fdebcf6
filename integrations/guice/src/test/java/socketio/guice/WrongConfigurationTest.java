package socketio.guice;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.google.inject.name.Names;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.ClientState;
import socketio.ConnectOptions;

/** Guice's exceptions and their causes name the problem. */
class WrongConfigurationTest {
  private static final class First extends ClientNamespace {
    First() {
      super("/chat");
    }
  }

  private static final class Second extends ClientNamespace {
    Second() {
      super("/chat");
    }
  }

  private static final class Third extends AsyncClientNamespace {
    Third() {
      super("/chat");
    }
  }

  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // two handlers of one event
  private static final class Unfit extends ClientNamespace {
    void onNews(String text) {}

    void onNews(Integer number) {}
  }

  private static Module namespaces(ClientNamespace... namespaces) {
    return binder -> {
      var set = Multibinder.newSetBinder(binder, ClientNamespace.class);
      for (ClientNamespace namespace : namespaces) {
        set.addBinding().toInstance(namespace);
      }
    };
  }

  private static String cause(Throwable failure) {
    assertInstanceOf(IllegalStateException.class, failure.getCause());
    return String.valueOf(requireNonNull(failure.getCause()).getMessage());
  }

  @Test
  void twoNamespacesForOnePath() {
    var clients = new ArrayList<Client>();
    Injector injector =
        Guice.createInjector(
            new SocketIoModule(),
            new AbstractModule() {
              @ProvidesIntoSet
              ClientNamespace first() {
                return new First();
              }

              @ProvidesIntoSet
              ClientNamespace second(Client client) {
                clients.add(client);
                return new Second();
              }
            });

    for (int time = 0; time < 2; time++) {
      ProvisionException failure =
          assertThrows(ProvisionException.class, () -> injector.getInstance(Client.class));
      assertEquals(
          "handlers: namespace /chat is already handled by a " + First.class.getName(),
          cause(failure));
    }
    assertEquals(1, clients.size());
    assertEquals(ClientState.CLOSED, clients.get(0).state());
  }

  @Test
  void aBlockingAndAnAsynchronousNamespaceForOnePath() {
    Injector injector =
        Guice.createInjector(
            new SocketIoModule(),
            namespaces(new First()),
            binder ->
                Multibinder.newSetBinder(binder, AsyncClientNamespace.class)
                    .addBinding()
                    .toInstance(new Third()));

    ProvisionException failure =
        assertThrows(ProvisionException.class, () -> injector.getInstance(Client.class));
    assertTrue(cause(failure).contains("namespace /chat is already handled by"), cause(failure));
  }

  @Test
  void inProductionTheInjectorIsNotCreated() {
    CreationException failure =
        assertThrows(
            CreationException.class,
            () ->
                Guice.createInjector(
                    Stage.PRODUCTION, new SocketIoModule(), namespaces(new First(), new Second())));

    assertTrue(cause(failure).contains("namespace /chat is already handled by"), cause(failure));
  }

  @Test
  void aClassThatCannotBeANamespace() {
    Injector injector = Guice.createInjector(new SocketIoModule(), namespaces(new Unfit()));

    ProvisionException failure =
        assertThrows(ProvisionException.class, () -> injector.getInstance(Client.class));
    assertInstanceOf(IllegalArgumentException.class, failure.getCause());
  }

  @Test
  void oneNamespaceForTwoClients() {
    var first = new First();
    Injector injector =
        Guice.createInjector(
            new SocketIoModule(),
            SocketIoModule.annotatedWith(Prices.class),
            namespaces(first),
            binder ->
                Multibinder.newSetBinder(binder, ClientNamespace.class, Prices.class)
                    .addBinding()
                    .toInstance(first));
    injector.getInstance(Client.class);

    ProvisionException failure =
        assertThrows(
            ProvisionException.class,
            () -> injector.getInstance(Key.get(Client.class, Prices.class)));
    assertTrue(cause(failure).contains("is already registered with a client"), cause(failure));
  }

  @Test
  void namespacesOfAClientThatIsNotInstalled() {
    CreationException failure =
        assertThrows(
            CreationException.class,
            () ->
                Guice.createInjector(
                    SocketIoModule.annotatedWith(Names.named("prices")),
                    binder ->
                        Multibinder.newSetBinder(
                                binder, ClientNamespace.class, Names.named("prizes"))
                            .addBinding()
                            .toInstance(new First())));

    String said = cause(failure);
    assertTrue(said.contains("Set<socketio.ClientNamespace>"), said);
    assertTrue(said.contains("prizes"), said);
    assertTrue(said.contains("prices"), said);
    assertTrue(
        said.contains(
            " are bound for a client that is not installed: install a SocketIoModule with the same annotation"),
        said);
  }

  @Test
  void customizersOfAClientThatIsNotInstalled() {
    CreationException failure =
        assertThrows(
            CreationException.class,
            () ->
                Guice.createInjector(
                    new SocketIoModule(),
                    binder ->
                        Multibinder.newSetBinder(binder, ClientCustomizer.class, Prices.class)));

    assertTrue(cause(failure).contains("Prices"), cause(failure));
  }

  @Test
  void noSocketIoModule() {
    Injector injector = Guice.createInjector(namespaces(new First()));

    ConfigurationException noClient =
        assertThrows(ConfigurationException.class, () -> injector.getInstance(Client.class));
    assertTrue(
        String.valueOf(noClient.getMessage()).contains("socketio.Client"), noClient::toString);
    assertThrows(ConfigurationException.class, () -> injector.getInstance(SocketIoLifecycle.class));
  }

  @Test
  void noOptionsToStartWith() {
    Injector injector =
        Guice.createInjector(
            SocketIoModule.annotatedWith(Prices.class),
            binder ->
                binder
                    .bind(ConnectOptions.class)
                    .toInstance(ConnectOptions.to("http://localhost:3000")));
    SocketIoLifecycle lifecycle = injector.getInstance(SocketIoLifecycle.class);

    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> lifecycle.start());
    String said = String.valueOf(failure.getMessage());
    assertTrue(said.contains("bind ConnectOptions"), said);
    assertTrue(said.contains("Prices"), said);
  }

  @Test
  void aParserThatIsNotThere() {
    Injector injector =
        Guice.createInjector(
            new SocketIoModule(),
            binder ->
                Multibinder.newSetBinder(binder, ClientCustomizer.class)
                    .addBinding()
                    .toInstance(builder -> builder.parser("morse")));

    ProvisionException failure =
        assertThrows(ProvisionException.class, () -> injector.getInstance(Client.class));
    assertTrue(String.valueOf(failure.getCause()).contains("morse"), failure::toString);
  }

  @Test
  void aCustomizerThatWantsTheClient() {
    Injector injector =
        Guice.createInjector(
            new SocketIoModule(),
            new AbstractModule() {
              @ProvidesIntoSet
              ClientCustomizer circular(Client client) {
                return builder -> client.checkNow();
              }
            });

    ProvisionException failure =
        assertThrows(ProvisionException.class, () -> injector.getInstance(Client.class));
    assertTrue(
        String.valueOf(failure.getMessage()).contains("circular dependency"), failure::toString);
  }

  @Test
  void anAnnotationThatIsNoBindingAnnotation() {
    assertThrows(
        IllegalArgumentException.class, () -> SocketIoModule.annotatedWith(Override.class));
    assertEquals(
        List.of(SocketIoModule.annotatedWith(Prices.class)),
        List.of(SocketIoModule.annotatedWith(Prices.class)));
  }
}

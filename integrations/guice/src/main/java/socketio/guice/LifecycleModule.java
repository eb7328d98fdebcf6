package socketio.guice;

import com.google.inject.Binder;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import java.util.Set;
import java.util.stream.Collectors;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientNamespace;

/**
 * The bindings that all {@link SocketIoModule}s of an injector share; Guice installs equal modules
 * once.
 */
enum LifecycleModule implements Module {
  INSTANCE;

  private static final Set<TypeLiteral<?>> CONTRIBUTIONS =
      Set.of(
          new TypeLiteral<Set<ClientNamespace>>() {},
          new TypeLiteral<Set<AsyncClientNamespace>>() {},
          new TypeLiteral<Set<ClientCustomizer>>() {});

  @Override
  public void configure(Binder binder) {
    Multibinder.newSetBinder(binder, InstalledClient.class);
    Provider<Set<InstalledClient>> installed =
        binder.getProvider(Key.get(new TypeLiteral<Set<InstalledClient>>() {}));
    Provider<Injector> injector = binder.getProvider(Injector.class);
    // Eager, so that a failed check fails the creation of the injector; this creates no client.
    binder
        .bind(SocketIoLifecycle.class)
        .toProvider(() -> create(installed.get(), injector.get()))
        .asEagerSingleton();
  }

  private static SocketIoLifecycle create(Set<InstalledClient> installed, Injector injector) {
    Set<Key<Client>> clients =
        installed.stream().map(InstalledClient::key).collect(Collectors.toSet());
    for (Key<?> key : injector.getBindings().keySet()) {
      if (CONTRIBUTIONS.contains(key.getTypeLiteral())
          && !clients.contains(key.ofType(Client.class))) {
        throw new IllegalStateException(
            "%s are bound for a client that is not installed: install a SocketIoModule with the same"
                    .formatted(key)
                + " annotation, or use that of one of "
                + clients);
      }
    }
    return new SocketIoLifecycle(installed);
  }
}

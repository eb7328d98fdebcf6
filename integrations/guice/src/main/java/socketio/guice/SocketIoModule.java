package socketio.guice;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Scope;
import com.google.inject.Scopes;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import socketio.AsyncClient;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.ConnectOptions;
import socketio.spi.Parser;
import socketio.spi.Transport;

/**
 * Binds {@link Client} and {@link AsyncClient}, the two views of one connection.
 *
 * <pre>{@code
 * class ChatModule extends AbstractModule {
 *   @Override
 *   protected void configure() {
 *     install(new SocketIoModule());
 *     Multibinder.newSetBinder(binder(), ClientNamespace.class).addBinding().to(Chat.class);
 *   }
 *
 *   @Provides
 *   ConnectOptions options(Tokens tokens) {
 *     return ConnectOptions.to("https://example.com").auth(tokens::next);
 *   }
 * }
 * }</pre>
 *
 * <h2>Bindings</h2>
 *
 * {@code Client} and {@code AsyncClient}, as singletons of the injector; and {@link
 * SocketIoLifecycle}, one for all clients of the injector. A client is created when it is first
 * injected, or with the injector in {@link com.google.inject.Stage#PRODUCTION}. It does not connect
 * automatically: the application calls {@code connect} or {@link SocketIoLifecycle#start}.
 *
 * <h2>Contributions</h2>
 *
 * <ul>
 *   <li>{@link ClientNamespace} and {@link AsyncClientNamespace}, with a {@link Multibinder}: they
 *       are created, with their dependencies, and registered before anybody gets the client.
 *   <li>{@link Parser} and {@link Transport}, with a binding: they replace those that {@link
 *       java.util.ServiceLoader} finds. A bound transport is not closed with the client.
 *   <li>{@link ConnectOptions}, with a binding: {@link SocketIoLifecycle#start} connects with them,
 *       and gets new ones each time unless they are bound in a scope.
 *   <li>{@link ClientCustomizer}, with a {@link Multibinder}: all other settings of the builder.
 * </ul>
 *
 * <h2>Several clients</h2>
 *
 * {@code SocketIoModule.annotatedWith(Names.named("prices"))}, or any other binding annotation,
 * adds a further client. It is bound under that annotation, and so are its contributions; a client
 * uses only what is bound under its own annotation.
 *
 * <h2>Namespaces that need the client</h2>
 *
 * A registered namespace gets its client from {@link ClientNamespace#client()}. It, or a dependency
 * of it, may nevertheless inject {@code Client} or {@code AsyncClient}: while the client is being
 * injected, it gets the client itself, whose namespaces are not registered yet, so a constructor
 * may keep it but must not connect it. As in every circle through constructors, Guice cannot start
 * from the namespace or its dependency; a class of the circle that may be injected before the
 * client injects {@code Provider<Client>} instead.
 *
 * <h2>Errors</h2>
 *
 * Namespaces or customizers for a client that is not installed fail the creation of the injector.
 * Two namespaces of one path, or a missing parser, transport or engine, fail the injection of the
 * client. The cause of Guice's exception names the problem.
 *
 * <p>Modules with the same annotation are equal, so each module that needs a client may install it.
 *
 * @since 1.0
 */
public final class SocketIoModule extends AbstractModule {
  private final Key<Client> client;

  /** The client without an annotation. */
  public SocketIoModule() {
    this(Key.get(Client.class));
  }

  private SocketIoModule(Key<Client> client) {
    this.client = client;
  }

  /**
   * A client with an annotation, such as {@code Names.named("prices")}.
   *
   * @param annotation the annotation under which the client is bound
   * @return a module
   * @throws IllegalArgumentException if it is not a binding annotation
   */
  public static SocketIoModule annotatedWith(Annotation annotation) {
    return new SocketIoModule(
        Key.get(Client.class, requireNonNull(annotation, "annotation must not be null")));
  }

  /**
   * A client with an annotation of a type.
   *
   * @param annotation the type of the annotation under which the client is bound
   * @return a module
   * @throws IllegalArgumentException if it is not a binding annotation
   */
  public static SocketIoModule annotatedWith(Class<? extends Annotation> annotation) {
    return new SocketIoModule(
        Key.get(Client.class, requireNonNull(annotation, "annotation must not be null")));
  }

  @Override
  protected void configure() {
    install(LifecycleModule.INSTANCE);
    bindContributions();
    Provider<MadeClient> made = bindMadeClient();
    Provider<Registered> registered = bindRegistration(made);
    Scope scope = new AfterRegistration(made, registered);
    bind(client).toProvider(() -> made.get().client().blocking()).in(scope);
    bind(of(AsyncClient.class)).toProvider(() -> made.get().client()).in(scope);
    Multibinder.newSetBinder(binder(), InstalledClient.class)
        .addBinding()
        .toInstance(
            new InstalledClient(
                client,
                getProvider(of(AsyncClient.class)),
                getProvider(client.ofType(new TypeLiteral<Optional<ConnectOptions>>() {}))));
  }

  /** Binds empty sets and optionals for missing contributions. */
  private void bindContributions() {
    Multibinder.newSetBinder(binder(), of(ClientNamespace.class));
    Multibinder.newSetBinder(binder(), of(AsyncClientNamespace.class));
    Multibinder.newSetBinder(binder(), of(ClientCustomizer.class));
    OptionalBinder.newOptionalBinder(binder(), of(Parser.class));
    OptionalBinder.newOptionalBinder(binder(), of(Transport.class));
    OptionalBinder.newOptionalBinder(binder(), of(ConnectOptions.class));
  }

  private Provider<MadeClient> bindMadeClient() {
    bind(of(MadeClient.class))
        .toProvider(
            new ClientFactory(
                getProvider(SocketIoLifecycle.class),
                getProvider(client.ofType(new TypeLiteral<Optional<Parser>>() {})),
                getProvider(client.ofType(new TypeLiteral<Optional<Transport>>() {})),
                getProvider(client.ofType(new TypeLiteral<Set<ClientCustomizer>>() {}))))
        .in(Scopes.SINGLETON);
    return getProvider(of(MadeClient.class));
  }

  private Provider<Registered> bindRegistration(Provider<MadeClient> made) {
    var blocking = getProvider(client.ofType(new TypeLiteral<Set<ClientNamespace>>() {}));
    var async = getProvider(client.ofType(new TypeLiteral<Set<AsyncClientNamespace>>() {}));
    bind(of(Registered.class))
        .toProvider(() -> made.get().register(blocking, async))
        .in(Scopes.SINGLETON);
    return getProvider(of(Registered.class));
  }

  /** The key of a type that belongs to this client. */
  private <T> Key<T> of(Class<T> type) {
    return client.ofType(type);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SocketIoModule module && client.equals(module.client);
  }

  @Override
  public int hashCode() {
    return client.hashCode();
  }

  @Override
  public String toString() {
    return "SocketIoModule[" + client + "]";
  }
}

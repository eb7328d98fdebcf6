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
 * <h2>What is bound</h2>
 *
 * {@code Client} and {@code AsyncClient}, one of each in an injector, whatever injects them; and
 * {@link SocketIoLifecycle}, one for all clients of the injector. A client is made when it is first
 * injected, or with the injector in {@link com.google.inject.Stage#PRODUCTION}. It never connects
 * by itself: the application calls {@code connect} or {@link SocketIoLifecycle#start}.
 *
 * <h2>What may be contributed</h2>
 *
 * <ul>
 *   <li>{@link ClientNamespace} and {@link AsyncClientNamespace}, by {@link Multibinder}: they are
 *       made, with what they inject, and registered before anybody gets the client.
 *   <li>{@link Parser} and {@link Transport}, by a binding: the client is built with them instead
 *       of those that {@link java.util.ServiceLoader} finds. A transport that is bound is not
 *       closed with the client.
 *   <li>{@link ConnectOptions}, by a binding: {@link SocketIoLifecycle#start} connects with them,
 *       and asks for them anew each time unless they are bound in a scope.
 *   <li>{@link ClientCustomizer}, by {@link Multibinder}: all other settings of the builder.
 * </ul>
 *
 * <h2>Several clients</h2>
 *
 * {@code SocketIoModule.annotatedWith(Names.named("prices"))}, or any other binding annotation, is
 * one client more. It is bound under that annotation, and so is everything that is contributed to
 * it; clients share nothing that is not bound for each of them.
 *
 * <h2>Namespaces that need the client</h2>
 *
 * A namespace has its client as {@link ClientNamespace#client()} once it is registered. It, or what
 * it depends on, may inject {@code Client} or {@code AsyncClient} all the same: while the client is
 * being injected it gets the client itself, whose namespaces are not registered yet, so that a
 * constructor may keep it but not connect it. As in every circle through constructors, Guice cannot
 * begin with the namespace or with what it depends on; where that may be injected before the
 * client, let it inject {@code Provider<Client>}.
 *
 * <h2>Errors</h2>
 *
 * Namespaces or customizers for a client that is not installed fail the creation of the injector;
 * two namespaces of one path, or a missing parser, transport or engine, the injection of the
 * client. The cause of Guice's exception says what is wrong.
 *
 * <p>Modules of the same annotation are equal, so that each module that needs a client may install
 * it.
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
    return new SocketIoModule(Key.get(Client.class, requireNonNull(annotation, "annotation")));
  }

  /**
   * A client with an annotation of a type.
   *
   * @param annotation the type of the annotation under which the client is bound
   * @return a module
   * @throws IllegalArgumentException if it is not a binding annotation
   */
  public static SocketIoModule annotatedWith(Class<? extends Annotation> annotation) {
    return new SocketIoModule(Key.get(Client.class, requireNonNull(annotation, "annotation")));
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

  /** Makes what nobody contributes an empty set, or an empty optional. */
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

  /** What belongs to this client. */
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

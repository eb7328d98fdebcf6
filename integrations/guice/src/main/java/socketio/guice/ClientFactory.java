package socketio.guice;

import com.google.inject.Provider;
import java.util.Optional;
import java.util.Set;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.spi.Parser;
import socketio.spi.Transport;

/** Builds a client with the parser, transport and customizers that are bound for it. */
final class ClientFactory implements Provider<MadeClient> {
  private final Provider<SocketIoLifecycle> lifecycle;
  private final Provider<Optional<Parser>> parser;
  private final Provider<Optional<Transport>> transport;
  private final Provider<Set<ClientCustomizer>> customizers;

  ClientFactory(
      Provider<SocketIoLifecycle> lifecycle,
      Provider<Optional<Parser>> parser,
      Provider<Optional<Transport>> transport,
      Provider<Set<ClientCustomizer>> customizers) {
    this.lifecycle = lifecycle;
    this.parser = parser;
    this.transport = transport;
    this.customizers = customizers;
  }

  @Override
  public MadeClient get() {
    SocketIoLifecycle owner = lifecycle.get();
    owner.checkOpen();
    ClientBuilder builder = Client.builder();
    parser.get().ifPresent(builder::parser);
    transport.get().ifPresent(builder::transport);
    customizers.get().forEach(customizer -> customizer.customize(builder));
    AsyncClient client = builder.buildAsync();
    owner.add(client);
    return new MadeClient(client);
  }
}

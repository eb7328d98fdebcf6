package socketio.guice;

import com.google.inject.Key;
import com.google.inject.Provider;
import java.util.Optional;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ConnectOptions;

/**
 * A client that a {@link SocketIoModule} binds, made or not.
 *
 * @param key under which it is bound
 * @param client makes it, if need be
 * @param options what to connect it with
 */
record InstalledClient(
    Key<Client> key, Provider<AsyncClient> client, Provider<Optional<ConnectOptions>> options) {}

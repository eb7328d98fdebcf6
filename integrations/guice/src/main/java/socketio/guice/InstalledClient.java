package socketio.guice;

import com.google.inject.Key;
import com.google.inject.Provider;
import java.util.Optional;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ConnectOptions;

/**
 * A client that a {@link SocketIoModule} binds, created or not.
 *
 * @param key the key under which it is bound
 * @param client creates it if necessary
 * @param options the options to connect it with
 */
record InstalledClient(
    Key<Client> key, Provider<AsyncClient> client, Provider<Optional<ConnectOptions>> options) {}

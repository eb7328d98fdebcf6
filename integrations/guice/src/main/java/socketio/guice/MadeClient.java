package socketio.guice;

import com.google.inject.Provider;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import socketio.AsyncClient;
import socketio.AsyncClientNamespace;
import socketio.ClientNamespace;

/** The client of a {@link SocketIoModule} in one injector. */
final class MadeClient {
  private static final Registered REGISTERED = new Registered() {};

  private final AsyncClient client;
  private volatile @Nullable Thread registering;
  private @Nullable RuntimeException failure;

  MadeClient(AsyncClient client) {
    this.client = client;
  }

  AsyncClient client() {
    return client;
  }

  /** Whether this thread is creating the namespaces. */
  boolean isRegisteringHere() {
    return registering == Thread.currentThread();
  }

  /**
   * Creates the namespaces and registers them; one thread at a time. If they cannot be created, the
   * next call tries again; if they cannot be registered, the client is closed and every further
   * call fails with the same exception.
   */
  Registered register(
      Provider<Set<ClientNamespace>> blocking, Provider<Set<AsyncClientNamespace>> async) {
    if (failure != null) {
      throw failure;
    }
    registering = Thread.currentThread();
    try {
      register(blocking.get(), async.get());
    } finally {
      registering = null;
    }
    return REGISTERED;
  }

  private void register(Set<ClientNamespace> blocking, Set<AsyncClientNamespace> async) {
    try {
      blocking.forEach(client.blocking()::register);
      async.forEach(client::register);
    } catch (RuntimeException e) {
      failure = e;
      client.close();
      throw e;
    }
  }
}

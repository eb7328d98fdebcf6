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

  /** Whether this thread is making the namespaces. */
  boolean isRegisteringHere() {
    return registering == Thread.currentThread();
  }

  /**
   * Makes the namespaces and registers them. One thread at a time. If they cannot be made, the next
   * call tries again; if they cannot be registered, that is for good, and the client is closed.
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

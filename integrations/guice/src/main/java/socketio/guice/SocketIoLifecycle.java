package socketio.guice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import socketio.AsyncClient;
import socketio.ClientState;
import socketio.ConnectOptions;

/**
 * Connects and closes all clients of an injector. It can be injected wherever a {@link
 * SocketIoModule} is installed; only the application calls it:
 *
 * <pre>{@code
 * SocketIoLifecycle lifecycle = injector.getInstance(SocketIoLifecycle.class);
 * Runtime.getRuntime().addShutdownHook(new Thread(lifecycle::close));
 * lifecycle.start();
 * }</pre>
 *
 * Thread-safe.
 *
 * @since 1.0
 */
public final class SocketIoLifecycle implements AutoCloseable {
  private final Set<InstalledClient> installed;
  private final List<AsyncClient> made = new ArrayList<>();
  private boolean closed;

  SocketIoLifecycle(Set<InstalledClient> installed) {
    this.installed = installed;
  }

  /**
   * Connects every client for which {@link ConnectOptions} are bound, all of them at the same time,
   * and creates those that have not been injected yet. Returns when all are connected. Skips
   * clients that are already connected or connecting, so this may be called again, for instance
   * after a failure.
   *
   * @throws InterruptedException if the thread is interrupted; the attempts are cancelled, or not
   *     begun
   * @throws socketio.SocketIOException the exception of {@code connect} if a client cannot be
   *     connected; the attempts of the others have ended by then, connected ones stay connected,
   *     and further failures are suppressed exceptions of the first
   * @throws com.google.inject.ProvisionException if options cannot be provided or a client cannot
   *     be created; nothing is connected then
   * @throws IllegalStateException if options are bound for no client, or after {@link #close}
   */
  public void start() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    checkOpen();
    Map<AsyncClient, ConnectOptions> idle = new LinkedHashMap<>();
    boolean bound = false;
    for (InstalledClient each : installed) {
      Optional<ConnectOptions> options = each.options().get();
      if (options.isPresent()) {
        bound = true;
        AsyncClient client = each.client().get();
        if (!isConnecting(client)) {
          idle.put(client, options.get());
        }
      }
    }
    if (!bound) {
      throw new IllegalStateException(
          "no client has options: bind ConnectOptions, under the client's annotation, for one of "
              + installed.stream().map(InstalledClient::key).toList());
    }
    List<CompletableFuture<Void>> attempts = new ArrayList<>();
    idle.forEach((client, options) -> attempts.add(client.connect(options)));
    await(attempts);
  }

  private static boolean isConnecting(AsyncClient client) {
    ClientState state = client.state();
    return state == ClientState.CONNECTED || state == ClientState.CONNECTING;
  }

  private static void await(List<CompletableFuture<Void>> attempts) throws InterruptedException {
    RuntimeException failure = null;
    for (CompletableFuture<Void> attempt : attempts) {
      try {
        attempt.get();
      } catch (ExecutionException e) {
        failure = joined(failure, e.getCause());
      } catch (InterruptedException e) {
        attempts.forEach(each -> each.cancel(false));
        throw e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static RuntimeException joined(
      @Nullable RuntimeException first, @Nullable Throwable next) {
    RuntimeException failure =
        next instanceof RuntimeException unchecked ? unchecked : new CompletionException(next);
    if (first == null) {
      return failure;
    }
    if (first != failure) {
      first.addSuppressed(failure);
    }
    return first;
  }

  /**
   * Closes every client that has been created, all of them at the same time, for good. Clients not
   * created yet are not created; injecting one afterwards fails. Returns when the servers have been
   * notified and all is released, after about two seconds of real time at most; immediately on an
   * interrupted thread, as {@link AsyncClient#close} does. Idempotent.
   */
  @Override
  public void close() {
    List<AsyncClient> clients;
    synchronized (made) {
      closed = true;
      clients = List.copyOf(made);
    }
    for (AsyncClient client : clients) {
      CompletableFuture<Void> unused = client.closeAsync();
    }
    clients.forEach(AsyncClient::close); // each waits until two seconds after its closeAsync
  }

  /** Adds a new client, to be closed with the others. */
  void add(AsyncClient client) {
    synchronized (made) {
      if (!closed) {
        made.add(client);
        return;
      }
    }
    client.close();
    checkOpen();
  }

  void checkOpen() {
    synchronized (made) {
      if (closed) {
        throw new IllegalStateException("SocketIoLifecycle was closed");
      }
    }
  }
}

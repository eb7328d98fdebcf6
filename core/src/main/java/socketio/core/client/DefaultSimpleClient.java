package socketio.core.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.AsyncSimpleClient;
import socketio.ClientClosedException;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.IncomingEvent;
import socketio.NotConnectedException;
import socketio.SimpleClient;
import socketio.SocketIOException;
import socketio.TransportKind;
import socketio.core.namespace.Inbox;
import socketio.core.runtime.ClientClosed;
import socketio.core.runtime.ClientContext;
import socketio.core.runtime.LaneFuture;
import socketio.internal.Check;
import socketio.internal.ConnectSpec;
import socketio.spi.Loop;

/** The asynchronous API of a simple client: a {@link DefaultClient} whose events go to an inbox. */
final class DefaultSimpleClient implements AsyncSimpleClient {
  private final DefaultClient client;
  private final ClientContext context;
  private final Inbox inbox;
  private final BlockingSimpleClient blocking;

  /** The namespace of the latest connect; null before the first. */
  private volatile @Nullable DefaultNamespace namespace;

  DefaultSimpleClient(DefaultClient client) {
    this.client = client;
    context = client.context();
    inbox = new Inbox(context);
    blocking = new BlockingSimpleClient(this, context.loop());
  }

  @Override
  public CompletableFuture<Void> connect(ConnectOptions options) {
    var spec = (ConnectSpec) Check.notNull(options, "options");
    if (spec.namespaces.size() > 1) {
      throw new IllegalArgumentException(
          "options: a simple client connects one namespace, not "
              + spec.namespaces
              + "; use a Client for several");
    }
    ConnectSpec one = spec.namespaces.isEmpty() ? spec.namespaces("/") : spec;
    DefaultNamespace target = client.namespace(one.namespaces.get(0));
    if (namespace == null) {
      namespace = target; // so that an emit right after this call waits for it
    }
    context.loop().execute(() -> prepareConnect(target));
    CompletableFuture<Void> connected = client.connect(one);
    context.loop().execute(this::connectStarted);
    return connected;
  }

  /** Runs in the loop right before the client connects: directs the events to the inbox. */
  private void prepareConnect(DefaultNamespace target) {
    ClientState state = client.state();
    if (state != ClientState.IDLE && state != ClientState.WAITING) {
      return; // the client rejects this connect and stays as it is
    }
    DefaultNamespace last = namespace;
    if (last != null) {
      last.session().setInbox(null);
    }
    target.session().setInbox(inbox);
    inbox.restart();
    namespace = target;
  }

  /** Reopens the inbox: replacing a waiting attempt has closed it. */
  private void connectStarted() {
    ClientState state = client.state();
    if (state != ClientState.IDLE && state != ClientState.CLOSED) {
      inbox.reopen();
    }
  }

  @Override
  public CompletableFuture<Void> emit(String event, @Nullable Object... args) {
    Check.event(event);
    return retryWhenConnected(event, connected -> connected.emit(event, args));
  }

  @Override
  public CompletableFuture<Args> call(String event, @Nullable Object... args) {
    return call(context.callTimeout(), event, args);
  }

  @Override
  public CompletableFuture<Args> call(Duration timeout, String event, @Nullable Object... args) {
    Check.event(event);
    Check.positive(timeout, "timeout");
    // The timeout covers all attempts together.
    LaneFuture<Args> answer =
        retryWhenConnected(event, connected -> connected.call(timeout, event, args));
    Loop.Timer timer =
        context
            .loop()
            .schedule(
                timeout,
                () ->
                    answer.completeExceptionally(
                        new AckTimeoutException(
                            String.format(
                                "no acknowledgement of event '%s' within %s", event, timeout))));
    answer.whenSettled(timer::cancel);
    return answer;
  }

  /** Runs an action, again after each reconnection until it does not fail for lack of one. */
  private <T> LaneFuture<T> retryWhenConnected(
      String event, Function<DefaultNamespace, CompletableFuture<T>> action) {
    LaneFuture<T> result = context.newFuture();
    DefaultNamespace target = namespace;
    if (target == null) {
      context
          .loop()
          .execute(
              () ->
                  result.completeExceptionally(
                      isClosed()
                          ? ClientClosed.error(String.format("event '%s' was not sent", event))
                          : notConnected(null)));
      return result;
    }
    // The caller may be the only one to take the events that precede the answer: keep reading.
    context.intake().beginWait();
    result.whenSettled(context.intake()::endWait);
    attempt(target, action, result);
    return result;
  }

  private <T> void attempt(
      DefaultNamespace target,
      Function<DefaultNamespace, CompletableFuture<T>> action,
      LaneFuture<T> result) {
    if (result.isSettled()) {
      return; // cancelled or timed out
    }
    LaneFuture<T> attempted;
    try {
      attempted = asLaneFuture(action.apply(target));
    } catch (RuntimeException e) {
      result.completeExceptionally(e); // the pool thread has no caller to catch it
      return;
    }
    result.whenSettled(() -> attempted.cancel(false));
    attempted.whenSettled(
        (value, error) -> {
          if (error == null) {
            result.complete(value);
          } else if (error instanceof NotConnectedException
              && !(error instanceof ClientClosedException)) {
            connectThen(target, result, () -> attempt(target, action, result));
          } else {
            result.completeExceptionally(error);
          }
        });
  }

  /** Continues when the client is connected, or fails the result if it will not be. */
  private void connectThen(DefaultNamespace target, LaneFuture<?> result, Runnable next) {
    LaneFuture<Void> joined = target.whenJoined();
    result.whenSettled(() -> joined.cancel(false));
    joined.whenSettled(
        (done, error) -> {
          if (error == null) {
            context.lane().pool().execute(next); // encodes, which must not run in the loop
          } else {
            context.loop().execute(() -> result.completeExceptionally(notConnected(error)));
          }
        });
  }

  /** Returns why the client will not be connected. */
  private SocketIOException notConnected(@Nullable Throwable error) {
    SocketIOException known = inbox.end();
    return known != null ? known : new NotConnectedException("the client is not connected", error);
  }

  /** Casts a future of a namespace, so that actions can run in the loop when it settles. */
  private static <T> LaneFuture<T> asLaneFuture(CompletableFuture<T> future) {
    return (LaneFuture<T>) future;
  }

  @Override
  public CompletableFuture<IncomingEvent> receive() {
    return take(null);
  }

  @Override
  public CompletableFuture<IncomingEvent> receive(Duration timeout) {
    return take(Check.notNegative(timeout, "timeout"));
  }

  private CompletableFuture<IncomingEvent> take(@Nullable Duration timeout) {
    LaneFuture<IncomingEvent> taker = context.newFuture();
    context
        .loop()
        .execute(
            () -> {
              if (isClosed()) {
                inbox.close(ClientClosed.error("no event can arrive"));
              }
              inbox.take(taker, timeout);
            });
    return taker;
  }

  private boolean isClosed() {
    return client.state() == ClientState.CLOSED;
  }

  @Override
  public @Nullable String sid() {
    DefaultNamespace current = namespace;
    return current == null ? null : current.sid();
  }

  @Override
  public @Nullable TransportKind transport() {
    return client.transport();
  }

  @Override
  public boolean connected() {
    DefaultNamespace current = namespace;
    return current != null && current.connected();
  }

  @Override
  public CompletableFuture<Void> disconnect() {
    return client.disconnect();
  }

  @Override
  public CompletableFuture<Void> closeAsync() {
    return client.closeAsync();
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public SimpleClient blocking() {
    return blocking;
  }
}

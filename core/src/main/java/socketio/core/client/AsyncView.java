package socketio.core.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncEmitter;
import socketio.EmitOptions;
import socketio.core.namespace.NamespaceSession;

/** The asynchronous API of one namespace: handlers, emits and waits. */
abstract class AsyncView extends EventsView implements AsyncEmitter {
  AsyncView(NamespaceSession session) {
    super(session);
  }

  @Override
  public final CompletableFuture<Void> emit(String event, @Nullable Object... args) {
    return session.outgoing().emit(EmitOptions.defaults(), event, args);
  }

  @Override
  public final CompletableFuture<Args> call(String event, @Nullable Object... args) {
    return session.outgoing().call(EmitOptions.defaults(), event, args).share();
  }

  @Override
  public final CompletableFuture<Args> call(
      Duration timeout, String event, @Nullable Object... args) {
    EmitOptions options = EmitOptions.defaults().timeout(timeout);
    return session.outgoing().call(options, event, args).share();
  }

  @Override
  public final AsyncEmitter with(EmitOptions options) {
    return new AsyncEmitterView(session.outgoing(), options);
  }

  public final CompletableFuture<Args> awaitEvent(String event, Duration timeout) {
    return arrivals().await(event, timeout);
  }
}

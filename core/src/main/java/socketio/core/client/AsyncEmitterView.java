package socketio.core.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncEmitter;
import socketio.EmitOptions;
import socketio.core.namespace.OutgoingEvents;
import socketio.internal.Check;

/** An asynchronous emitter with options. */
final class AsyncEmitterView implements AsyncEmitter {
  private final OutgoingEvents outgoing;
  private final EmitOptions options;

  AsyncEmitterView(OutgoingEvents outgoing, EmitOptions options) {
    this.outgoing = outgoing;
    this.options = Check.notNull(options, "options");
  }

  @Override
  public CompletableFuture<Void> emit(String event, @Nullable Object... args) {
    return outgoing.emit(options, event, args);
  }

  @Override
  public CompletableFuture<Args> call(String event, @Nullable Object... args) {
    return outgoing.call(options, event, args).share();
  }

  @Override
  public CompletableFuture<Args> call(Duration timeout, String event, @Nullable Object... args) {
    return outgoing.call(options.timeout(timeout), event, args).share();
  }

  @Override
  public AsyncEmitter with(EmitOptions other) {
    return new AsyncEmitterView(outgoing, options.with(Check.notNull(other, "options")));
  }
}

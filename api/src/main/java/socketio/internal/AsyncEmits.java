package socketio.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncEmitter;
import socketio.EmitOptions;

/** Emits to a namespace in a way of its own. */
final class AsyncEmits implements AsyncEmitter {
  private final DefaultNamespace namespace;
  private final EmitOptions options;

  AsyncEmits(DefaultNamespace namespace, EmitOptions options) {
    this.namespace = namespace;
    this.options = options;
  }

  @Override
  public CompletableFuture<Void> emit(String event, @Nullable Object... args) {
    return namespace.emit(options, event, args);
  }

  @Override
  public CompletableFuture<Args> call(String event, @Nullable Object... args) {
    return namespace.call(options, event, args);
  }

  @Override
  public CompletableFuture<Args> call(Duration timeout, String event, @Nullable Object... args) {
    return namespace.call(options.timeout(timeout), event, args);
  }

  @Override
  public AsyncEmitter with(EmitOptions other) {
    return namespace.with(other);
  }
}

package socketio.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.EmitOptions;
import socketio.Emitter;

/** Emits to a namespace in a way of its own, for callers that may wait. */
final class BlockingEmits implements Emitter {
  private final Core core;
  private final DefaultNamespace namespace;
  private final EmitOptions options;

  BlockingEmits(Core core, DefaultNamespace namespace, EmitOptions options) {
    this.core = core;
    this.namespace = namespace;
    this.options = options;
  }

  @Override
  public void emit(String event, @Nullable Object... args) {
    namespace.emitPaced(options, event, args);
  }

  @Override
  public Args call(String event, @Nullable Object... args) throws InterruptedException {
    return call(options, event, args);
  }

  @Override
  public Args call(Duration timeout, String event, @Nullable Object... args)
      throws InterruptedException {
    return call(options.timeout(timeout), event, args);
  }

  private Args call(EmitOptions how, String event, @Nullable Object... args)
      throws InterruptedException {
    if (!how.isVolatile()) {
      core.gate().await();
    }
    LaneFuture<Args> answer = namespace.callUnshared(how, event, args);
    try {
      return Blocking.get(answer);
    } catch (InterruptedException e) {
      answer.cancel(false);
      throw e;
    }
  }

  @Override
  public Emitter with(EmitOptions other) {
    return new BlockingEmits(core, namespace, Check.notNull(other, "options"));
  }
}

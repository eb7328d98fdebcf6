package socketio.core.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.EmitOptions;
import socketio.Emitter;
import socketio.core.namespace.OutgoingEvents;
import socketio.internal.Check;

/** A blocking emitter with options. */
final class BlockingEmitterView implements Emitter {
  private final OutgoingEvents outgoing;
  private final EmitOptions options;

  BlockingEmitterView(OutgoingEvents outgoing, EmitOptions options) {
    this.outgoing = outgoing;
    this.options = Check.notNull(options, "options");
  }

  @Override
  public void emit(String event, @Nullable Object... args) {
    outgoing.emitBlocking(options, event, args);
  }

  @Override
  public Args call(String event, @Nullable Object... args) throws InterruptedException {
    return outgoing.callBlocking(options, event, args);
  }

  @Override
  public Args call(Duration timeout, String event, @Nullable Object... args)
      throws InterruptedException {
    return outgoing.callBlocking(options.timeout(timeout), event, args);
  }

  @Override
  public Emitter with(EmitOptions other) {
    return new BlockingEmitterView(outgoing, options.with(Check.notNull(other, "options")));
  }
}

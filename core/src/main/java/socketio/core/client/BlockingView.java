package socketio.core.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.EmitOptions;
import socketio.Emitter;
import socketio.core.namespace.NamespaceSession;

/** The blocking API of one namespace: handlers, emits and waits. */
abstract class BlockingView extends EventsView implements Emitter {
  BlockingView(NamespaceSession session) {
    super(session);
  }

  @Override
  public final void emit(String event, @Nullable Object... args) {
    session.outgoing().emitBlocking(EmitOptions.defaults(), event, args);
  }

  @Override
  public final Args call(String event, @Nullable Object... args) throws InterruptedException {
    return session.outgoing().callBlocking(EmitOptions.defaults(), event, args);
  }

  @Override
  public final Args call(Duration timeout, String event, @Nullable Object... args)
      throws InterruptedException {
    EmitOptions options = EmitOptions.defaults().timeout(timeout);
    return session.outgoing().callBlocking(options, event, args);
  }

  @Override
  public final Emitter with(EmitOptions options) {
    return new BlockingEmitterView(session.outgoing(), options);
  }

  public final Args awaitEvent(String event, Duration timeout) throws InterruptedException {
    return arrivals().awaitBlocking(event, timeout);
  }
}

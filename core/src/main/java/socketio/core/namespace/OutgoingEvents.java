package socketio.core.namespace;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.ClientClosedException;
import socketio.EmitOptions;
import socketio.NotConnectedException;
import socketio.OfflinePolicy;
import socketio.SocketIOException;
import socketio.core.runtime.Blocking;
import socketio.core.runtime.ClientClosed;
import socketio.core.runtime.ClientContext;
import socketio.core.runtime.LaneFuture;
import socketio.internal.Check;
import socketio.internal.LiteralArgs;
import socketio.spi.Packet;

/**
 * Sends the events of one namespace: checks and encodes an event on the caller's thread, then
 * passes it to the {@link Sender} in the loop. Any thread.
 */
public final class OutgoingEvents {
  private final ClientContext context;
  private final NamespaceSession session;
  private final NamespaceHost host;
  private final Sender sender;

  /** Starts at 1, as in python-socketio, whose version 5.7 cannot acknowledge id 0. */
  private final AtomicLong nextId = new AtomicLong(1);

  OutgoingEvents(
      ClientContext context, NamespaceSession session, NamespaceHost host, Sender sender) {
    this.context = context;
    this.session = session;
    this.host = host;
    this.sender = sender;
  }

  /** Emits; the future completes when the event was sent and the network is keeping up. */
  public LaneFuture<Void> emit(EmitOptions options, String event, @Nullable Object... args) {
    LaneFuture<Void> future = context.newUnsharedFuture(); // usually settled before it is shared
    Outgoing outgoing;
    try {
      outgoing = prepare(event, args, options.retries() > 0, options);
    } catch (SocketIOException e) {
      future.completeExceptionally(e);
      return future.share();
    }
    var emission = new Emission.Async(outgoing, options, future, context.gate());
    future.onCancel(() -> context.loop().execute(() -> sender.cancel(emission)));
    context.loop().execute(() -> send(emission));
    return future.share();
  }

  /**
   * Emits for a blocking caller, which waits until the network keeps up, unless the event is
   * volatile or only this thread can run the loop. Immediate failures are thrown; later ones are
   * reported to {@code onError}.
   */
  public void emitBlocking(EmitOptions options, String event, @Nullable Object... args) {
    // An executor may run handlers on the submitting thread, which may be in the loop: never block.
    boolean mayWait = context.loop().mayWait();
    if (mayWait && !options.isVolatile()) {
      pace();
    }
    boolean retried = options.retries() > 0;
    Outgoing outgoing = prepare(event, args, retried, options);
    var emission = new Emission.Blocking(outgoing, options, context.lost());
    context
        .loop()
        .execute(
            () -> {
              send(emission);
              emission.accepted();
            });
    boolean buffered = outgoing.link() == null && context.offline() instanceof OfflinePolicy.Buffer;
    boolean mayBeRefused = retried || (buffered && !options.isVolatile());
    emission.throwIfFailed(mayBeRefused && mayWait);
  }

  private void pace() {
    try {
      context.gate().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SocketIOException(
          "interrupted while waiting for the network to take earlier events; nothing was sent", e);
    }
  }

  /** Emits and returns the acknowledgement, as a future not yet {@link LaneFuture#share shared}. */
  public LaneFuture<Args> call(EmitOptions options, String event, @Nullable Object... args) {
    LaneFuture<Args> future = context.newUnsharedFuture();
    Outgoing outgoing;
    try {
      outgoing = prepare(event, args, true, options);
    } catch (SocketIOException e) {
      future.completeExceptionally(e);
      return future;
    }
    context.keepReadingFor(future);
    Duration given = options.timeout();
    Duration timeout = given == null ? context.callTimeout() : given;
    var emission = new Emission.Call(outgoing, options, timeout, future, sender.acks());
    future.onCancel(() -> context.loop().execute(() -> sender.cancel(emission)));
    context.loop().execute(() -> send(emission));
    return future;
  }

  /** Emits and waits for the acknowledgement. */
  public Args callBlocking(EmitOptions options, String event, @Nullable Object... args)
      throws InterruptedException {
    Blocking.checkBefore(context.loop());
    if (!options.isVolatile()) {
      context.gate().await();
    }
    return Blocking.call(context.loop(), () -> call(options, event, args));
  }

  /**
   * Encodes an event for the current connection.
   *
   * @throws ClientClosedException if the client is closed
   * @throws NotConnectedException if there is none and the event may not wait for one
   * @throws socketio.EncodingException if it cannot be encoded or is too large
   */
  private Outgoing prepare(
      String event, @Nullable Object[] args, boolean wantsAck, EmitOptions options) {
    session.requireSingle();
    Check.event(event);
    Snapshot now = session.snapshot();
    boolean needsConnection =
        context.offline() == OfflinePolicy.fail()
            && !options.isVolatile()
            && options.retries() == 0;
    if (host.isClosed()) {
      throw closed(event);
    }
    if (now.link() == null && needsConnection) {
      throw sender.notConnected(event);
    }
    long id = wantsAck ? nextId.getAndIncrement() : Packet.Event.NO_ID;
    return Outgoing.encode(context.parser(), now, session.path(), id, event, LiteralArgs.of(args));
  }

  /** The loop. */
  private void send(Emission emission) {
    if (host.isClosed()) {
      emission.failed(closed(emission.outgoing.event()));
    } else {
      sender.send(emission, host.wants(session.path()));
    }
  }

  private static ClientClosedException closed(String event) {
    return ClientClosed.error(String.format("event '%s' was not sent", event));
  }
}

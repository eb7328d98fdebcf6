package socketio.core.namespace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import socketio.EventTimeoutException;
import socketio.IncomingEvent;
import socketio.NotConnectedException;
import socketio.SocketIOException;
import socketio.core.runtime.ClientContext;
import socketio.core.runtime.LaneFuture;
import socketio.spi.Loop;
import socketio.spi.Packet;

/**
 * Keeps events until they are taken. Kept events count as not handled, which applies back-pressure
 * to the server. Confined to the loop.
 */
public final class Inbox {
  private final ClientContext context;
  private final Queue<Kept> kept = new ArrayDeque<>();
  private final Set<LaneFuture<IncomingEvent>> takers = new LinkedHashSet<>();

  /** Why no event will arrive; null while one may. */
  private @Nullable SocketIOException end =
      new NotConnectedException("the client was never connected; call connect(…) first");

  private record Kept(IncomingEvent event, int size) {}

  public Inbox(ClientContext context) {
    this.context = context;
  }

  /** Starts anew for another connection: discards the events of the previous one. */
  public void restart() {
    reopen();
    kept.forEach(one -> context.intake().handled(one.size));
    kept.clear();
  }

  /** Events may arrive again. */
  public void reopen() {
    assert context.loop().inLoop();
    end = null;
  }

  void arrived(Packet.Event packet, int size) {
    assert context.loop().inLoop();
    var event = new IncomingEvent(packet.name(), packet.args());
    while (!takers.isEmpty()) {
      LaneFuture<IncomingEvent> taker = takers.iterator().next();
      takers.remove(taker);
      if (taker.complete(event)) {
        return; // false if the taker was cancelled or timed out
      }
    }
    context.intake().received(size);
    kept.add(new Kept(event, size));
  }

  /** Completes a future with the next event, or fails it after a timeout; null for none. */
  public void take(LaneFuture<IncomingEvent> taker, @Nullable Duration timeout) {
    assert context.loop().inLoop();
    Kept next = kept.peek();
    if (next != null) {
      if (taker.complete(next.event)) {
        kept.remove();
        context.intake().handled(next.size);
      }
    } else if (end != null) {
      taker.completeExceptionally(end);
    } else if (timeout != null && timeout.isZero()) {
      taker.completeExceptionally(timedOut(timeout));
    } else {
      takers.add(taker);
      Loop.Timer timer = timeout == null ? () -> {} : expire(taker, timeout);
      taker.whenSettled(
          () -> {
            timer.cancel();
            context.loop().execute(() -> takers.remove(taker));
          });
    }
  }

  private Loop.Timer expire(LaneFuture<IncomingEvent> taker, Duration timeout) {
    return context.loop().schedule(timeout, () -> taker.completeExceptionally(timedOut(timeout)));
  }

  private static EventTimeoutException timedOut(Duration timeout) {
    return new EventTimeoutException("no event within " + timeout);
  }

  /** The connection ended for good: fails all takers. */
  void ended(SocketIOException why) {
    assert context.loop().inLoop();
    if (end == null) {
      end = why;
    }
    List<LaneFuture<IncomingEvent>> all = new ArrayList<>(takers);
    takers.clear();
    all.forEach(taker -> taker.completeExceptionally(why));
  }

  /** The client is closed: only the events kept can still be taken. */
  public void close(SocketIOException why) {
    assert context.loop().inLoop();
    end = why;
  }

  /** Returns why no event will arrive, or null while one may. */
  public @Nullable SocketIOException end() {
    assert context.loop().inLoop();
    return end;
  }
}

package socketio.internal;

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
import socketio.spi.Loop;
import socketio.spi.Packet;

/**
 * Keeps events until somebody takes them. What is kept counts as not handled, so that it holds the
 * server back. Confined to the loop.
 */
final class Inbox {
  private final Core core;
  private final Queue<Kept> kept = new ArrayDeque<>();
  private final Set<LaneFuture<IncomingEvent>> takers = new LinkedHashSet<>();

  /** Why no event will come; null while one may. */
  private @Nullable SocketIOException end =
      new NotConnectedException("the client was never connected; call connect(…) first");

  private record Kept(IncomingEvent event, int size) {}

  Inbox(Core core) {
    this.core = core;
  }

  /** A new connection: forgets what is left of the one before. */
  void restart() {
    goOn();
    kept.forEach(one -> core.intake().handled(one.size));
    kept.clear();
  }

  /** Events may come. */
  void goOn() {
    assert core.loop().inLoop();
    end = null;
  }

  void arrived(Packet.Event packet, int size) {
    assert core.loop().inLoop();
    var event = new IncomingEvent(packet.name(), packet.args());
    while (!takers.isEmpty()) {
      LaneFuture<IncomingEvent> taker = takers.iterator().next();
      takers.remove(taker);
      if (taker.complete(event)) {
        return; // one that was cancelled, or has timed out, takes nothing
      }
    }
    core.intake().received(size);
    kept.add(new Kept(event, size));
  }

  /** Gives the next event to a future, or lets it fail after a time; null for no limit. */
  void take(LaneFuture<IncomingEvent> taker, @Nullable Duration timeout) {
    assert core.loop().inLoop();
    Kept next = kept.peek();
    if (next != null) {
      if (taker.complete(next.event)) {
        kept.remove();
        core.intake().handled(next.size);
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
            core.loop().execute(() -> takers.remove(taker));
          });
    }
  }

  private Loop.Timer expire(LaneFuture<IncomingEvent> taker, Duration timeout) {
    return core.loop().schedule(timeout, () -> taker.completeExceptionally(timedOut(timeout)));
  }

  private static EventTimeoutException timedOut(Duration timeout) {
    return new EventTimeoutException("no event within " + timeout);
  }

  /** The connection has ended for good. */
  void ended(SocketIOException why) {
    assert core.loop().inLoop();
    if (end == null) {
      end = why;
    }
    List<LaneFuture<IncomingEvent>> all = new ArrayList<>(takers);
    takers.clear();
    all.forEach(taker -> taker.completeExceptionally(why));
  }

  /** Why no event will come; null while one may. */
  @Nullable SocketIOException end() {
    assert core.loop().inLoop();
    return end;
  }
}

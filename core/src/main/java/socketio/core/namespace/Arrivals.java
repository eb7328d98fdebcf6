package socketio.core.namespace;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Flow;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.EventTimeoutException;
import socketio.Subscription;
import socketio.core.handlers.HandlerTable;
import socketio.core.runtime.Blocking;
import socketio.core.runtime.ClientClosed;
import socketio.core.runtime.ClientContext;
import socketio.core.runtime.LaneFuture;
import socketio.internal.Check;
import socketio.spi.Loop;

/**
 * The waits and streams of one namespace. They get events in the loop as these arrive, whether or
 * not handlers keep up: so a handler may wait for an event, and a slow stream does not delay
 * handlers. Confined to the loop, except where marked otherwise.
 */
public final class Arrivals {
  private final ClientContext context;
  private final HandlerTable table;
  private final Map<String, Set<LaneFuture<Args>>> waiting = new HashMap<>();
  private final Map<String, Set<EventStream>> streams = new HashMap<>();
  private final NamespaceHost host;

  Arrivals(ClientContext context, HandlerTable table, NamespaceHost host) {
    this.context = context;
    this.table = table;
    this.host = host;
  }

  /** Waits for the next event with a given name. Any thread. */
  public LaneFuture<Args> await(String event, Duration timeout) {
    Check.singleEvent(event);
    Check.positive(timeout, "timeout");
    LaneFuture<Args> future = context.newFuture();
    context.keepReadingFor(future);
    context.loop().execute(() -> add(event, timeout, future));
    return future;
  }

  /** As {@link #await}, for a blocking caller. Any thread. */
  public Args awaitBlocking(String event, Duration timeout) throws InterruptedException {
    return Blocking.call(context.loop(), () -> await(event, timeout));
  }

  private void add(String event, Duration timeout, LaneFuture<Args> future) {
    if (host.isClosed()) {
      future.completeExceptionally(
          ClientClosed.error(String.format("event '%s' cannot arrive", event)));
      return;
    }
    Loop.Timer timer =
        context
            .loop()
            .schedule(
                timeout,
                () ->
                    future.completeExceptionally(
                        new EventTimeoutException(
                            String.format("no event '%s' within %s", event, timeout))));
    waiting.computeIfAbsent(event, name -> new LinkedHashSet<>()).add(future);
    future.whenSettled(
        () -> {
          timer.cancel();
          context.loop().execute(() -> removeFrom(waiting, event, future));
        });
  }

  private static <T> void removeFrom(Map<String, Set<T>> byEvent, String event, T member) {
    Set<T> members = byEvent.get(event);
    if (members != null && members.remove(member) && members.isEmpty()) {
      byEvent.remove(event);
    }
  }

  /** Returns a publisher of the events with a given name. Any thread. */
  public Flow.Publisher<Args> publisher(String event) {
    Check.singleEvent(event);
    return subscriber -> subscribe(event, Check.notNull(subscriber, "subscriber"));
  }

  private void subscribe(String event, Flow.Subscriber<? super Args> subscriber) {
    // Counts as a handler of the event, so that connect() joins the namespace by default.
    Subscription mark = table.markHandled(event);
    var stream = new EventStream(context, this, event, subscriber, mark);
    stream.begin();
    context.loop().execute(() -> add(event, stream));
  }

  private void add(String event, EventStream stream) {
    if (host.isClosed()) {
      stream.close();
    } else {
      streams.computeIfAbsent(event, name -> new LinkedHashSet<>()).add(stream);
    }
  }

  void remove(String event, EventStream stream) {
    assert context.loop().inLoop();
    removeFrom(streams, event, stream);
  }

  /** An event arrived. */
  void arrived(String event, Args args, int size) {
    assert context.loop().inLoop();
    if (waiting.isEmpty() && streams.isEmpty()) {
      return; // the usual case
    }
    Set<LaneFuture<Args>> waiters = waiting.remove(event);
    if (waiters != null) {
      waiters.forEach(waiter -> waiter.complete(args));
    }
    Set<EventStream> interested = streams.get(event);
    if (interested != null) {
      interested.forEach(stream -> stream.arrived(args, size));
    }
  }

  /** The namespace is disconnected for good: fails all waits. */
  void ended(DisconnectedException end) {
    assert context.loop().inLoop();
    List<Set<LaneFuture<Args>>> all = List.copyOf(waiting.values());
    waiting.clear();
    all.forEach(waiters -> waiters.forEach(waiter -> waiter.completeExceptionally(end)));
  }

  /** The client was closed: fails all waits and completes all streams. */
  void close() {
    ended(
        new DisconnectedException(
            "the client was closed", DisconnectReason.CLIENT_DISCONNECT, null));
    List<Set<EventStream>> all = List.copyOf(streams.values());
    streams.clear();
    all.forEach(group -> group.forEach(EventStream::close));
  }
}

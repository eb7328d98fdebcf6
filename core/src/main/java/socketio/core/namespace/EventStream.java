package socketio.core.namespace;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;
import socketio.Args;
import socketio.Subscription;
import socketio.core.runtime.ClientContext;

/**
 * One subscription to the events with a given name. Events not yet requested are kept and count as
 * not handled, which applies back-pressure to the server; the lane never waits for them. The
 * subscriber is called on the lane. Confined to the loop, except where marked otherwise.
 */
final class EventStream implements Flow.Subscription {
  private final ClientContext context;
  private final Arrivals arrivals;
  private final String event;
  private final Flow.Subscriber<? super Args> subscriber;
  private final Subscription registration;
  private final Queue<Arrived> kept = new ArrayDeque<>();
  private long demand;
  private boolean closing;

  /** Whether the subscriber must not be called any more. Any thread. */
  private volatile boolean ended;

  private record Arrived(Args args, int size) {}

  EventStream(
      ClientContext context,
      Arrivals arrivals,
      String event,
      Flow.Subscriber<? super Args> subscriber,
      Subscription registration) {
    this.context = context;
    this.arrivals = arrivals;
    this.event = event;
    this.subscriber = subscriber;
    this.registration = registration;
  }

  /** Calls onSubscribe, before any other signal. Any thread. */
  void begin() {
    signal(() -> subscriber.onSubscribe(this));
  }

  /** Calls the subscriber on the lane, unless it has ended; an exception cancels it. */
  private void signal(Runnable call) {
    context.lane().execute(() -> call(call));
  }

  private void call(Runnable call) {
    if (ended) {
      return;
    }
    try {
      call.run();
    } catch (Throwable e) {
      cancel();
      context.errors().report(e);
    }
  }

  void arrived(Args args, int size) {
    assert context.loop().inLoop();
    if (!ended) {
      context.intake().received(size);
      kept.add(new Arrived(args, size));
      deliver();
    }
  }

  private void deliver() {
    while (demand > 0 && !kept.isEmpty()) {
      demand--;
      Arrived next = kept.remove();
      context
          .lane()
          .execute(
              () -> {
                try {
                  call(() -> subscriber.onNext(next.args));
                } finally {
                  context.intake().handled(next.size);
                }
              });
    }
    if (closing && kept.isEmpty()) {
      closing = false;
      end(subscriber::onComplete);
    }
  }

  /** The client was closed: completes when the subscriber has requested every kept event. */
  void close() {
    assert context.loop().inLoop();
    closing = !ended;
    deliver();
  }

  /** Sends the terminal signal, after the events already queued on the lane. */
  private void end(Runnable last) {
    registration.close();
    arrivals.remove(event, this);
    signal(
        () -> {
          ended = true;
          last.run();
        });
  }

  /** Any thread. */
  @Override
  public void request(long n) {
    if (ended) {
      return;
    }
    if (n > 0) {
      context.loop().execute(() -> requested(n));
    } else {
      context.loop().execute(() -> rejectRequest(n));
    }
  }

  private void requested(long n) {
    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
    deliver();
  }

  private void rejectRequest(long n) {
    discardKept();
    end(() -> subscriber.onError(new IllegalArgumentException("n: must be 1 or more, not " + n)));
  }

  /** Any thread. */
  @Override
  public void cancel() {
    ended = true;
    registration.close();
    context
        .loop()
        .execute(
            () -> {
              arrivals.remove(event, this);
              discardKept();
            });
  }

  /** Discards the kept events, and counts them as handled. */
  private void discardKept() {
    closing = false;
    demand = 0;
    kept.forEach(arrived -> context.intake().handled(arrived.size));
    kept.clear();
  }
}

package socketio.core.handlers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import socketio.Subscription;
import socketio.core.runtime.ClientContext;
import socketio.core.runtime.ErrorSink;
import socketio.internal.Check;
import socketio.internal.HandlerWrapper;

/**
 * The handlers of one kind, in order of registration. Thread-safe: copied on every change. Small
 * while empty, as most are in a program with many clients.
 */
public final class Registrations<H> {
  private volatile List<Registration<H>> list = List.of();

  /** Calls a handler. */
  public interface Call<H> {
    void on(H handler) throws Exception;
  }

  /** One registration: a handler that is registered twice is called twice. */
  private static final class Registration<H> implements HandlerWrapper {
    private final H handler;

    Registration(H handler) {
      this.handler = handler;
    }

    @Override
    public Object handler() {
      return handler;
    }
  }

  public Subscription add(H handler) {
    Registration<H> registration = registration(handler);
    return add(registration, all -> all.add(registration));
  }

  public Subscription addFirst(H handler) {
    Registration<H> registration = registration(handler);
    return add(registration, all -> all.add(0, registration));
  }

  private Registration<H> registration(H handler) {
    Duplicates.warnIfRegistered(Check.notNull(handler, "handler"), list, "");
    return new Registration<>(handler);
  }

  private Subscription add(
      Registration<H> registration, Consumer<List<Registration<H>>> insertion) {
    change(insertion);
    return () -> change(all -> all.remove(registration));
  }

  private synchronized void change(Consumer<List<Registration<H>>> change) {
    List<Registration<H>> copy = new ArrayList<>(list);
    change.accept(copy);
    list = List.copyOf(copy);
  }

  public void clear() {
    change(List::clear);
  }

  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** Calls every handler. An exception is reported, and the next handler is called. */
  public void callAll(ErrorSink errors, Call<H> call) {
    for (Registration<H> registration : list) {
      try {
        call.on(registration.handler);
      } catch (Throwable e) {
        errors.report(e);
      }
    }
  }

  /** Calls every handler on the lane, unless there is none now. */
  public void call(ClientContext context, Call<H> call) {
    if (!isEmpty()) {
      context.lane().execute(() -> callAll(context.errors(), call));
    }
  }
}

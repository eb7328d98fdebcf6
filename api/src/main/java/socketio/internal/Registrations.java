package socketio.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import socketio.Subscription;

/**
 * Handlers of one kind, in order. Any thread. Copied when it is changed; small while it is empty,
 * as most are in a program of many clients.
 */
final class Registrations<H> {
  private volatile List<Registration<H>> list = List.of();

  /** Calls a handler. */
  interface Call<H> {
    void on(H handler) throws Exception;
  }

  /** One registration: the same handler may be registered twice, and is then called twice. */
  private static final class Registration<H> implements Duplicates.Wrapper {
    private final H handler;

    Registration(H handler) {
      this.handler = handler;
    }

    @Override
    public Object handler() {
      return handler;
    }
  }

  Subscription add(H handler) {
    Registration<H> registration = registration(handler);
    return add(registration, all -> all.add(registration));
  }

  Subscription addFirst(H handler) {
    Registration<H> registration = registration(handler);
    return add(registration, all -> all.add(0, registration));
  }

  private Registration<H> registration(H handler) {
    Duplicates.tellOf(Check.notNull(handler, "handler"), list, "");
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

  void clear() {
    change(List::clear);
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  /** Calls every handler. What one throws is reported, and the next is called. */
  void each(ErrorSink errors, Call<H> call) {
    for (Registration<H> registration : list) {
      try {
        call.on(registration.handler);
      } catch (Throwable e) {
        errors.report(e);
      }
    }
  }

  /** Calls every handler there is now, on the lane. */
  void tell(Core core, Call<H> call) {
    if (!isEmpty()) {
      core.lane().execute(() -> each(core.errors(), call));
    }
  }
}

package socketio.internal;

import java.util.concurrent.CopyOnWriteArrayList;
import socketio.Subscription;

/** Handlers of one kind, in order. Any thread. */
final class Registrations<H> {
  private final CopyOnWriteArrayList<Registration<H>> list = new CopyOnWriteArrayList<>();

  /** Calls a handler. */
  interface Call<H> {
    void on(H handler) throws Exception;
  }

  /** One registration: the same handler may be registered twice, and is then called twice. */
  private static final class Registration<H> {
    private final H handler;

    Registration(H handler) {
      this.handler = handler;
    }
  }

  Subscription add(H handler) {
    var registration = new Registration<>(Check.notNull(handler, "handler"));
    list.add(registration);
    return () -> list.remove(registration);
  }

  Subscription addFirst(H handler) {
    var registration = new Registration<>(Check.notNull(handler, "handler"));
    list.add(0, registration);
    return () -> list.remove(registration);
  }

  void clear() {
    list.clear();
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

  /** Calls every handler, on the lane. */
  void tell(Core core, Call<H> call) {
    core.lane().execute(() -> each(core.errors(), call));
  }
}

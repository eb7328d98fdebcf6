package socketio.core.handlers;

import java.util.Collection;
import socketio.core.Log;
import socketio.internal.HandlerWrapper;

/**
 * Detects handlers that are registered twice, usually by a connect handler, which runs again at
 * every reconnection.
 */
final class Duplicates {
  private Duplicates() {}

  /**
   * Logs a warning if a handler is already registered. Callers must not hold locks: the logger may
   * run the application's code.
   *
   * @param where completes the message, beginning with a space; or empty
   */
  static void warnIfRegistered(Object handler, Collection<?> registered, String where) {
    Object own = unwrap(handler);
    if (registered.stream().anyMatch(other -> unwrap(other) == own)) {
      Log.warning(
          own.getClass().getName()
              + " is registered again"
              + where
              + " and will be called once more each time; handlers survive reconnections:"
              + " register them before connecting, or close the first Subscription",
          null);
    }
  }

  private static Object unwrap(Object handler) {
    return handler instanceof HandlerWrapper wrapper ? unwrap(wrapper.handler()) : handler;
  }
}

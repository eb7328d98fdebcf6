package socketio.core.handlers;

import java.util.Collection;
import socketio.core.Log;
import socketio.internal.HandlerWrapper;

/**
 * Tells of a handler that is registered while it is registered already: mostly by a connect
 * handler, which runs again at every reconnection.
 */
final class Duplicates {
  private Duplicates() {}

  /**
   * Logs a warning if the handler is among those that are registered. Not for callers with locks:
   * what logs may be the application's.
   *
   * @param forWhat with a space before it, or empty
   */
  static void warnOf(Object handler, Collection<?> registered, String forWhat) {
    Object own = unwrap(handler);
    if (registered.stream().anyMatch(other -> unwrap(other) == own)) {
      Log.warning(
          own.getClass().getName()
              + " is registered once more"
              + forWhat
              + " and will be called once more each time; handlers stay through reconnections:"
              + " register them before connecting, or close the Subscription of the first",
          null);
    }
  }

  private static Object unwrap(Object handler) {
    return handler instanceof HandlerWrapper wrapper ? unwrap(wrapper.handler()) : handler;
  }
}

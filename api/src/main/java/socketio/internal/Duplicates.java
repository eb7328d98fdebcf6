package socketio.internal;

import java.util.Collection;

/**
 * Tells of a handler that is registered while it is registered already: mostly by a connect
 * handler, which runs again at every reconnection.
 */
final class Duplicates {
  private Duplicates() {}

  /** What has been made of a handler of the application. */
  interface Wrapper {
    Object handler();
  }

  /**
   * Logs a warning if the handler is among those that are registered. Not for callers with locks:
   * what logs may be the application's.
   *
   * @param forWhat with a space before it, or empty
   */
  static void tellOf(Object handler, Collection<?> registered, String forWhat) {
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
    return handler instanceof Wrapper wrapper ? unwrap(wrapper.handler()) : handler;
  }
}

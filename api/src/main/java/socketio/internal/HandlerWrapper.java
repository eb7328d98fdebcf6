package socketio.internal;

/** A handler of the library that wraps one of the application. */
public interface HandlerWrapper {
  /** Returns the application's handler, or another wrapper of it. */
  Object handler();
}

package socketio.internal;

/** A handler that the library has built around one of the application. */
public interface HandlerWrapper {
  /** The handler of the application, or another wrapper of it. */
  Object handler();
}

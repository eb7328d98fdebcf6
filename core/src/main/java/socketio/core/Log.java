package socketio.core;

import org.jspecify.annotations.Nullable;
import socketio.internal.NotOnAndroid;

/**
 * The loggers of the library, {@code socketio} and its children: {@link System.Logger}, or
 * java.util.logging where the platform lacks it (Android). No message contains sent or received
 * data, the query of an address, a header or an auth payload. Thread-safe.
 */
public final class Log {
  private static final Log MAIN = named("socketio");

  private final Logger logger;

  private Log(Logger logger) {
    this.logger = logger;
  }

  /** Returns the log of a name. */
  public static Log named(String name) {
    try {
      return new Log(new SystemLogger(name));
    } catch (LinkageError e) {
      return new Log(new UtilLogger(name));
    }
  }

  /** Logs a warning to {@code socketio}. */
  public static void warning(String message, @Nullable Throwable cause) {
    MAIN.logger.warning(message, cause);
  }

  /** Whether {@link #debug} has any effect; cheap enough to check for every packet. */
  public boolean isDebug() {
    return logger.isDebug();
  }

  /** Logs at level DEBUG, which java.util.logging calls FINE. */
  public void debug(String message) {
    logger.debug(message);
  }

  private interface Logger {
    void warning(String message, @Nullable Throwable cause);

    boolean isDebug();

    void debug(String message);
  }

  /** A separate class, so that {@link Log} loads where there is no System.Logger. */
  @NotOnAndroid
  private static final class SystemLogger implements Logger {
    private final System.Logger logger;

    SystemLogger(String name) {
      logger = System.getLogger(name);
    }

    @Override
    public void warning(String message, @Nullable Throwable cause) {
      logger.log(System.Logger.Level.WARNING, message, cause);
    }

    @Override
    public boolean isDebug() {
      return logger.isLoggable(System.Logger.Level.DEBUG);
    }

    @Override
    public void debug(String message) {
      logger.log(System.Logger.Level.DEBUG, message);
    }
  }

  /** A separate class, so that java.util.logging is loaded only where it is needed. */
  private static final class UtilLogger implements Logger {
    private final java.util.logging.Logger logger;

    UtilLogger(String name) {
      logger = java.util.logging.Logger.getLogger(name);
    }

    @Override
    public void warning(String message, @Nullable Throwable cause) {
      logger.log(java.util.logging.Level.WARNING, message, cause);
    }

    @Override
    public boolean isDebug() {
      return logger.isLoggable(java.util.logging.Level.FINE);
    }

    @Override
    public void debug(String message) {
      logger.log(java.util.logging.Level.FINE, message);
    }
  }
}

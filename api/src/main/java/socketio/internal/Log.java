package socketio.internal;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The library's log, named {@code socketio}: {@link System.Logger}, or java.util.logging where the
 * platform lacks it (Android). No message holds what was sent or received, an address's query, a
 * header or an auth payload.
 */
final class Log {
  private static final BiConsumer<String, @Nullable Throwable> WARNING = warning();

  private Log() {}

  static void warning(String message, @Nullable Throwable cause) {
    WARNING.accept(message, cause);
  }

  private static BiConsumer<String, @Nullable Throwable> warning() {
    try {
      return SystemLogging.warning();
    } catch (LinkageError e) {
      return UtilLogging.warning();
    }
  }

  /** A class of its own, so that the class around it loads where there is no System.Logger. */
  @NotOnAndroid
  private static final class SystemLogging {
    static BiConsumer<String, @Nullable Throwable> warning() {
      System.Logger logger = System.getLogger("socketio");
      return (message, cause) -> logger.log(System.Logger.Level.WARNING, message, cause);
    }
  }

  /** A class of its own, so that java.util.logging is not loaded where it is not needed. */
  private static final class UtilLogging {
    static BiConsumer<String, @Nullable Throwable> warning() {
      java.util.logging.Logger logger = java.util.logging.Logger.getLogger("socketio");
      return (message, cause) -> logger.log(java.util.logging.Level.WARNING, message, cause);
    }
  }
}

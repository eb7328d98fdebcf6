package socketio.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Recognises code and futures, which an application passes by mistake where a value is meant. */
public final class Formless {
  private Formless() {}

  /** Returns whether this is code or a future: a lambda, a method reference, a stage. */
  public static boolean isFormless(Object value) {
    return value instanceof Supplier
        || value instanceof Callable
        || value instanceof Runnable
        || value instanceof CompletionStage
        || value instanceof Future
        || isKotlinFunction(value.getClass())
        || isLambda(value.getClass());
  }

  /** A lambda's class is synthetic on every JVM; no class that an application writes is. */
  private static boolean isLambda(Class<?> type) {
    return type.isSynthetic() && type.getInterfaces().length > 0;
  }

  /** Recognised by name: this library does not depend on Kotlin. */
  private static boolean isKotlinFunction(Class<?> type) {
    for (Class<?> next = type; next != null; next = next.getSuperclass()) {
      for (Class<?> each : next.getInterfaces()) {
        if (each.getName().startsWith("kotlin.") && each.getName().contains("Function")) {
          return true;
        }
      }
    }
    return false;
  }
}

package socketio.it.states;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import socketio.AsyncSimpleClient;
import socketio.ClientState;
import socketio.SimpleClient;
import socketio.it.states.Subject.Server;

/** Calls a method at a moment, and says what came of it. */
final class Calls {
  /** Longer than anything that ends by itself; a call that is to wait is given less. */
  private static final int PATIENCE_SECONDS = 20;

  private Calls() {}

  /** Whether a type has no handlers, so that nothing is called inside one. */
  static boolean isSimple(Class<?> type) {
    return type == SimpleClient.class || type == AsyncSimpleClient.class;
  }

  /**
   * Returns the result: the same for every object that has the method, or all of them.
   *
   * @param waits whether the call is expected to wait
   */
  static String result(Method method, Moment moment, Server server, boolean waits)
      throws InterruptedException {
    boolean simple = isSimple(method.getDeclaringClass());
    if (simple && moment.isInHandler()) {
      return "–";
    }
    Set<String> results = new LinkedHashSet<>();
    Subject first = Subject.create(Moment.FRESH, simple);
    int receivers = first.receivers(method.getDeclaringClass()).size();
    first.close();
    for (int i = 0; i < receivers; i++) {
      Subject subject = Subject.create(moment, simple);
      subject.bringTo(moment, server);
      Object receiver = subject.receivers(method.getDeclaringClass()).get(i);
      results.add(result(subject, receiver, method, moment, server, waits));
      subject.close();
    }
    return String.join(" or ", results);
  }

  private static String result(
      Subject subject, Object receiver, Method method, Moment moment, Server server, boolean waits)
      throws InterruptedException {
    var outcome = new CompletableFuture<@Nullable Object>();
    Runnable call =
        () -> {
          if (moment == Moment.INTERRUPTED) {
            Thread.currentThread().interrupt();
          }
          try {
            outcome.complete(method.invoke(receiver, Arguments.of(method, server)));
          } catch (InvocationTargetException e) {
            outcome.completeExceptionally(e.getTargetException());
          } catch (IllegalAccessException e) {
            throw new AssertionError(e);
          }
        };
    if (moment.isInHandler()) {
      subject.inHandler(server, call);
    } else {
      new Thread(call, "calls " + method.getName()).start();
    }
    CompletableFuture<String> end = described(outcome, method.getReturnType() == void.class);
    try {
      return waits ? end.get(50, MILLISECONDS) : end.get(PATIENCE_SECONDS, SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (TimeoutException e) {
      subject.close();
      try {
        return "waits; close: " + end.get(PATIENCE_SECONDS, SECONDS);
      } catch (ExecutionException | TimeoutException hangs) {
        return "hangs";
      }
    }
  }

  private static CompletableFuture<String> described(
      CompletableFuture<@Nullable Object> outcome, boolean isVoid) {
    var described = new CompletableFuture<String>();
    var unused =
        outcome.whenComplete(
            (value, error) -> {
              if (error != null) {
                described.complete("throws " + name(error));
              } else if (value instanceof CompletableFuture<?> future) {
                var unusedEnd =
                    future.whenComplete(
                        (done, failed) ->
                            described.complete(failed == null ? "ok" : "fails " + name(failed)));
              } else {
                described.complete(isVoid ? "ok" : text(value));
              }
            });
    return described;
  }

  private static String name(Throwable error) {
    Throwable cause = error.getCause();
    Throwable shown = error instanceof CompletionException && cause != null ? cause : error;
    return "`" + shown.getClass().getSimpleName() + "`";
  }

  private static String text(@Nullable Object value) {
    return value == null || value instanceof Boolean || value instanceof ClientState
        ? "`" + value + "`"
        : "ok";
  }

  /** The name of a row: the method, with its parameters where overloads differ. */
  static String signature(Method method) {
    return method.getName()
        + "("
        + String.join(
            ", ", Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList())
        + ")";
  }
}

package socketio.core.handlers;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.core.runtime.ClientContext;

/**
 * The acknowledgement of one event: sent when all its handlers have run and their stages have
 * completed, unless one of them failed. The handlers run on the lane; a stage completes on any
 * thread.
 */
final class Answer {
  private final ClientContext context;
  private final @Nullable Consumer<Args> reply;

  /** Counts the stages that have not completed, plus one until all handlers have run. */
  private final AtomicInteger pending = new AtomicInteger(1);

  private volatile boolean failed;
  private volatile @Nullable Object result;

  /**
   * Creates an answer.
   *
   * @param reply is called with the acknowledgement, on any thread; null if none is expected
   */
  Answer(ClientContext context, @Nullable Consumer<Args> reply) {
    this.context = context;
    this.reply = reply;
  }

  /** Calls a handler; the answer waits for the stage that it returns, if it returns one. */
  void await(Callable<@Nullable CompletionStage<?>> handler) {
    call(handler::call, false);
  }

  /** Calls the handler whose result, or the result of its stage, is the acknowledgement. */
  void awaitResult(Callable<@Nullable Object> handler) {
    call(handler, true);
  }

  private void call(Callable<@Nullable Object> handler, boolean isResult) {
    try {
      Object returned = handler.call();
      if (returned instanceof CompletionStage<?> stage) {
        await(stage, isResult);
      } else if (isResult) {
        result = returned;
      }
    } catch (Throwable e) {
      failed = true;
      context.errors().report(e);
    }
  }

  private void await(CompletionStage<?> stage, boolean isResult) {
    pending.incrementAndGet();
    stage.whenComplete(
        (value, error) -> {
          if (error != null) {
            failed = true;
            report(error);
          } else if (isResult) {
            result = value;
          }
          try {
            countDown();
          } catch (Throwable e) {
            report(e);
          }
        });
  }

  /** Reports an error on the lane; called on the thread that completed a stage. */
  private void report(Throwable error) {
    Throwable cause = error.getCause();
    Throwable reported = error instanceof CompletionException && cause != null ? cause : error;
    context.lane().execute(() -> context.errors().report(reported));
  }

  /** Sends the acknowledgement as soon as no stage is pending. */
  void handlersHaveRun() {
    try {
      countDown();
    } catch (Throwable e) {
      context.errors().report(e);
    }
  }

  private void countDown() {
    if (pending.decrementAndGet() == 0 && !failed && reply != null) {
      reply.accept(toArgs(result));
    }
  }

  private static Args toArgs(@Nullable Object result) {
    if (result instanceof Args args) {
      return args;
    }
    return result == null || Kotlin.isUnit(result) ? Args.of() : Args.of(result);
  }
}

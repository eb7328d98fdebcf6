package socketio.core.handlers;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.CallHandler;
import socketio.EventHandler;
import socketio.core.runtime.ClientContext;

/**
 * The acknowledgement of one event: sent when all its handlers have run and their stages have
 * completed, unless one of them failed. The handlers run on the lane; a stage completes on any
 * thread.
 */
final class Answer {
  private final ClientContext context;
  private final @Nullable Consumer<Args> reply;

  /**
   * Counts the stages that have not completed, plus one until all handlers have run; null as long
   * as no handler returned a stage, as usual. Set on the lane, before the stage can see it.
   */
  private @Nullable AtomicInteger pending;

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
  void await(EventHandler.Async handler, Args args) {
    try {
      CompletionStage<?> stage = handler.handle(args);
      if (stage != null) {
        await(stage, false);
      }
    } catch (Throwable e) {
      failed(e);
    }
  }

  /** Calls the handler whose result, or the result of its stage, is the acknowledgement. */
  void awaitResult(CallHandler handler, Args args) {
    try {
      Object returned = handler.handle(args);
      if (returned instanceof CompletionStage<?> stage) {
        await(stage, true);
      } else {
        result = returned;
      }
    } catch (Throwable e) {
      failed(e);
    }
  }

  private void failed(Throwable error) {
    failed = true;
    context.errors().report(error);
  }

  private void await(CompletionStage<?> stage, boolean isResult) {
    AtomicInteger counter = pending == null ? new AtomicInteger(1) : pending;
    pending = counter;
    counter.incrementAndGet();
    stage.whenComplete(
        (value, error) -> {
          if (error != null) {
            failed = true;
            report(error);
          } else if (isResult) {
            result = value;
          }
          try {
            countDown(counter);
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
      countDown(pending);
    } catch (Throwable e) {
      context.errors().report(e);
    }
  }

  private void countDown(@Nullable AtomicInteger counter) {
    if ((counter == null || counter.decrementAndGet() == 0) && !failed && reply != null) {
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

package socketio.spi.support;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.spi.Channel;
import socketio.spi.Frame;

/**
 * Calls a channel's listener from several threads, one call at a time, with exactly one terminal
 * call. No thread waits: if another call is in progress, its thread makes the new one afterwards.
 */
final class SerialListener {
  private final Channel.Listener listener;
  private final Executor executor;
  private final Runnable onThrow;

  /** The terminal call, which also waits. Once it is set no other call begins. */
  private final AtomicReference<@Nullable Consumer<Channel.Listener>> end = new AtomicReference<>();

  private final Queue<Consumer<Channel.Listener>> waiting = new ConcurrentLinkedQueue<>();

  /** The call in progress and those that wait; the thread that raises it from 0 makes them all. */
  private final AtomicInteger due = new AtomicInteger();

  /**
   * @param executor runs calls that the current thread must not make
   * @param onThrow run after the listener threw, which ends the channel
   */
  SerialListener(Channel.Listener listener, Executor executor, Runnable onThrow) {
    this.listener = listener;
    this.executor = executor;
    this.onThrow = onThrow;
  }

  /** Makes a call that is not terminal. For threads of the library. */
  void call(Consumer<Channel.Listener> event) {
    if (!hasEnded() && enter(event)) {
      run();
    }
  }

  /**
   * Like {@link #call} for a frame; allocates nothing unless another call is in progress.
   *
   * @param then run after the listener's call, as a part of it; not run after the end
   */
  void frame(Frame frame, Runnable then) {
    if (!due.compareAndSet(0, 1)) {
      call(to -> call(to, frame, then));
      return;
    }
    try {
      if (!hasEnded()) { // looks only now that no other thread can make the terminal call
        call(listener, frame, then);
      }
    } catch (Throwable e) { // after an Error, too, the channel must end
      thrown(e);
    }
    if (due.decrementAndGet() > 0) {
      run();
    }
  }

  private static void call(Channel.Listener to, Frame frame, Runnable then) {
    to.onFrame(frame);
    then.run();
  }

  /** Makes a call that is not terminal, from any thread, perhaps one that holds locks. */
  void callLater(Consumer<Channel.Listener> event) {
    if (!hasEnded() && enter(event)) {
      executor.execute(this::run);
    }
  }

  /** Makes the terminal call, unless another one is settled. For threads of the library. */
  void end(Consumer<Channel.Listener> last) {
    if (end.compareAndSet(null, last) && enter(last)) {
      run();
    }
  }

  /** Like {@link #end}, from any thread, perhaps one that holds locks. */
  void endLater(Consumer<Channel.Listener> last) {
    if (end.compareAndSet(null, last) && enter(last)) {
      executor.execute(this::run);
    }
  }

  boolean hasEnded() {
    return end.get() != null;
  }

  /** Returns whether the caller must have {@link #run} called. */
  private boolean enter(Consumer<Channel.Listener> event) {
    waiting.add(event);
    return due.getAndIncrement() == 0;
  }

  private void run() {
    do {
      Consumer<Channel.Listener> event = waiting.remove();
      Consumer<Channel.Listener> last = end.get();
      if (last == null) {
        make(event);
      } else if (event == last) {
        finish(last);
      } // anything else is too late
    } while (due.decrementAndGet() > 0);
  }

  private void make(Consumer<Channel.Listener> event) {
    try {
      event.accept(listener);
    } catch (Throwable e) { // after an Error, too, the channel must end
      thrown(e);
    }
  }

  /** For the thread that makes the calls. */
  private void thrown(Throwable e) {
    Consumer<Channel.Listener> last = to -> to.onFailure(e, null);
    if (end.compareAndSet(null, last)) {
      enter(last);
    }
    onThrow.run();
  }

  private void finish(Consumer<Channel.Listener> last) {
    try {
      last.accept(listener);
    } catch (Throwable e) { // there is no call left that could report it
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}

package socketio.jetty;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import socketio.spi.Channel;
import socketio.spi.Frame;

/**
 * Calls a channel's listener from several threads, one call at a time, with exactly one terminal
 * call. Nobody ever waits: a call that comes during another one is made by the thread of that one.
 */
final class SerialListener {
  private final Channel.Listener listener;
  private final Executor executor;
  private final Runnable onThrow;

  // Guarded by this.
  private final ArrayDeque<Consumer<Channel.Listener>> waiting = new ArrayDeque<>(1);
  private boolean busy;
  private boolean ending;

  /**
   * @param executor runs calls that must not be made by the thread that wants them
   * @param onThrow run after the listener threw, which ends the channel
   */
  SerialListener(Channel.Listener listener, Executor executor, Runnable onThrow) {
    this.listener = listener;
    this.executor = executor;
    this.onThrow = onThrow;
  }

  /** Makes a call that is not terminal. For threads of the library. */
  void tell(Consumer<Channel.Listener> event) {
    if (enter(event, false)) {
      run();
    }
  }

  /**
   * As {@link #tell} for a frame, of which there are many.
   *
   * @param then run after the listener's call, as a part of it
   */
  void tellFrame(Frame frame, Runnable then) {
    synchronized (this) {
      if (ending) {
        return;
      }
      if (busy) {
        waiting.add(to -> call(to, frame, then));
        return;
      }
      busy = true;
    }
    try {
      call(listener, frame, then);
    } catch (Throwable e) { // a listener's Error must not leave the channel without an end
      thrown(e);
    }
    run();
  }

  private static void call(Channel.Listener to, Frame frame, Runnable then) {
    to.onFrame(frame);
    then.run();
  }

  /** Makes a call that is not terminal, from any thread, perhaps one that holds locks. */
  void tellLater(Consumer<Channel.Listener> event) {
    if (enter(event, false)) {
      executor.execute(this::run);
    }
  }

  /** Makes the terminal call, unless another one was settled before. For library threads. */
  void end(Consumer<Channel.Listener> event) {
    if (enter(event, true)) {
      run();
    }
  }

  /** As {@link #end}, from any thread, perhaps one that holds locks. */
  void endLater(Consumer<Channel.Listener> event) {
    if (enter(event, true)) {
      executor.execute(this::run);
    }
  }

  synchronized boolean isEnding() {
    return ending;
  }

  /** Returns whether the caller must see to it that {@link #run} is called. */
  private synchronized boolean enter(Consumer<Channel.Listener> event, boolean terminal) {
    if (ending) {
      return false;
    }
    if (terminal) {
      ending = true;
      waiting.clear();
    }
    waiting.add(event);
    boolean first = !busy;
    busy = true;
    return first;
  }

  private void run() {
    while (true) {
      Consumer<Channel.Listener> event;
      boolean last;
      synchronized (this) {
        event = waiting.poll();
        if (event == null) {
          busy = false;
          return;
        }
        last = ending;
      }
      try {
        event.accept(listener);
      } catch (Throwable e) { // a listener's Error must not leave the channel without an end
        if (last) { // there is no call left that could report it
          Thread thread = Thread.currentThread();
          thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } else {
          thrown(e);
        }
      }
    }
  }

  private void thrown(Throwable e) {
    enter(terminal -> terminal.onFailure(e, null), true);
    onThrow.run();
  }
}

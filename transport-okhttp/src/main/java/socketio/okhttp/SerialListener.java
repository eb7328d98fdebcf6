package socketio.okhttp;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.spi.Channel;
import socketio.spi.Frame;

/**
 * Calls a channel's listener from several threads, one call at a time, with exactly one terminal
 * call. The reader thread waits for its turn, which holds back the peer; nobody else ever waits:
 * what such a thread has to tell is told by whoever has the turn.
 */
final class SerialListener {
  private final Channel.Listener listener;
  private final Runnable onThrow;
  private final ReentrantLock turn = new ReentrantLock();
  private final AtomicReference<@Nullable Consumer<Channel.Listener>> end = new AtomicReference<>();
  private volatile boolean drained;
  private volatile boolean ended; // written with the turn only

  /**
   * @param onThrow run after the listener threw, which ends the channel
   */
  SerialListener(Channel.Listener listener, Runnable onThrow) {
    this.listener = listener;
    this.onThrow = onThrow;
  }

  /** Makes a call that is not terminal. For the reader thread only: waits for its turn. */
  void tell(Consumer<Channel.Listener> event) {
    turn.lock();
    try {
      if (end.get() == null) {
        call(event);
      }
    } finally {
      turn.unlock();
    }
    tellPending();
  }

  /** As {@link #tell} for a frame, of which there are many: makes no object for each. */
  void tellFrame(Frame frame) {
    turn.lock();
    try {
      if (end.get() == null) {
        listener.onFrame(frame);
      }
    } catch (Throwable e) { // a listener's Error must not leave the channel without an end
      thrown(e);
    } finally {
      turn.unlock();
    }
    tellPending();
  }

  void drained() {
    drained = true;
    tellPending();
  }

  /** Makes the terminal call, unless another one was settled before. */
  void end(Consumer<Channel.Listener> event) {
    settle(event);
    tellPending();
  }

  /**
   * Decides which call will be the terminal one, unless that is settled. From here on there are no
   * other calls; {@link #tellPending} makes it.
   */
  void settle(Consumer<Channel.Listener> event) {
    end.compareAndSet(null, event);
  }

  boolean isEnding() {
    return end.get() != null;
  }

  /**
   * Makes the calls that are due, or leaves them to whoever has the turn and will look here after
   * giving it back.
   */
  void tellPending() {
    while (isPending() && !turn.isHeldByCurrentThread() && turn.tryLock()) {
      try {
        Consumer<Channel.Listener> last = end.get();
        if (last != null) {
          finish(last);
        } else if (drained) {
          drained = false;
          call(Channel.Listener::onDrain);
        }
      } finally {
        turn.unlock();
      }
    }
  }

  private boolean isPending() {
    return !ended && (drained || end.get() != null);
  }

  private void call(Consumer<Channel.Listener> event) {
    try {
      event.accept(listener);
    } catch (Throwable e) { // a listener's Error must not leave the channel without an end
      thrown(e);
    }
  }

  private void thrown(Throwable e) {
    settle(last -> last.onFailure(e, null));
    onThrow.run();
  }

  private void finish(Consumer<Channel.Listener> last) {
    if (ended) {
      return;
    }
    ended = true;
    try {
      last.accept(listener);
    } catch (Throwable e) { // there is no call left that could report it
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}

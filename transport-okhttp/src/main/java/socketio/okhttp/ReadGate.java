package socketio.okhttp;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the reader thread of a channel waits while no frames are wanted. As it then reads nothing
 * from the socket, TCP holds the peer back.
 */
final class ReadGate {
  private enum State {
    OPEN,
    SHUT,
    /** For ever open, because what comes through is thrown away. */
    DISCARDING
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile State state = State.OPEN;

  void setOpen(boolean open) {
    change(open ? State.OPEN : State.SHUT);
  }

  void discard() {
    change(State.DISCARDING);
  }

  private void change(State next) {
    lock.lock();
    try {
      if (state != State.DISCARDING) {
        state = next;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until frames are wanted or the channel has ended.
   *
   * @return whether the frame in hand is to be delivered
   */
  boolean pass() throws InterruptedException {
    if (state == State.OPEN) {
      return true;
    }
    lock.lockInterruptibly();
    try {
      while (state == State.SHUT) {
        changed.await();
      }
      return state == State.OPEN;
    } finally {
      lock.unlock();
    }
  }
}

package socketio.spi.support;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;

/**
 * Writes frames in order, in batches, the next batch when the network has taken the one before. A
 * frame that follows a pause is written by the thread that sends it, which is the fastest for a
 * single one; under load a thread of the executor writes, so that frames gather meanwhile.
 */
final class OutgoingQueue {
  /** Above this, an empty queue is reported. */
  private static final long DRAIN_THRESHOLD = 64L << 10;

  /** How much goes into a batch, unless a single message is larger. */
  private static final long BATCH_BYTES = 64L << 10;

  /** After a pause this long, the sender writes on its own thread. */
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  /**
   * How many batches a thread that has other things to do writes before the executor takes over.
   */
  private static final int MAX_BATCHES_IN_A_ROW = 64;

  private final int batchFrames;
  private final Executor executor;
  private final Writer writer;
  private final Runnable run = this::runToTheEnd;

  /** Changed with the lock; read without, because the thread that writes would often hold it. */
  private volatile long queuedBytes;

  // Guarded by this.
  private final ArrayDeque<Frame> waiting = new ArrayDeque<>(1);
  private @Nullable Close close;
  private boolean opened;
  private boolean drainOwed;
  private boolean ended;
  private boolean closeSent;
  private boolean writing;
  private long lastSend = System.nanoTime() - PAUSE_NANOS;

  // For the one thread that writes.
  private final List<Frame> batch = new ArrayList<>();
  private long batchBytes;
  private @Nullable Close closeToWrite;
  private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.WRITING);

  private record Close(int code, String reason) {}

  private enum Progress {
    /** A call of the writer has not returned. */
    WRITING,
    /** It has not returned, but the network has taken everything. */
    WRITTEN,
    /** It has returned, and the network has not taken everything. */
    LEFT
  }

  /** Writes to the network, and has {@link #written} called when that has taken it. */
  interface Writer {
    /** Writes frames. The list is the queue's. */
    void write(List<Frame> frames);

    /** Writes the close frame. */
    void writeClose(int code, String reason);

    /** Called by any thread, perhaps in {@link OutgoingQueue#send}. */
    void drained();

    /** Called, likewise, if writing throws; nothing is written after that. */
    void failed(Throwable cause);
  }

  /**
   * @param batchFrames the most frames of a batch
   * @param executor where to write under load
   */
  OutgoingQueue(int batchFrames, Executor executor, Writer writer) {
    this.batchFrames = batchFrames;
    this.executor = executor;
    this.writer = writer;
  }

  /** The handshake has succeeded: begins to write. */
  void opened() {
    synchronized (this) {
      opened = true;
      if (!begins()) {
        return;
      }
    }
    run(MAX_BATCHES_IN_A_ROW);
  }

  void send(List<Frame> frames) {
    boolean afterPause;
    synchronized (this) {
      if (ended || close != null) {
        return;
      }
      long queued = queuedBytes;
      for (Frame frame : frames) {
        waiting.add(frame);
        queued += size(frame);
      }
      queuedBytes = queued;
      drainOwed |= queued > DRAIN_THRESHOLD;
      long now = System.nanoTime();
      afterPause = now - lastSend >= PAUSE_NANOS;
      lastSend = now;
      if (!begins()) {
        return;
      }
    }
    if (afterPause) {
      run(MAX_BATCHES_IN_A_ROW);
    } else {
      executor.execute(run);
    }
  }

  long queuedBytes() {
    return queuedBytes;
  }

  /** Writes a close frame after everything else. */
  void close(int code, String reason) {
    synchronized (this) {
      if (ended || close != null) {
        return;
      }
      close = new Close(code, reason);
      if (!begins()) {
        return;
      }
    }
    run(MAX_BATCHES_IN_A_ROW);
  }

  /** Drops what waits and takes nothing any more. */
  synchronized void end() {
    ended = true;
    waiting.clear();
    queuedBytes = 0;
  }

  /** Returns whether the queue must be run. */
  private boolean begins() {
    boolean begins =
        opened && !writing && !ended && (!waiting.isEmpty() || (close != null && !closeSent));
    writing |= begins;
    return begins;
  }

  /** For a thread of the executor, which may write as long as there is something. */
  private void runToTheEnd() {
    run(Integer.MAX_VALUE);
  }

  /**
   * Called by one thread at a time.
   *
   * @param mostBatches how many this thread writes before the executor takes over
   */
  private void run(int mostBatches) {
    for (int count = 0; count < mostBatches; count++) {
      if (!takeBatch()) {
        return;
      }
      Close last = closeToWrite;
      progress.set(Progress.WRITING);
      try {
        if (last != null) {
          writer.writeClose(last.code, last.reason);
        } else {
          writer.write(batch);
        }
      } catch (Throwable e) { // an Error, too: nothing would be written any more, without a word
        writer.failed(e);
        return;
      }
      if (progress.compareAndSet(Progress.WRITING, Progress.LEFT)) {
        return; // written() will continue
      }
    }
    executor.execute(run);
  }

  /**
   * The network has taken what was written. Called by any thread, perhaps by the writer before it
   * returns; not called again before the next call of the writer.
   */
  void written() {
    if (!progress.compareAndSet(Progress.WRITING, Progress.WRITTEN)) {
      run(MAX_BATCHES_IN_A_ROW);
    }
  }

  /** Finds what to write next: frames, or the close frame. Returns whether there is anything. */
  private boolean takeBatch() {
    boolean drained;
    boolean more;
    batch.clear();
    synchronized (this) {
      if (!ended) {
        queuedBytes -= batchBytes;
      }
      batchBytes = 0;
      drained = drainOwed && waiting.isEmpty() && !ended;
      drainOwed &= !drained;
      fillBatch();
      closeToWrite = batch.isEmpty() && !closeSent && !ended ? close : null;
      closeSent |= closeToWrite != null;
      more = closeToWrite != null || !batch.isEmpty();
      writing = more;
    }
    if (drained) {
      writer.drained();
    }
    return more;
  }

  private void fillBatch() {
    Frame frame;
    while ((frame = waiting.peek()) != null && batch.size() < batchFrames) {
      long size = size(frame);
      if (!batch.isEmpty() && batchBytes + size > BATCH_BYTES) {
        return;
      }
      waiting.remove();
      batch.add(frame);
      batchBytes += size;
    }
  }

  /** Exact for ASCII, without a look at every character. */
  private static long size(Frame frame) {
    return frame instanceof Frame.Text text ? text.length() : ((Frame.Binary) frame).data().length;
  }
}

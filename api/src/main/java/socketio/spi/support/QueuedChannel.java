package socketio.spi.support;

import java.util.List;
import java.util.concurrent.Executor;
import socketio.spi.Frame;

/**
 * An {@link AbstractChannel} for libraries that report when the network has taken what they were
 * given. Frames wait in a queue of the channel, and leave in batches. A frame that follows a pause
 * of 50 microseconds is written by the thread that sends it; under load a thread of the executor
 * writes, so that no sender is held up by others and frames gather meanwhile.
 *
 * @since 1.0
 */
public abstract class QueuedChannel extends AbstractChannel {
  private final OutgoingQueue queue;

  /**
   * Creates a channel that is opening.
   *
   * @param listener called back
   * @param executor runs what the current thread must not; never refuses a task
   * @param batchFrames the most frames that {@link #write} gets at once; beside that, more than one
   *     frame only up to 64 KiB
   */
  @SuppressWarnings("this-escape") // nothing is called before there is an event
  protected QueuedChannel(Listener listener, Executor executor, int batchFrames) {
    super(listener, executor);
    queue = new OutgoingQueue(batchFrames, executor, new Network());
  }

  /**
   * Writes frames in order. When the network has taken them all, {@link #written} is to be called,
   * and then nothing else of the list is used. If it cannot take them, {@link #fail} is; whatever
   * this method throws fails the channel, too.
   *
   * @param frames one or more frames
   */
  protected abstract void write(List<Frame> frames);

  /**
   * Writes a close frame, with {@link #written} or {@link #fail} as for {@link #write}.
   *
   * @param code a code that may be sent
   * @param reason 123 bytes of UTF-8 at most
   */
  protected abstract void writeClose(int code, String reason);

  /** Begins to write, after {@link #opened}. */
  protected final void startWriting() {
    queue.opened();
  }

  /**
   * The network has taken what the last call of {@link #write} or {@link #writeClose} wrote. Called
   * once after each of them, by any thread, also before that method returns. The next batch may be
   * written by this thread.
   */
  protected final void written() {
    queue.written();
  }

  @Override
  public final void send(List<Frame> frames) {
    queue.send(frames);
  }

  @Override
  public final long queuedBytes() {
    return queue.queuedBytes();
  }

  @Override
  protected final void sendClose(int code, String reason) {
    queue.close(code, reason);
  }

  @Override
  protected final void clearQueue() {
    queue.end();
  }

  private final class Network implements OutgoingQueue.Writer {
    @Override
    public void write(List<Frame> frames) {
      QueuedChannel.this.write(frames);
    }

    @Override
    public void writeClose(int code, String reason) {
      QueuedChannel.this.writeClose(code, reason);
    }

    @Override
    public void drained() {
      QueuedChannel.this.drained();
    }

    @Override
    public void failed(Throwable cause) {
      fail(cause);
    }
  }
}

package socketio.spi.support;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

/**
 * What every {@link Channel} has to do, whatever its network library: it makes the callbacks one at
 * a time with one terminal callback, holds the peer back while frames are not wanted, and ends in
 * bounded time. A subclass connects it to the WebSocket of its library.
 *
 * <p>The library is asked for one message, or part of a message, at a time. For each {@link
 * #requestNext} the subclass calls, when the library has the part, {@link #received} or {@link
 * #skip}; either of them leads to the next {@code requestNext}, at once or when frames are wanted
 * again. A library that pushes messages from a thread which may block is held back by letting that
 * thread wait, after each message, for {@code requestNext} or {@link #drop}.
 *
 * <p>{@link #close} sends what is queued, then the close frame. The peer then has 2 seconds to
 * answer, and more only while it takes what was queued, at most 30 seconds in all; then the channel
 * fails. From the call of {@code close} on, frames are read and dropped.
 *
 * <p>Thread-safe.
 *
 * @since 1.0
 */
public abstract class AbstractChannel implements Channel {
  /** How long nothing may happen while a channel is closing. */
  private static final long CLOSE_STEP_SECONDS = 2;

  /** Bounds the closing, however busily the queue is being sent. */
  private static final int MAX_CLOSE_STEPS = 15;

  private final SerialListener listener;
  private final Executor executor;
  private final ReadGate gate = new ReadGate();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Runnable skip = this::skip;

  /**
   * Creates a channel that is opening.
   *
   * @param listener called back
   * @param executor makes callbacks for threads that must not; never refuses a task
   */
  @SuppressWarnings("this-escape") // nothing is called before there is an event
  protected AbstractChannel(Listener listener, Executor executor) {
    this.executor = executor;
    this.listener = new SerialListener(listener, executor, this::dropAll);
  }

  /** Asks the library for the next message, or part of one. Any thread may call it. */
  protected abstract void requestNext();

  /**
   * Queues a close frame after everything that was sent. Called once at most.
   *
   * @param code a code that may be sent
   * @param reason 123 bytes of UTF-8 at most
   */
  protected abstract void sendClose(int code, String reason);

  /**
   * Drops what waits to be sent. From here on {@code send} takes nothing and {@code queuedBytes} is
   * 0. May be called more than once, by any thread.
   */
  protected abstract void clearQueue();

  /**
   * Drops the connection, or its opening; {@link #clearQueue} has been called before. May be called
   * more than once, by any thread.
   */
  protected abstract void drop();

  /**
   * Runs a task after a delay, on a thread of the transport.
   *
   * @param task does not block
   * @param delay how long to wait
   * @param unit of the delay
   */
  protected abstract void schedule(Runnable task, long delay, TimeUnit unit);

  /**
   * The library has opened the connection. The subclass then begins to send, and calls {@link
   * #skip} to ask for the first message. For threads of the library.
   *
   * @param handshake the server's response
   */
  protected final void opened(Transport.Response handshake) {
    listener.call(to -> to.onOpen(handshake));
  }

  /**
   * A message has arrived: it is delivered, and then the next one is requested. For threads of the
   * library, one at a time.
   *
   * @param frame the message
   */
  protected final void received(Frame frame) {
    switch (gate.pass(frame)) {
      case DELIVER -> listener.frame(frame, skip);
      case DROP -> skip();
      case HOLD -> {}
    }
  }

  /**
   * Something has arrived that is not to be delivered, such as a part of a message or a ping: only
   * the next part is requested. For threads of the library, one at a time.
   */
  protected final void skip() {
    if (gate.mayContinue()) {
      requestNext();
    }
  }

  /**
   * Whether messages are dropped, because the channel is closing or has ended: the subclass need
   * not assemble them.
   *
   * @return whether {@link #skip} is enough
   */
  protected final boolean isDiscarding() {
    return gate.isDiscarding();
  }

  /** The network has taken everything, or a good part, of what was queued. For any thread. */
  protected final void drained() {
    listener.callLater(Listener::onDrain);
  }

  /**
   * The peer's close frame has arrived. The channel ends; the subclass answers the frame, unless
   * the library does. The connection is dropped after 2 seconds at the latest. For threads of the
   * library.
   *
   * @param code the code, 1005 if there was none
   * @param reason the reason, possibly empty
   */
  protected final void closedByPeer(int code, String reason) {
    discard();
    schedule(this::dropAll, CLOSE_STEP_SECONDS, TimeUnit.SECONDS);
    listener.end(last -> last.onClose(code, reason));
  }

  /**
   * The server has refused the handshake, or could not be reached. For any thread.
   *
   * @param cause what happened
   * @param response the server's response, or null
   */
  protected final void refused(Throwable cause, Transport.@Nullable Response response) {
    discard();
    listener.endLater(last -> last.onFailure(cause, response));
    drop();
  }

  /**
   * The connection broke. Calls back on the current thread, a thread of the library.
   *
   * @param cause what happened
   */
  protected final void broken(Throwable cause) {
    discard();
    listener.end(last -> last.onFailure(cause, null));
    drop();
  }

  /**
   * Ends the channel and drops the connection. For any thread, in a callback or holding locks.
   *
   * @param cause what happened
   */
  public final void fail(Throwable cause) {
    refused(cause, null); // which is settled before the library reports consequences
  }

  /**
   * Whether the terminal callback is settled, which may still be to come.
   *
   * @return whether there will be no other callback
   */
  protected final boolean hasEnded() {
    return listener.hasEnded();
  }

  /**
   * The code that answers a close frame.
   *
   * @param code any code
   * @return the same, or 1000 if that one must not be sent
   */
  protected static int validCloseCode(int code) {
    return CloseFrames.code(code);
  }

  @Override
  public final void reading(boolean wanted) {
    if (wanted) {
      resume(gate.open());
    } else {
      gate.shut();
    }
  }

  private void resume(ReadGate.Resume next) {
    if (next instanceof ReadGate.Resume.Demand) {
      requestNext();
    } else if (next instanceof ReadGate.Resume.Deliver held) {
      executor.execute(() -> deliver(held.frame()));
    }
  }

  private void deliver(Frame held) {
    if (gate.isDiscarding()) {
      skip(); // closed before the executor came to it
    } else {
      listener.frame(held, skip);
    }
  }

  @Override
  public final void close(int code, String reason) {
    if (closing.compareAndSet(false, true)) {
      long queued = queuedBytes();
      sendClose(CloseFrames.code(code), CloseFrames.reason(reason));
      resume(gate.discard());
      awaitClose(queued, MAX_CLOSE_STEPS);
    }
  }

  private void awaitClose(long queued, int steps) {
    schedule(() -> checkClose(queued, steps), CLOSE_STEP_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits as long as the peer takes what was queued, but not for ever. */
  private void checkClose(long queuedBefore, int steps) {
    if (hasEnded()) {
      return;
    }
    long queued = queuedBytes();
    if (queued < queuedBefore && steps > 1) {
      awaitClose(queued, steps - 1);
    } else {
      fail(new IOException("The peer did not answer the closing handshake in time"));
    }
  }

  @Override
  public final void abort() {
    fail(new IOException("The connection was aborted on this side"));
  }

  /** Drops what waits, in either direction. */
  private void discard() {
    gate.discard();
    clearQueue();
  }

  private void dropAll() {
    discard();
    drop();
  }
}

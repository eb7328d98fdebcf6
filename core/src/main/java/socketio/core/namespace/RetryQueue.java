package socketio.core.namespace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.EncodingException;
import socketio.SocketIOException;
import socketio.core.runtime.Observation;

/**
 * The events of one namespace that are sent again until they are acknowledged: one at a time, in
 * order. Confined to the loop.
 */
final class RetryQueue {
  private static final int MAX_EVENTS = 10_000;
  private static final long MAX_BYTES = 64L << 20;

  private final Sender sender;
  private final Observation observation;
  private final Deque<Emission> queue = new ArrayDeque<>(1);

  private long bytes;

  /** How often the head was sent. */
  private int attempts;

  /** The acknowledgement that the head waits for; null while it is not in flight. */
  private @Nullable CompletableFuture<Args> inFlight;

  RetryQueue(Sender sender, Observation observation) {
    this.sender = sender;
    this.observation = observation;
  }

  void add(Emission emission) {
    long size = emission.outgoing.bytes();
    if (!fits(size)) {
      emission.failed(
          new SocketIOException(
              String.format(
                  "event '%s' was not queued: %,d events of %,d bytes are already waiting for"
                      + " acknowledgement; emit it again when some of them have completed",
                  emission.outgoing.event(), queue.size(), bytes)));
      return;
    }
    queue.add(emission);
    bytes += size;
    observation.retrying(1);
    sendNext();
  }

  /** An empty queue takes an event of any size: the server decides whether it is too large. */
  private boolean fits(long size) {
    return queue.isEmpty() || (queue.size() < MAX_EVENTS && bytes + size <= MAX_BYTES);
  }

  /** Sends the head, if there is a connection and the head is not in flight. */
  void sendNext() {
    while (inFlight == null && sender.isJoined() && !queue.isEmpty()) {
      Emission head = queue.element();
      try {
        var acknowledgement = new CompletableFuture<Args>();
        sender.sendAttempt(head, acknowledgement);
        inFlight = acknowledgement;
        attempts++;
        var unused =
            acknowledgement.whenComplete(
                (args, error) -> attemptEnded(head, acknowledgement, args, error));
      } catch (EncodingException e) {
        advance();
        head.failed(e); // too large for this server, unlike the previous one
      }
    }
  }

  private void attemptEnded(
      Emission head,
      CompletableFuture<Args> acknowledgement,
      @Nullable Args args,
      @Nullable Throwable error) {
    if (inFlight != acknowledgement) {
      return; // the head was cancelled
    }
    inFlight = null;
    if (args != null) {
      advance();
      head.acknowledged(args);
    } else if (attempts > head.options.retries()) {
      int count = attempts;
      advance();
      head.failed(
          new AckTimeoutException(
              String.format(
                  "event '%s' was not acknowledged in any of %d attempts",
                  head.outgoing.event(), count),
              error));
    }
    sendNext();
  }

  private void advance() {
    removed(queue.remove());
    attempts = 0;
  }

  private void removed(Emission emission) {
    bytes -= emission.outgoing.bytes();
    observation.retrying(-1);
  }

  /** Removes a cancelled event. */
  void remove(Emission emission) {
    if (queue.peek() != emission) {
      if (queue.removeFirstOccurrence(emission)) {
        removed(emission);
      }
      return;
    }
    if (inFlight != null) {
      inFlight = null;
      sender.cancelAttempt(emission);
    }
    advance();
    sendNext();
  }

  /** Removes and returns all events, in order: the client will not connect again. */
  List<Emission> takeAll() {
    List<Emission> all = new ArrayList<>(queue);
    if (inFlight != null) {
      inFlight = null;
      sender.cancelAttempt(all.get(0));
    }
    while (!queue.isEmpty()) {
      advance();
    }
    return all;
  }
}

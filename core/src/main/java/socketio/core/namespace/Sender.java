package socketio.core.namespace;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.EncodingException;
import socketio.NotConnectedException;
import socketio.OfflinePolicy;
import socketio.core.handlers.OutgoingListeners;
import socketio.core.link.EngineLink;
import socketio.core.runtime.ClientContext;

/**
 * Sends the outgoing events of one namespace, or buffers, drops, fails or retries them, according
 * to their options and the offline policy. Confined to the loop.
 */
final class Sender {
  private final ClientContext context;
  private final String path;
  private final OutgoingListeners listeners;
  private final PendingAcks acks;
  private final RetryQueue retries;
  private final @Nullable OfflineBuffer buffer;

  /** The connection on which the namespace is joined; null if it is not. */
  private @Nullable EngineLink link;

  Sender(ClientContext context, String path, OutgoingListeners listeners) {
    this.context = context;
    this.path = path;
    this.listeners = listeners;
    acks = new PendingAcks(context.loop(), path, context.observation());
    retries = new RetryQueue(this, context.observation());
    buffer =
        context.offline() instanceof OfflinePolicy.Buffer policy
            ? new OfflineBuffer(context.loop(), policy, path, context.observation())
            : null;
  }

  PendingAcks acks() {
    return acks;
  }

  boolean isJoined() {
    return link != null;
  }

  NotConnectedException notConnected(String event) {
    return new NotConnectedException(
        String.format("event '%s' was not sent: namespace %s is not connected", event, path));
  }

  /**
   * Sends an event, or handles it according to its options and the policy.
   *
   * @param wanted whether the namespace is joined, or the client tries to join it
   */
  void send(Emission emission, boolean wanted) {
    assert context.loop().inLoop();
    if (emission.isDone()) {
      return; // cancelled before it was sent
    }
    EngineLink now = link;
    if (emission.options.retries() > 0) {
      if (wanted) {
        retries.add(emission);
      } else {
        emission.failed(notConnected(emission.outgoing.event()));
      }
    } else if (now != null && maySend(emission, now)) {
      transmit(emission, now);
    } else {
      unsent(emission);
    }
  }

  /** A volatile event needs an idle network; without a buffer, no event outlives its connection. */
  private boolean maySend(Emission emission, EngineLink now) {
    return emission.options.isVolatile()
        ? now.isWritable()
        : buffer != null || emission.outgoing.link() == now;
  }

  /** Buffers, drops or fails an event that cannot be sent now. */
  private void unsent(Emission emission) {
    if (emission.options.isVolatile()) {
      emission.dropped();
    } else if (buffer != null) {
      buffer.add(emission);
    } else if (context.offline() == OfflinePolicy.drop()) {
      emission.dropped();
    } else {
      emission.failed(notConnected(emission.outgoing.event()));
    }
  }

  private void transmit(Emission emission, EngineLink now) {
    Outgoing outgoing = emission.outgoing;
    try {
      checkLimits(outgoing, now);
    } catch (EncodingException e) {
      emission.failed(e);
      return;
    }
    if (now.send(outgoing.packet(), outgoing.frames())) {
      listeners.sent(outgoing.event(), outgoing.args());
      emission.sent();
    } else {
      unsent(emission); // the engine is ending, such as after the machine has slept
    }
  }

  /** Skips an event encoded for this connection: its size was checked then. */
  private static void checkLimits(Outgoing outgoing, EngineLink now) {
    if (outgoing.link() != now) {
      outgoing.check(now.limits());
    }
  }

  /** Sends an event that is kept until it is acknowledged. */
  void sendAttempt(Emission emission, CompletableFuture<Args> acknowledgement) {
    EngineLink now = link;
    if (now == null) {
      throw new IllegalStateException("not joined");
    }
    Outgoing outgoing = emission.outgoing;
    checkLimits(outgoing, now);
    if (now.send(outgoing.packet(), outgoing.copyOfFrames())) {
      listeners.sent(outgoing.event(), outgoing.args());
    }
    Duration given = emission.options.timeout();
    acks.add(
        outgoing.id(),
        outgoing.event(),
        given == null ? context.callTimeout() : given,
        acknowledgement);
  }

  void cancelAttempt(Emission emission) {
    acks.cancel(emission.outgoing.id());
  }

  /** The application cancelled an event: it is not sent any more, nor waited for. */
  void cancel(Emission emission) {
    if (emission.options.retries() > 0) {
      retries.remove(emission);
    } else if (buffer == null || !buffer.remove(emission)) {
      acks.cancel(emission.outgoing.id());
    }
  }

  void acknowledged(long id, Args args) {
    acks.complete(id, args);
  }

  /** The namespace was joined: sends the kept events first. */
  void joined(EngineLink now) {
    link = now;
    if (buffer != null) {
      for (Emission emission : buffer.takeAll()) {
        if (!emission.isDone()) {
          transmit(emission, now);
        }
      }
    }
    retries.sendNext();
  }

  /** The namespace is no longer joined: fails all pending acknowledgements. */
  void left(DisconnectReason reason, @Nullable Throwable cause) {
    link = null;
    acks.failAll(
        new DisconnectedException(
            String.format(
                "namespace %s was disconnected (%s) before the acknowledgement came", path, reason),
            reason,
            cause));
  }

  /** The client does not try to connect any more: fails the events of the retry queue. */
  void failRetries(RuntimeException error) {
    boolean byApplication =
        error instanceof DisconnectedException end
            && end.reason() == DisconnectReason.CLIENT_DISCONNECT;
    retries
        .takeAll()
        .forEach(
            byApplication
                ? emission -> emission.abandoned(error)
                : emission -> emission.failed(error));
  }

  /** Fails the kept events. */
  void clearBuffer(String why) {
    if (buffer != null) {
      List<Emission> all = buffer.takeAll();
      all.forEach(
          emission ->
              emission.abandoned(
                  new NotConnectedException(
                      String.format(
                          "event '%s' was not sent: %s", emission.outgoing.event(), why))));
    }
  }
}

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
 * The events of one namespace on their way out: sent, kept until there is a connection, dropped, or
 * sent until they are acknowledged. Confined to the loop.
 */
final class Sender {
  private final ClientContext context;
  private final String path;
  private final OutgoingListeners listeners;
  private final PendingAcks acks;
  private final RetryQueue retries;
  private final @Nullable OfflineBuffer buffer;

  /** The connection on which the namespace is joined. */
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
   * Sends an event, or does what its options and the policy say.
   *
   * @param wanted whether the client tries to be connected
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

  /** A volatile event leaves at once; without a buffer none leaves on a later connection. */
  private boolean maySend(Emission emission, EngineLink now) {
    return emission.options.isVolatile()
        ? now.isWritable()
        : buffer != null || emission.outgoing.link() == now;
  }

  /** There is no connection for an event. */
  private void unsent(Emission emission) {
    if (emission.options.isVolatile()) {
      emission.dropped();
    } else if (buffer != null) {
      buffer.add(emission);
    } else if (context.offline() instanceof OfflinePolicy.Drop) {
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
      unsent(emission); // the machine has slept, and the connection died meanwhile
    }
  }

  /** What was encoded for this very connection was measured then. */
  private static void checkLimits(Outgoing outgoing, EngineLink now) {
    if (outgoing.link() != now) {
      outgoing.check(now.limits());
    }
  }

  /** Sends an event that is kept until its acknowledgement has come. */
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

  /** Nobody waits for an event any more: it is not sent if it was not, nor again. */
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

  /** There is a connection: what was kept leaves first. */
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

  /** There is none any more: no acknowledgement will come. */
  void left(DisconnectReason reason, @Nullable Throwable cause) {
    link = null;
    acks.failAll(
        new DisconnectedException(
            String.format(
                "namespace %s was disconnected (%s) before the acknowledgement came", path, reason),
            reason,
            cause));
  }

  /** The client does not try to connect any more: nothing will be sent again. */
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

  /** Fails what is kept. */
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

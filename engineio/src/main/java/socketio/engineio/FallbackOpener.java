package socketio.engineio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Loop;

/** Performs the handshake over one transport, or over the next if that fails. */
final class FallbackOpener implements Opener.Listener {
  private final Http http;
  private final Candidates candidates;
  private final Opener.Listener listener;
  private final Link.Listener session;
  private TransportKind kind;
  private Opener opener;
  private Duration share = Duration.ZERO;
  private Loop.Timer timer = () -> {};
  private long started;
  private boolean closing;

  /**
   * Begins with the first candidate.
   *
   * @param first the first of them
   * @param candidates the others
   * @param listener called with the handshake, or with the failure of all
   * @param session becomes the listener of the link
   */
  FallbackOpener(
      Http http,
      TransportKind first,
      Candidates candidates,
      Opener.Listener listener,
      Link.Listener session) {
    this.http = http;
    this.candidates = candidates;
    this.listener = listener;
    this.session = session;
    kind = first;
    opener = open(first);
  }

  private Opener open(TransportKind next) {
    share = candidates.share();
    started = http.loop().nanoTime();
    // The share of the last one is all the time that is left, for which the session has a timer.
    if (!candidates.isLast()) {
      timer = http.loop().schedule(share, this::shareIsOver);
    }
    return next.equals(TransportKind.POLLING)
        ? new PollingOpener(http, share, this, session)
        : new ChannelOpener(http, next, share, this, session);
  }

  /** The transport that is being tried, or was the last. */
  TransportKind kind() {
    return kind;
  }

  /** When the attempt with that transport began, by the clock of the loop. */
  long started() {
    return started;
  }

  /** Ends the attempt in good order; see {@link Opener#close}. */
  void close() {
    closing = true;
    timer.cancel();
    opener.close();
  }

  /** Drops everything; no callback follows. */
  void abort() {
    timer.cancel();
    opener.abort();
  }

  /** The failure when no transport had a handshake in time. */
  ConnectionException timedOut() {
    candidates.failed(kind, opener.timedOut(share.toMillis()));
    return candidates.failure();
  }

  private void shareIsOver() {
    failed(DisconnectReason.TRANSPORT_ERROR, opener.timedOut(share.toMillis()));
  }

  private void failed(DisconnectReason reason, ConnectionException failure) {
    timer.cancel();
    opener.abort();
    TransportKind next = candidates.failed(kind, failure) ? candidates.poll() : null;
    if (next == null) {
      listener.onEnded(reason, candidates.failure());
    } else {
      kind = next;
      opener = open(next);
    }
  }

  @Override
  public void onHandshake(Handshake handshake, Link link) {
    timer.cancel();
    listener.onHandshake(handshake, link);
  }

  @Override
  public void onEnded(DisconnectReason reason, @Nullable Throwable cause) {
    if (!closing && cause instanceof ConnectionException failure) {
      failed(reason, failure);
    } else {
      listener.onEnded(reason, cause);
    }
  }
}

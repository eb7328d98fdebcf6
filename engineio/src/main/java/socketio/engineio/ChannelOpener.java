package socketio.engineio;

import java.net.ProtocolException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Frame;

/** The handshake over a channel: the first frame is the open packet. */
final class ChannelOpener implements Opener, Link.Listener {
  private final Http http;
  private final Listener listener;
  private final Link.Listener session;
  private final Failures failures;
  private final ChannelLink link;
  private boolean closing;

  /**
   * Opens the channel.
   *
   * @param listener called with the outcome
   * @param session becomes the listener of the link
   */
  ChannelOpener(
      Http http, TransportKind kind, Duration timeout, Listener listener, Link.Listener session) {
    this.http = http;
    this.listener = listener;
    this.session = session;
    this.failures = new Failures(http, kind);
    this.link = new ChannelLink(http, kind, null, timeout, this);
  }

  /** An open channel is closed in good order, which ends the session; any other is dropped. */
  @Override
  public void close() {
    if (link.opened()) {
      closing = true;
      link.close();
    } else {
      link.abort(false);
      http.loop().execute(() -> listener.onEnded(DisconnectReason.TRANSPORT_CLOSE, null));
    }
  }

  @Override
  public void abort() {
    link.abort(false);
  }

  @Override
  public ConnectionException timedOut(long millis) {
    return link.opened() ? failures.silent(millis) : failures.timedOut(millis);
  }

  @Override
  public void onPacket(Frame packet) {
    if (closing) {
      return;
    }
    if (!Handshake.isOpenPacket(packet)) {
      fail(failures.noHandshake(packet));
      return;
    }
    Handshake handshake;
    try {
      handshake = Handshake.parse(packet);
    } catch (ProtocolException e) {
      fail(failures.badHandshake(e));
      return;
    }
    link.listener(session);
    listener.onHandshake(handshake, link);
  }

  private void fail(ConnectionException cause) {
    link.abort(false);
    listener.onEnded(DisconnectReason.TRANSPORT_ERROR, cause);
  }

  @Override
  public void onDrain() {}

  @Override
  public void onEnded(DisconnectReason reason, @Nullable Throwable cause) {
    listener.onEnded(reason, cause);
  }
}

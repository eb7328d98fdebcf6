package socketio.engineio;

import java.net.ProtocolException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Frame;
import socketio.spi.Transport;

/** The handshake over long-polling: a GET without a session id. */
final class PollingOpener implements Opener {
  private final Http http;
  private final Listener listener;
  private final Link.Listener session;
  private final Failures failures;
  private final Http.Exchange get;
  private boolean closing;
  private @Nullable Link leaving;

  /**
   * Sends the GET.
   *
   * @param listener called with the outcome
   * @param session the listener of the link
   */
  PollingOpener(Http http, Duration timeout, Listener listener, Link.Listener session) {
    this.http = http;
    this.listener = listener;
    this.session = session;
    this.failures = new Failures(http, TransportKind.POLLING);
    this.get = http.get(null, timeout, new Answer());
  }

  /** Waits for the answer: the server has created a session by then, which must be closed. */
  @Override
  public void close() {
    closing = true;
  }

  @Override
  public void abort() {
    get.cancel();
    if (leaving != null) {
      leaving.abort(false);
    }
  }

  @Override
  public ConnectionException timedOut(long millis) {
    return failures.timedOut(millis);
  }

  private void onHandshake(Handshake handshake, Payload rest) {
    if (closing) {
      leaving = new PollingLink(http, handshake, rest, session);
      leaving.close();
    } else {
      listener.onHandshake(handshake, new PollingLink(http, handshake, rest, session));
    }
  }

  private void fail(ConnectionException cause) {
    listener.onEnded(DisconnectReason.TRANSPORT_ERROR, cause);
  }

  private static @Nullable Frame first(Payload payload) {
    try {
      return payload.next();
    } catch (ProtocolException e) {
      return null;
    }
  }

  private final class Answer implements Http.Answer {
    @Override
    public void onResponse(Transport.Response response) {
      if (response.status() < 200 || response.status() >= 300) {
        fail(failures.refused(response, 0));
        return;
      }
      Payload payload = new Payload(response.body());
      Frame first = first(payload);
      if (first == null || !Handshake.isOpenPacket(first)) {
        fail(failures.notEngineIo(response));
        return;
      }
      Handshake handshake;
      try {
        handshake = Handshake.parse(first);
      } catch (ProtocolException e) {
        fail(failures.badHandshake(e));
        return;
      }
      onHandshake(handshake, payload);
    }

    @Override
    public void onFailure(Throwable cause) {
      fail(failures.unreachable(cause));
    }
  }
}

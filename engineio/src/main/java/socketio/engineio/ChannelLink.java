package socketio.engineio;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Engine;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.spi.Transport;

/**
 * A link over a channel such as a WebSocket: a packet is a frame. The listener changes, from the
 * opener or the upgrade to the session.
 */
final class ChannelLink implements Link {
  private static final int NORMAL_CLOSURE = 1000;

  private final Http http;
  private final TransportKind kind;
  private final Failures failures;
  private final Channel channel;
  private Listener listener;
  private boolean opened;
  private boolean ended;

  /**
   * Opens a channel.
   *
   * @param sid the session to move to it, or null for a new one
   * @param timeout how long opening may take
   */
  ChannelLink(
      Http http, TransportKind kind, @Nullable String sid, Duration timeout, Listener listener) {
    this.http = http;
    this.kind = kind;
    this.failures = new Failures(http, kind);
    this.listener = listener;
    this.channel = http.connect(kind, sid, timeout, new Events(http.loop()));
  }

  /** Replaces the listener. */
  void listener(Listener next) {
    listener = next;
  }

  boolean opened() {
    return opened;
  }

  @Override
  public TransportKind kind() {
    return kind;
  }

  @Override
  public void send(List<Frame> packets) {
    channel.send(packets);
  }

  @Override
  public long queuedBytes() {
    return channel.queuedBytes();
  }

  @Override
  public Engine.Limits limits(long maxPayload) {
    return limits(http, kind, maxPayload);
  }

  /**
   * The limits of any channel of a kind. A text takes one byte more than its content, for the
   * packet type; bytes go as they are.
   */
  static Engine.Limits limits(Http http, TransportKind kind, long maxPayload) {
    long max = Math.min(maxPayload, http.maxMessageSize(kind));
    return max == Long.MAX_VALUE ? Engine.Limits.NONE : new Engine.Limits(max - 1, max);
  }

  @Override
  public void reading(boolean wanted) {
    channel.reading(wanted);
  }

  @Override
  public void close() {
    channel.send(PacketCodec.control(PacketCodec.CLOSE, ""));
    channel.close(NORMAL_CLOSURE, "");
  }

  @Override
  public void abort(boolean notifyPeer) {
    if (!ended) {
      ended = true;
      channel.abort();
    }
  }

  private void onOpen(Transport.Response handshake) {
    Throwable problem = http.storeCookies(handshake);
    if (problem != null) {
      channel.abort();
      end(DisconnectReason.TRANSPORT_ERROR, failures.broken(problem));
      return;
    }
    opened = true;
    listener.onOpened();
  }

  private void onFailure(Throwable cause, Transport.@Nullable Response response) {
    ConnectionException failure;
    if (response != null) {
      Throwable problem = http.storeCookies(response);
      failure = failures.refused(response, 0);
      if (problem != null) {
        failure.addSuppressed(problem);
      }
    } else {
      failure = opened ? failures.broken(cause) : failures.unreachable(cause);
    }
    end(DisconnectReason.TRANSPORT_ERROR, failure);
  }

  private void end(DisconnectReason reason, ConnectionException cause) {
    ended = true;
    listener.onEnded(reason, cause);
  }

  /** Passes the channel's events to the loop; after the end they are dropped. */
  private final class Events implements Channel.Listener {
    private final Loop loop;

    Events(Loop loop) {
      this.loop = loop;
    }

    @Override
    public void onOpen(Transport.Response handshake) {
      loop.execute(
          () -> {
            if (!ended) {
              ChannelLink.this.onOpen(handshake);
            }
          });
    }

    @Override
    public void onFrame(Frame frame) {
      loop.execute(
          () -> {
            if (!ended) {
              listener.onPacket(frame);
            }
          });
    }

    @Override
    public void onDrain() {
      loop.execute(
          () -> {
            if (!ended) {
              listener.onDrain();
            }
          });
    }

    @Override
    public void onClose(int code, String reason) {
      loop.execute(
          () -> {
            if (!ended) {
              end(DisconnectReason.TRANSPORT_CLOSE, failures.closed(code, reason));
            }
          });
    }

    @Override
    public void onFailure(Throwable cause, Transport.@Nullable Response response) {
      loop.execute(
          () -> {
            if (!ended) {
              ChannelLink.this.onFailure(cause, response);
            }
          });
    }
  }
}

package socketio.engineio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.DisconnectReason;
import socketio.SocketIOException;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.Frame;
import socketio.spi.Loop;

/**
 * One Engine.IO connection.
 *
 * <pre>
 *  Opening --handshake--> Open --upgrade offered--> Upgrading --probed, polling at rest--> Open (channel)
 *     |                    ^                           |
 *     |                    '------ upgrade error ------'
 *     |                    |
 *     '----- close() ------+---> Closing --close sent, or 2 s--> Closed
 *
 *  any --failure, CLOSE packet, ping timeout, abort()--> Closed
 * </pre>
 *
 * <p>Links and openers make no callbacks once they are aborted, so that every callback is for the
 * current state.
 */
final class Session implements Engine, Opener.Listener, Link.Listener, Upgrade.Listener {
  private final EngineConfig config;
  private final Loop loop;
  private final Engine.Listener listener;
  private final Http http;
  private boolean reading = true;
  private State state;

  private Session(EngineConfig config, Engine.Listener listener) {
    this.config = config;
    this.loop = config.loop();
    this.listener = listener;
    this.http = new Http(config);
    this.state =
        new Closed(
            config.transports().isEmpty() ? TransportKind.POLLING : config.transports().get(0));
  }

  /** Starts a session; see {@link socketio.spi.EngineProvider#open}. */
  static Session open(EngineConfig config, Engine.Listener listener) {
    assert config.loop().inLoop();
    Session session = new Session(config, listener);
    Candidates candidates = new Candidates(config);
    TransportKind first = candidates.poll();
    if (first == null) {
      session.loop.execute(
          () -> listener.onClose(DisconnectReason.TRANSPORT_ERROR, candidates.failure()));
    } else {
      session.state = session.new Opening(first, candidates);
    }
    return session;
  }

  @Override
  public boolean send(List<Frame> frames) {
    assert loop.inLoop();
    return state.send(frames);
  }

  @Override
  public boolean sendApart(List<Frame> frames) {
    assert loop.inLoop();
    return state.sendApart(frames);
  }

  @Override
  public long queuedBytes() {
    assert loop.inLoop();
    return state.queuedBytes();
  }

  @Override
  public Limits limits() {
    assert loop.inLoop();
    return state.limits();
  }

  @Override
  public void reading(boolean wanted) {
    assert loop.inLoop();
    if (reading != wanted) {
      reading = wanted;
      state.reading(wanted);
    }
  }

  @Override
  public void close() {
    assert loop.inLoop();
    state.close();
  }

  @Override
  public void abort(DisconnectReason reason, Throwable cause) {
    assert loop.inLoop();
    if (!(state instanceof Closed)) {
      end(reason, cause);
    }
  }

  @Override
  public void checkNow() {
    assert loop.inLoop();
    state.checkNow();
  }

  @Override
  public TransportKind transport() {
    assert loop.inLoop();
    return state.kind();
  }

  @Override
  public void onHandshake(Handshake handshake, Link link) {
    state.onHandshake(handshake, link);
  }

  @Override
  public void onPacket(Frame packet) {
    state.onPacket(packet);
  }

  @Override
  public void onDrain() {
    state.onDrain();
  }

  @Override
  public void onEnded(DisconnectReason reason, @Nullable Throwable cause) {
    state.onEnded(reason, cause);
  }

  @Override
  public void onUpgraded(ChannelLink link, Duration roundTrip, List<Frame> early) {
    state.onUpgraded(link, roundTrip, early);
  }

  @Override
  public void onUpgradeFailed(TransportKind kind, Throwable cause, List<Frame> early) {
    state.onUpgradeFailed(kind, cause, early);
  }

  private void end(DisconnectReason reason, @Nullable Throwable cause) {
    drop(reason);
    listener.onClose(reason, cause);
  }

  /** Frees everything; the caller calls onClose. */
  private void drop(DisconnectReason reason) {
    State old = state;
    state = new Closed(old.kind());
    old.abort(
        reason != DisconnectReason.TRANSPORT_CLOSE && reason != DisconnectReason.TRANSPORT_ERROR);
  }

  /** Not created in Opening, whose data would then stay in memory with it. */
  private Heartbeat heartbeat(Handshake handshake) {
    return new Heartbeat(
        loop,
        handshake.heartbeatMillis(),
        () -> end(DisconnectReason.PING_TIMEOUT, pingTimeout(handshake)));
  }

  private SocketIOException pingTimeout(Handshake handshake) {
    return Failures.noPing(http.address(), handshake.heartbeatMillis());
  }

  /** Waits for the handshake. */
  private final class Opening extends State {
    private final Candidates candidates;
    private final List<Frame> waiting = new ArrayList<>();
    private final Loop.Timer timer;
    private final FallbackOpener opener;

    Opening(TransportKind first, Candidates candidates) {
      this.candidates = candidates;
      timer = loop.schedule(config.timeout(), this::timedOut);
      opener = new FallbackOpener(http, first, candidates, Session.this, Session.this);
    }

    private void timedOut() {
      end(DisconnectReason.TRANSPORT_ERROR, opener.timedOut());
    }

    @Override
    TransportKind kind() {
      return opener.kind();
    }

    @Override
    boolean send(List<Frame> frames) {
      waiting.addAll(frames);
      return true;
    }

    @Override
    long queuedBytes() {
      long bytes = 0;
      for (Frame frame : waiting) {
        bytes += PacketCodec.weight(frame);
      }
      return bytes;
    }

    @Override
    void close() {
      timer.cancel();
      state = new Closing(loop, kind(), opener::abort, Session.this::end);
      opener.close();
    }

    @Override
    void abort(boolean notifyPeer) {
      timer.cancel();
      opener.abort();
    }

    @Override
    public void onEnded(DisconnectReason reason, @Nullable Throwable cause) {
      end(reason, cause);
    }

    @Override
    public void onHandshake(Handshake handshake, Link link) {
      timer.cancel();
      Heartbeat heartbeat = heartbeat(handshake);
      Inbound inbound = new Inbound(listener, heartbeat, Session.this::end);
      TransportKind better = link instanceof PollingLink ? candidates.upgrade(handshake) : null;
      Open open = new Open(handshake, link, heartbeat, inbound, better);
      state = open;
      if (!reading) {
        open.reading(false);
      }
      if (!waiting.isEmpty()) {
        open.send(waiting);
      }
      long roundTrip = loop.nanoTime() - opener.started();
      listener.onOpen(handshake.sid());
      for (Candidates.Failed failed : candidates.failures()) {
        if (state == open) {
          listener.onUpgradeError(failed.kind(), failed.cause());
        }
      }
      if (state == open && better != null && link instanceof PollingLink polling) {
        state = new Upgrading(open, polling, better, roundTrip);
      }
    }
  }

  /** Carries messages over a link. */
  private class Open extends State {
    final Handshake handshake;
    final Link link;
    final Heartbeat heartbeat;
    final Inbound inbound;

    /** Where the session is about to move: what it cannot carry must not be sent even now. */
    private final @Nullable TransportKind next;

    Open(
        Handshake handshake,
        Link link,
        Heartbeat heartbeat,
        Inbound inbound,
        @Nullable TransportKind next) {
      this.handshake = handshake;
      this.link = link;
      this.heartbeat = heartbeat;
      this.inbound = inbound;
      this.next = next;
    }

    @Override
    final TransportKind kind() {
      return link.kind();
    }

    @Override
    final boolean send(List<Frame> frames) {
      boolean alive = alive();
      if (alive && !frames.isEmpty()) {
        link.send(PacketCodec.messages(frames));
      }
      return alive;
    }

    @Override
    final boolean sendApart(List<Frame> frames) {
      boolean alive = alive();
      if (alive && !frames.isEmpty()) {
        link.sendApart(PacketCodec.messages(frames));
      }
      return alive;
    }

    /** The machine may have slept: nothing must be written into a dead connection. */
    private boolean alive() {
      if (heartbeat.expired()) {
        drop(DisconnectReason.PING_TIMEOUT);
        loop.execute(() -> listener.onClose(DisconnectReason.PING_TIMEOUT, pingTimeout(handshake)));
        return false;
      }
      return true;
    }

    @Override
    final long queuedBytes() {
      return link.queuedBytes();
    }

    @Override
    final Limits limits() {
      Limits now = link.limits(handshake.maxPayload());
      if (next == null) {
        return now;
      }
      Limits then = ChannelLink.limits(http, next, handshake.maxPayload());
      return new Limits(Math.min(now.text(), then.text()), Math.min(now.binary(), then.binary()));
    }

    @Override
    final void checkNow() {
      if (heartbeat.overdue()) {
        Session.this.end(DisconnectReason.PING_TIMEOUT, pingTimeout(handshake));
      }
    }

    @Override
    final void reading(boolean wanted) {
      heartbeat.reading(wanted);
      link.reading(wanted);
    }

    @Override
    void close() {
      heartbeat.stop();
      state = new Closing(loop, kind(), () -> link.abort(true), Session.this::end);
      link.close();
    }

    @Override
    void abort(boolean notifyPeer) {
      heartbeat.stop();
      link.abort(notifyPeer);
    }

    @Override
    public final void onPacket(Frame packet) {
      inbound.accept(packet, link);
    }

    @Override
    public final void onDrain() {
      inbound.onDrain();
      listener.onDrain();
    }

    @Override
    public final void onEnded(DisconnectReason reason, @Nullable Throwable cause) {
      end(reason, cause);
    }
  }

  /** Carries messages over polling while a channel is tried. */
  private final class Upgrading extends Open {
    private final Upgrade upgrade;

    Upgrading(Open open, PollingLink polling, TransportKind to, long roundTrip) {
      super(open.handshake, polling, open.heartbeat, open.inbound, to);
      upgrade =
          new Upgrade(
              http,
              to,
              handshake.sid(),
              config.timeout(),
              roundTrip,
              config.maxMessageSize(),
              polling,
              Session.this);
    }

    @Override
    void close() {
      upgrade.abort();
      super.close();
    }

    @Override
    void abort(boolean notifyPeer) {
      upgrade.abort();
      super.abort(notifyPeer);
    }

    @Override
    public void onUpgraded(ChannelLink channel, Duration roundTrip, List<Frame> early) {
      state = new Open(handshake, channel, heartbeat, inbound, null);
      channel.listener(Session.this);
      if (!reading) {
        channel.reading(false);
      }
      listener.onUpgrade(channel.kind());
      listener.onRoundTrip(roundTrip);
      early.forEach(Session.this::onPacket);
    }

    @Override
    public void onUpgradeFailed(TransportKind to, Throwable cause, List<Frame> early) {
      state = new Open(handshake, link, heartbeat, inbound, null);
      listener.onUpgradeError(to, cause);
      early.forEach(Session.this::onPacket);
    }
  }
}

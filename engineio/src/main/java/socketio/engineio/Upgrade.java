package socketio.engineio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.DisconnectReason;
import socketio.SocketIOException;
import socketio.TransportKind;
import socketio.spi.Frame;
import socketio.spi.Loop;

/**
 * Moves a session from long-polling to a channel (Engine.IO protocol, "Upgrade"): opens the
 * channel, sends {@code 2probe}, awaits {@code 3probe}, lets polling come to rest, sends {@code 5}
 * and takes over. Until {@code 5} leaves, nothing that happens to the channel disturbs polling.
 *
 * <p>Node's server ends a pending GET only at its next check, up to 100 ms after the probe. Without
 * a pending GET the client need not wait: the server keeps its messages and sends them over the
 * channel. Hence the next GET is held back during the probe, for a short time, and only if the
 * server has proved to be near enough.
 */
final class Upgrade implements Link.Listener {
  /** How long GETs are held back for the probe. */
  private static final Duration HOLD = Duration.ofMillis(100);

  /**
   * How long polling may take to come to rest. Servers end the pending GET soon after the probe.
   */
  private static final Duration REST = Duration.ofSeconds(5);

  private enum Phase {
    CONNECTING,
    PROBING,
    PAUSING,
    OVER
  }

  private final Loop loop;
  private final PollingLink polling;
  private final Listener listener;
  private final long maxEarly;
  private final ChannelLink channel;
  private final List<Frame> early = new ArrayList<>();
  private long earlyBytes;
  private long probed;
  private Duration roundTrip = Duration.ZERO;
  private Phase phase = Phase.CONNECTING;
  private Loop.Timer timeout;
  private Loop.Timer hold;

  /**
   * Begins an upgrade.
   *
   * @param timeout how long the channel and the probe may take
   * @param roundTrip how long the handshake took, in nanoseconds
   * @param maxEarly the most bytes to keep of packets that arrive too early on the channel
   */
  Upgrade(
      Http http,
      TransportKind kind,
      String sid,
      Duration timeout,
      long roundTrip,
      long maxEarly,
      PollingLink polling,
      Listener listener) {
    this.loop = http.loop();
    this.polling = polling;
    this.listener = listener;
    this.maxEarly = maxEarly;
    this.channel = new ChannelLink(http, kind, sid, timeout, this);
    this.timeout = loop.schedule(timeout, () -> fail("no answer to the probe in time"));
    this.hold = loop.schedule(HOLD, () -> polling.hold(false));
    // A probe takes longer than a handshake: if that took all this time, holding is useless.
    polling.hold(roundTrip < HOLD.toNanos());
  }

  /** Ends the upgrade without a callback. */
  void abort() {
    if (over()) {
      channel.abort(false);
      polling.resume();
    }
  }

  @Override
  public void onOpened() {
    phase = Phase.PROBING;
    probed = loop.nanoTime();
    channel.send(PacketCodec.control(PacketCodec.PING, "probe"));
  }

  @Override
  public void onPacket(Frame packet) {
    switch (phase) {
      case PROBING -> {
        if (packet instanceof Frame.Text text && text.data().equals("3probe")) {
          roundTrip = Duration.ofNanos(loop.nanoTime() - probed);
          rest();
        } else {
          fail("the server did not answer the probe but sent something else");
        }
      }
      case PAUSING -> keep(packet);
      case CONNECTING, OVER -> {}
    }
  }

  private void rest() {
    phase = Phase.PAUSING;
    timeout.cancel();
    timeout = loop.schedule(REST, () -> fail("the server did not end the pending poll in time"));
    polling.pause(this::takeOver);
  }

  /** Early packets wait for the last polling response. */
  private void keep(Frame packet) {
    early.add(packet);
    earlyBytes += 64 + PacketCodec.weight(packet);
    if (earlyBytes > maxEarly) {
      fail("the server sent too much before the upgrade was complete");
    }
  }

  private void takeOver() {
    if (!over()) {
      return;
    }
    List<Frame> packets = new ArrayList<>(PacketCodec.control(PacketCodec.UPGRADE, ""));
    packets.addAll(polling.takeOver());
    channel.send(packets);
    listener.onUpgraded(channel, roundTrip, early);
  }

  @Override
  public void onDrain() {}

  @Override
  public void onEnded(DisconnectReason reason, @Nullable Throwable cause) {
    if (cause == null) {
      fail("the channel was closed");
    } else {
      fail(cause);
    }
  }

  private void fail(String message) {
    fail(new SocketIOException("the upgrade to " + channel.kind() + " failed: " + message));
  }

  private void fail(Throwable cause) {
    if (over()) {
      channel.abort(false);
      polling.resume();
      listener.onUpgradeFailed(channel.kind(), cause, early);
    }
  }

  /** Ends the upgrade; false if it had ended before. */
  private boolean over() {
    if (phase == Phase.OVER) {
      return false;
    }
    phase = Phase.OVER;
    timeout.cancel();
    hold.cancel();
    polling.hold(false);
    return true;
  }

  /** Called with the outcome of an upgrade, in the loop, once. */
  interface Listener {
    /**
     * Polling is at rest and the channel carries the session.
     *
     * @param link the channel; its listener is to be replaced
     * @param roundTrip how long the answer to the probe took
     * @param early packets that have already arrived on it
     */
    void onUpgraded(ChannelLink link, Duration roundTrip, List<Frame> early);

    /**
     * Polling continues.
     *
     * @param early packets that arrived on the channel although they should not
     */
    void onUpgradeFailed(TransportKind kind, Throwable cause, List<Frame> early);
  }
}

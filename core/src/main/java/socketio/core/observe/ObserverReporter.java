package socketio.core.observe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.core.Frames;
import socketio.core.runtime.ErrorSink;
import socketio.core.runtime.Observation;
import socketio.spi.ClientObserver;
import socketio.spi.Engine;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.spi.Packet;

/**
 * Tells an observer, outside of the loop. Traffic is summed up in the loop until the observer has
 * taken the sums before: so a peer that floods the client, or an observer that is slow, does not
 * fill a queue.
 */
final class ObserverReporter implements Observation {
  private final Loop loop;
  private final ListenerQueue<ClientObserver> aside;

  private long packetsSent;
  private long bytesSent;
  private long packetsReceived;
  private long bytesReceived;
  private long queuedBytes;
  private long bufferedEvents;
  private long retryEvents;
  private long pendingAcks;

  /** Whether there is traffic that the observer has not been told of. */
  private boolean untold;

  /** Whether it is being told of some. */
  private boolean telling;

  private int attempts;

  /**
   * For one client.
   *
   * @param executor where the observer runs; it is used for one task at a time
   */
  ObserverReporter(ClientObserver observer, Loop loop, Executor executor, ErrorSink errors) {
    this.loop = loop;
    aside = new ListenerQueue<>(observer, executor, errors);
  }

  @Override
  public void opened(TransportKind transport, Duration handshake) {
    tell(to -> to.onOpened(transport, handshake));
  }

  @Override
  public void openFailed(
      TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
    if (reason != DisconnectReason.CLIENT_DISCONNECT) {
      tell(to -> to.onOpenFailed(transport, cause));
    }
  }

  @Override
  public void closed(TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
    untold |= queuedBytes != 0;
    queuedBytes = 0;
    tell(to -> to.onClosed(transport, reason, cause));
  }

  @Override
  public void upgraded(TransportKind transport) {
    tell(to -> to.onUpgraded(transport));
  }

  @Override
  public void upgradeFailed(TransportKind transport, Throwable cause) {
    tell(to -> to.onUpgradeFailed(transport, cause));
  }

  @Override
  public void roundTrip(Duration time) {
    tell(to -> to.onRoundTrip(time));
  }

  @Override
  public void acknowledged(String namespace, String event, long sent) {
    Duration time = Duration.ofNanos(loop.nanoTime() - sent);
    tell(to -> to.onAcknowledged(namespace, event, time));
  }

  @Override
  public void stateChanged(ClientState from, ClientState to) {
    if (from == ClientState.WAITING && to == ClientState.CONNECTING) {
      int attempt = ++attempts;
      tell(observer -> observer.onReconnecting(attempt));
    } else if (to == ClientState.CONNECTED && attempts > 0) {
      int needed = attempts;
      attempts = 0;
      tell(observer -> observer.onReconnected(needed));
    } else if (to == ClientState.IDLE || to == ClientState.CLOSED) {
      attempts = 0;
    }
  }

  @Override
  public void sent(Packet packet, List<Frame> frames, Engine engine) {
    packetsSent++;
    frames.forEach(frame -> bytesSent += Frames.bytes(frame));
    drained(engine);
  }

  @Override
  public void received(Frame frame, @Nullable Packet packet) {
    packetsReceived += packet == null ? 0 : 1;
    bytesReceived += Frames.bytes(frame);
    trafficChanged();
  }

  @Override
  public void buffered(int change) {
    bufferedEvents += change;
    trafficChanged();
  }

  @Override
  public void retrying(int change) {
    retryEvents += change;
    trafficChanged();
  }

  @Override
  public void pending(int change) {
    pendingAcks += change;
    trafficChanged();
  }

  @Override
  public void drained(Engine engine) {
    queuedBytes = engine.queuedBytes();
    trafficChanged();
  }

  private void trafficChanged() {
    untold = true;
    if (!telling) {
      telling = true;
      loop.execute(this::begin); // after the current task, which may bring more
    }
  }

  private void begin() {
    tellTraffic();
    aside.afterwards(() -> loop.execute(this::told));
  }

  private void told() {
    telling = false;
    if (untold) {
      trafficChanged();
    }
  }

  /** Tells of something that came after the traffic so far. */
  private void tell(Consumer<ClientObserver> news) {
    assert loop.inLoop();
    tellTraffic();
    aside.tell(news);
  }

  private void tellTraffic() {
    if (untold) {
      untold = false;
      var traffic =
          new ClientObserver.Traffic(
              packetsSent,
              bytesSent,
              packetsReceived,
              bytesReceived,
              queuedBytes,
              bufferedEvents,
              retryEvents,
              pendingAcks);
      packetsSent = 0;
      bytesSent = 0;
      packetsReceived = 0;
      bytesReceived = 0;
      aside.tell(to -> to.onTraffic(traffic));
    }
  }
}

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
 * Reports to an observer outside the loop. Traffic is summed up in the loop until the observer has
 * processed the previous sums, so that neither a flooding peer nor a slow observer fills a queue.
 */
final class ObserverReporter implements Observation {
  private final Loop loop;
  private final ListenerQueue<ClientObserver> queue;

  private long packetsSent;
  private long bytesSent;
  private long packetsReceived;
  private long bytesReceived;
  private long queuedBytes;
  private long bufferedEvents;
  private long retryEvents;
  private long pendingAcks;

  /** Whether there is traffic not yet reported to the observer. */
  private boolean trafficPending;

  /** Whether a report of traffic is scheduled, or queued and not yet processed. */
  private boolean reportingTraffic;

  private int attempts;

  /**
   * Creates the reporter of one client.
   *
   * @param executor runs the observer; used for one task at a time
   */
  ObserverReporter(ClientObserver observer, Loop loop, Executor executor, ErrorSink errors) {
    this.loop = loop;
    queue = new ListenerQueue<>(observer, executor, errors);
  }

  @Override
  public void opened(TransportKind transport, Duration handshake) {
    report(observer -> observer.onOpened(transport, handshake));
  }

  @Override
  public void openFailed(
      TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
    if (reason != DisconnectReason.CLIENT_DISCONNECT) {
      report(observer -> observer.onOpenFailed(transport, cause));
    }
  }

  @Override
  public void closed(TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
    trafficPending |= queuedBytes != 0;
    queuedBytes = 0;
    report(observer -> observer.onClosed(transport, reason, cause));
  }

  @Override
  public void upgraded(TransportKind transport) {
    report(observer -> observer.onUpgraded(transport));
  }

  @Override
  public void upgradeFailed(TransportKind transport, Throwable cause) {
    report(observer -> observer.onUpgradeFailed(transport, cause));
  }

  @Override
  public void roundTrip(Duration time) {
    report(observer -> observer.onRoundTrip(time));
  }

  @Override
  public void acknowledged(String namespace, String event, long sentAt) {
    Duration time = Duration.ofNanos(loop.nanoTime() - sentAt);
    report(observer -> observer.onAcknowledged(namespace, event, time));
  }

  @Override
  public void stateChanged(ClientState from, ClientState to) {
    if (from == ClientState.WAITING && to == ClientState.CONNECTING) {
      int attempt = ++attempts;
      report(observer -> observer.onReconnecting(attempt));
    } else if (to == ClientState.CONNECTED && attempts > 0) {
      int needed = attempts;
      attempts = 0;
      report(observer -> observer.onReconnected(needed));
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
  public void buffered(int delta) {
    bufferedEvents += delta;
    trafficChanged();
  }

  @Override
  public void retrying(int delta) {
    retryEvents += delta;
    trafficChanged();
  }

  @Override
  public void pendingAcks(int delta) {
    pendingAcks += delta;
    trafficChanged();
  }

  @Override
  public void drained(Engine engine) {
    queuedBytes = engine.queuedBytes();
    trafficChanged();
  }

  private void trafficChanged() {
    trafficPending = true;
    if (!reportingTraffic) {
      reportingTraffic = true;
      loop.execute(this::beginReport); // after the current task, which may add more
    }
  }

  private void beginReport() {
    reportTraffic();
    queue.runAfterQueued(() -> loop.execute(this::endReport));
  }

  private void endReport() {
    reportingTraffic = false;
    if (trafficPending) {
      trafficChanged();
    }
  }

  /** Reports an occurrence, after the traffic that preceded it. */
  private void report(Consumer<ClientObserver> call) {
    assert loop.inLoop();
    reportTraffic();
    queue.enqueue(call);
  }

  private void reportTraffic() {
    if (trafficPending) {
      trafficPending = false;
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
      queue.enqueue(observer -> observer.onTraffic(traffic));
    }
  }
}

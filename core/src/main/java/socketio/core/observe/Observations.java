package socketio.core.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.core.runtime.ErrorSink;
import socketio.core.runtime.Intake;
import socketio.core.runtime.Lane;
import socketio.core.runtime.Observation;
import socketio.core.runtime.OutgoingGate;
import socketio.spi.ClientConfig;
import socketio.spi.ClientObserver;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.spi.Packet;
import socketio.spi.WireTap;

/** Forwards every report to several observations. */
public final class Observations implements Observation {
  private final List<Observation> all;

  private Observations(List<Observation> all) {
    this.all = all;
  }

  /**
   * Returns the observation of a client: the log, and those that its settings name.
   *
   * @param client its name in the log
   */
  public static Observation of(
      String client,
      ClientConfig config,
      Loop loop,
      Lane lane,
      ErrorSink errors,
      OutgoingGate gate,
      Intake intake) {
    List<Observation> all = new ArrayList<>();
    all.add(new PacketLog(client));
    ClientObserver observer = config.observer();
    if (observer != null) {
      all.add(new ObserverReporter(observer, loop, lane.executor(), errors));
    }
    Consumer<? super String> lines = config.packetLines();
    WireTap tap = lines == null ? config.wireTap() : new PacketLines(lines);
    if (tap != null) {
      var queue = new ListenerQueue<>(tap, lane.pool(), errors);
      all.add(new WireTapReporter(queue, config.parser(), loop, gate, intake));
    }
    return all.size() == 1 ? all.get(0) : new Observations(all);
  }

  @Override
  public void opening(EngineConfig config) {
    all.forEach(each -> each.opening(config));
  }

  @Override
  public void opened(TransportKind transport, Duration handshake) {
    all.forEach(each -> each.opened(transport, handshake));
  }

  @Override
  public void openFailed(
      TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
    all.forEach(each -> each.openFailed(transport, reason, cause));
  }

  @Override
  public void closed(TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
    all.forEach(each -> each.closed(transport, reason, cause));
  }

  @Override
  public void upgraded(TransportKind transport) {
    all.forEach(each -> each.upgraded(transport));
  }

  @Override
  public void upgradeFailed(TransportKind transport, Throwable cause) {
    all.forEach(each -> each.upgradeFailed(transport, cause));
  }

  @Override
  public void roundTrip(Duration time) {
    all.forEach(each -> each.roundTrip(time));
  }

  @Override
  public List<Frame> snapshot(List<Frame> frames) {
    List<Frame> snapshot = frames;
    for (Observation each : all) {
      snapshot = each.snapshot(snapshot);
    }
    return snapshot;
  }

  @Override
  public void sent(Packet packet, List<Frame> frames, Engine engine) {
    all.forEach(each -> each.sent(packet, frames, engine));
  }

  @Override
  public void received(Frame frame, @Nullable Packet packet) {
    all.forEach(each -> each.received(frame, packet));
  }

  @Override
  public void drained(Engine engine) {
    all.forEach(each -> each.drained(engine));
  }

  @Override
  public void acknowledged(String namespace, String event, long sentAt) {
    all.forEach(each -> each.acknowledged(namespace, event, sentAt));
  }

  @Override
  public void buffered(int delta) {
    all.forEach(each -> each.buffered(delta));
  }

  @Override
  public void retrying(int delta) {
    all.forEach(each -> each.retrying(delta));
  }

  @Override
  public void pendingAcks(int delta) {
    all.forEach(each -> each.pendingAcks(delta));
  }

  @Override
  public void stateChanged(ClientState from, ClientState to) {
    all.forEach(each -> each.stateChanged(from, to));
  }

  @Override
  public void reconnection(Reconnection.Event event) {
    all.forEach(each -> each.reconnection(event));
  }
}

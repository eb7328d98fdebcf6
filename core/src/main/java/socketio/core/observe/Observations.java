package socketio.core.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.ReconnectionEvent;
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

/** Reports everything to several. */
public final class Observations implements Observation {
  private final List<Observation> all;

  private Observations(List<Observation> all) {
    this.all = all;
  }

  /**
   * What a client reports to: the log, and what its settings name.
   *
   * @param client what the log calls it
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
      all.add(new ObserverReporter(observer, loop, lane.aside(), errors));
    }
    Consumer<? super String> lines = config.packetLines();
    WireTap tap = lines == null ? config.wireTap() : new PacketLines(lines);
    if (tap != null) {
      var aside = new ListenerQueue<>(tap, lane.pool(), errors);
      all.add(new WireTapReporter(aside, config.parser(), loop, gate, intake));
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
  public List<Frame> keep(List<Frame> frames) {
    List<Frame> kept = frames;
    for (Observation each : all) {
      kept = each.keep(kept);
    }
    return kept;
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
  public void acknowledged(String namespace, String event, long sent) {
    all.forEach(each -> each.acknowledged(namespace, event, sent));
  }

  @Override
  public void buffered(int change) {
    all.forEach(each -> each.buffered(change));
  }

  @Override
  public void retrying(int change) {
    all.forEach(each -> each.retrying(change));
  }

  @Override
  public void pending(int change) {
    all.forEach(each -> each.pending(change));
  }

  @Override
  public void stateChanged(ClientState from, ClientState to) {
    all.forEach(each -> each.stateChanged(from, to));
  }

  @Override
  public void reconnection(ReconnectionEvent event) {
    all.forEach(each -> each.reconnection(event));
  }
}

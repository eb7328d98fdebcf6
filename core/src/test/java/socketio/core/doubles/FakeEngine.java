package socketio.core.doubles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** An engine whose server is the test. Its state may be read by other threads. */
public final class FakeEngine implements Engine {
  private final EngineConfig config;
  private final Parser parser;
  private final Listener listener;
  private final Parser.Decoder decoder;
  private final String id;
  private final List<Packet> sent = new ArrayList<>();
  private final List<Boolean> readings = new ArrayList<>();
  private long queued;
  private Limits limits = Limits.NONE;
  private TransportKind transport = TransportKind.POLLING;
  private int checks;
  private boolean lingers;
  private boolean overdue;
  private boolean closed;
  private boolean ended;
  private volatile boolean opened;

  FakeEngine(EngineConfig config, Parser parser, Listener listener, int number) {
    this.config = config;
    this.parser = parser;
    this.listener = listener;
    decoder = parser.newDecoder();
    id = "engine-" + number;
  }

  // ---- what the client does

  @Override
  public synchronized boolean send(List<Frame> frames) {
    assert config.loop().inLoop();
    if (closed || overdue) {
      return false;
    }
    for (Frame frame : frames) {
      Packet packet = decoder.decode(frame);
      if (packet != null) {
        sent.add(packet);
      }
    }
    return true;
  }

  @Override
  public synchronized long queuedBytes() {
    return queued;
  }

  @Override
  public synchronized Limits limits() {
    return limits;
  }

  @Override
  public synchronized void reading(boolean wanted) {
    assert config.loop().inLoop();
    readings.add(wanted);
  }

  @Override
  public void close() {
    assert config.loop().inLoop();
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (lingers) {
        return;
      }
    }
    end(DisconnectReason.CLIENT_DISCONNECT, null);
  }

  @Override
  public void abort(DisconnectReason reason, Throwable cause) {
    assert config.loop().inLoop();
    ended(reason, cause);
  }

  @Override
  public synchronized void checkNow() {
    assert config.loop().inLoop();
    checks++;
  }

  @Override
  public synchronized TransportKind transport() {
    return transport;
  }

  // ---- what the test sees

  public EngineConfig config() {
    return config;
  }

  public String id() {
    return id;
  }

  public boolean opened() {
    return opened;
  }

  public synchronized boolean closed() {
    return closed;
  }

  public synchronized boolean ended() {
    return ended;
  }

  /** What the client has sent, from the beginning. */
  public synchronized List<Packet> sent() {
    return List.copyOf(sent);
  }

  /** What the client has sent, of one kind. */
  public <P extends Packet> List<P> sent(Class<P> kind) {
    return sent().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The auth payload of the last CONNECT of a namespace. */
  public @Nullable Object authOf(String namespace) {
    Args data = Args.of("no CONNECT was sent");
    for (Packet.Connect connect : sent(Packet.Connect.class)) {
      data = connect.namespace().equals(namespace) ? connect.data() : data;
    }
    return data.size() == 0 ? null : data.get(0);
  }

  /** Every call of {@link #reading}. */
  public synchronized List<Boolean> readings() {
    return List.copyOf(readings);
  }

  /** How often the client has called {@link #checkNow}. */
  public synchronized int checks() {
    return checks;
  }

  // ---- what the server does

  public FakeEngine open() {
    opened = true;
    config.loop().execute(() -> listener.onOpen(id));
    return this;
  }

  /** Confirms namespaces, with a sid that names the engine and the namespace. */
  public FakeEngine confirm(String... namespaces) {
    for (String namespace : namespaces) {
      receive(new Packet.Connect(namespace, Args.of(Map.of("sid", id + namespace))));
    }
    return this;
  }

  public void refuse(String namespace, String message) {
    receive(new Packet.ConnectError(namespace, Args.of(Map.of("message", message))));
  }

  public void event(String namespace, String name, @Nullable Object... args) {
    receive(new Packet.Event(namespace, Packet.Event.NO_ID, name, Args.of(args)));
  }

  public void call(String namespace, long ackId, String name, @Nullable Object... args) {
    receive(new Packet.Event(namespace, ackId, name, Args.of(args)));
  }

  public void ack(String namespace, long ackId, @Nullable Object... args) {
    receive(new Packet.Ack(namespace, ackId, Args.of(args)));
  }

  public void receive(Packet packet) {
    parser.encode(packet).forEach(this::receive);
  }

  public void receive(Frame frame) {
    config.loop().execute(() -> listener.onMessage(frame));
  }

  public void upgrade(Limits newLimits) {
    synchronized (this) {
      transport = TransportKind.WEBSOCKET;
      limits = newLimits;
    }
    config.loop().execute(() -> listener.onUpgrade(TransportKind.WEBSOCKET));
  }

  /** Opens by another transport than polling. */
  public FakeEngine by(TransportKind kind) {
    synchronized (this) {
      transport = kind;
    }
    return this;
  }

  public void failUpgrade(Throwable cause) {
    config.loop().execute(() -> listener.onUpgradeError(TransportKind.WEBSOCKET, cause));
  }

  public void ping() {
    config.loop().execute(listener::onPing);
  }

  public void measure(Duration roundTrip) {
    config.loop().execute(() -> listener.onRoundTrip(roundTrip));
  }

  public void limit(Limits newLimits) {
    synchronized (this) {
      limits = newLimits;
    }
  }

  /** How much the network has not taken. */
  public void queue(long bytes) {
    synchronized (this) {
      queued = bytes;
    }
  }

  /** The network takes everything but so much. */
  public void drain(long left) {
    queue(left);
    config.loop().execute(listener::onDrain);
  }

  /** Does not end when it is closed, until the test says so. */
  public void linger() {
    synchronized (this) {
      lingers = true;
    }
  }

  /** The machine has slept: the engine takes nothing more, and will say why. */
  public synchronized void sleepThroughPing() {
    overdue = true;
  }

  public void lose(DisconnectReason reason) {
    end(reason, null);
  }

  public void end(DisconnectReason reason, @Nullable Throwable cause) {
    config.loop().execute(() -> ended(reason, cause));
  }

  private void ended(DisconnectReason reason, @Nullable Throwable cause) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      closed = true;
    }
    listener.onClose(reason, cause);
  }

  /** The packets by their short form: name of the record, namespace. */
  public Map<String, Integer> tally() {
    var tally = new HashMap<String, Integer>();
    sent().forEach(p -> tally.merge(p.getClass().getSimpleName() + p.namespace(), 1, Integer::sum));
    return tally;
  }
}

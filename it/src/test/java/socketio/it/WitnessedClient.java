package socketio.it;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.engineio.EngineIoProvider;
import socketio.internal.PacketLines;
import socketio.jetty.JettyTransport;
import socketio.json.JsonPacketParser;
import socketio.okhttp.OkHttpTransport;
import socketio.spi.Channel;
import socketio.spi.ClientObserver;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.EngineProvider;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;
import socketio.spi.Transport;
import socketio.spi.WireTap;

/**
 * A client of which everything that it hands to handlers and plug-ins is {@link Evidence}, as the
 * text that each object has.
 */
final class WitnessedClient implements AutoCloseable {
  private final Evidence evidence;
  private final Transport network;
  final Client client;

  /** One for each time that it was connected. */
  final BlockingQueue<Boolean> connects = new LinkedBlockingQueue<>();

  /** How the upgrade went, "null" if well. */
  final BlockingQueue<String> upgrades = new LinkedBlockingQueue<>();

  WitnessedClient(Setup setup, Evidence evidence) {
    this.evidence = evidence;
    network = setup.library().equals("jetty") ? JettyTransport.create() : OkHttpTransport.create();
    ClientBuilder builder =
        Client.builder()
            .reconnection(Reconnection.defaults().delay(Duration.ofMillis(10)))
            .transport(new WitnessedTransport())
            .engine(new WitnessedEngines())
            .parser(new WitnessedParser())
            .observer(new WitnessingObserver())
            .wireTap(new WitnessingTap())
            .onError(error -> evidence.add("onError", error));
    client = builder.build();
    evidence.add("builder", builder);
    client.onConnect(() -> connects.add(true));
    client.onConnectError(error -> evidence.add("onConnectError", error));
    client.onDisconnect(reason -> evidence.add("onDisconnect", reason));
    client.onReconnection(event -> evidence.add("onReconnection", event));
    client.onStateChange((from, to, cause) -> addCause("onStateChange", cause));
    client.onAny((event, args) -> evidence.add("onAny", args));
    client.onAnyOutgoing((event, args) -> evidence.add("onAnyOutgoing", args));
    client.onUpgrade(
        (transport, cause) -> {
          addCause("onUpgrade", cause);
          upgrades.add(String.valueOf(cause == null ? null : cause.getClass()));
        });
  }

  private void addCause(String where, @Nullable Throwable cause) {
    if (cause != null) {
      evidence.add(where, cause);
    }
  }

  @Override
  public void close() {
    client.close();
    network.close();
  }

  private final class WitnessingObserver implements ClientObserver {
    @Override
    public void onOpenFailed(TransportKind transport, @Nullable Throwable cause) {
      addCause("onOpenFailed", cause);
    }

    @Override
    public void onClosed(
        TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
      addCause("onClosed", cause);
    }

    @Override
    public void onTraffic(Traffic traffic) {
      evidence.add("traffic", traffic);
    }
  }

  /** What it shows includes the content of events, which is no secret of the library's. */
  private final class WitnessingTap implements WireTap {
    private final WireTap lines = new PacketLines(line -> evidence.add("tap line", line));

    @Override
    public void sent(Packet packet) {
      evidence.add("tap", packet);
      lines.sent(packet);
    }

    @Override
    public void received(Packet packet) {
      evidence.add("tap", packet);
      lines.received(packet);
    }
  }

  private final class WitnessedEngines implements EngineProvider {
    private final EngineProvider engines = new EngineIoProvider();

    @Override
    public String name() {
      return engines.name();
    }

    @Override
    public Engine open(EngineConfig config, Engine.Listener listener) {
      evidence.add("EngineConfig", config);
      evidence.add("EngineConfig.Options", config.options());
      evidence.add("EngineConfig.Extras", config.options().extras());
      Engine engine = engines.open(config, listener);
      evidence.add("Engine", engine);
      return engine;
    }
  }

  private final class WitnessedParser implements Parser {
    private final Parser parser = JsonPacketParser.create();

    @Override
    public List<Frame> encode(Packet packet) {
      evidence.add("Packet", packet);
      List<Frame> frames = parser.encode(packet);
      evidence.add("Frame", frames);
      return frames;
    }

    @Override
    public Decoder newDecoder() {
      Decoder decoder = parser.newDecoder();
      return frame -> {
        evidence.add("Frame", frame);
        Packet packet = decoder.decode(frame);
        evidence.add("Packet", packet);
        return packet;
      };
    }
  }

  private final class WitnessedTransport implements Transport {
    @Override
    public Set<TransportKind> kinds() {
      return network.kinds();
    }

    @Override
    public CompletableFuture<Response> exchange(Request request) {
      evidence.add("Request", request);
      CompletableFuture<Response> exchange = network.exchange(request);
      var unused = exchange.whenComplete((response, error) -> evidence.add("Response", response));
      return exchange;
    }

    @Override
    public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
      evidence.add("Request", request);
      Channel channel = network.connect(kind, request, listener);
      evidence.add("Channel", channel);
      return channel;
    }

    @Override
    public void close() {
      throw new AssertionError("the client does not own it");
    }
  }
}

package socketio.it.security;

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
import socketio.core.observe.PacketLines;
import socketio.engineio.EngineIoProvider;
import socketio.it.support.Setup;
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
 * A client that adds everything which it passes to handlers and plug-ins to a {@link CapturedText},
 * with {@code toString}.
 */
final class CapturingClient implements AutoCloseable {
  private final CapturedText texts;
  private final Transport network;
  final Client client;

  /** One for each time that it was connected. */
  final BlockingQueue<Boolean> connects = new LinkedBlockingQueue<>();

  /** How the upgrade went, "null" if well. */
  final BlockingQueue<String> upgrades = new LinkedBlockingQueue<>();

  CapturingClient(Setup setup, CapturedText texts) {
    this.texts = texts;
    network = setup.library().equals("jetty") ? JettyTransport.create() : OkHttpTransport.create();
    ClientBuilder builder =
        Client.builder()
            .reconnection(Reconnection.defaults().delay(Duration.ofMillis(10)))
            .transport(new CapturingTransport())
            .engine(new CapturingEngines())
            .parser(new CapturingParser())
            .observer(new CapturingObserver())
            .wireTap(new CapturingTap())
            .onError(error -> texts.add("onError", error));
    client = builder.build();
    texts.add("builder", builder);
    client.onConnect(() -> connects.add(true));
    client.onConnectError(error -> texts.add("onConnectError", error));
    client.onDisconnect(reason -> texts.add("onDisconnect", reason));
    client.onReconnection(event -> texts.add("onReconnection", event));
    client.onStateChange((from, to, cause) -> addCause("onStateChange", cause));
    client.onAny((event, args) -> texts.add("onAny", args));
    client.onAnyOutgoing((event, args) -> texts.add("onAnyOutgoing", args));
    client.onUpgrade(
        (transport, cause) -> {
          addCause("onUpgrade", cause);
          upgrades.add(String.valueOf(cause == null ? null : cause.getClass()));
        });
  }

  private void addCause(String where, @Nullable Throwable cause) {
    if (cause != null) {
      texts.add(where, cause);
    }
  }

  @Override
  public void close() {
    client.close();
    network.close();
  }

  private final class CapturingObserver implements ClientObserver {
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
      texts.add("traffic", traffic);
    }
  }

  /** A wire tap may show the content of events, which is no secret of the library. */
  private final class CapturingTap implements WireTap {
    private final WireTap lines = new PacketLines(line -> texts.add("tap line", line));

    @Override
    public void sent(Packet packet) {
      texts.add("tap", packet);
      lines.sent(packet);
    }

    @Override
    public void received(Packet packet) {
      texts.add("tap", packet);
      lines.received(packet);
    }
  }

  private final class CapturingEngines implements EngineProvider {
    private final EngineProvider engines = new EngineIoProvider();

    @Override
    public String name() {
      return engines.name();
    }

    @Override
    public Engine open(EngineConfig config, Engine.Listener listener) {
      texts.add("EngineConfig", config);
      Engine engine = engines.open(config, listener);
      texts.add("Engine", engine);
      return engine;
    }
  }

  private final class CapturingParser implements Parser {
    private final Parser parser = JsonPacketParser.create();

    @Override
    public List<Frame> encode(Packet packet) {
      texts.add("Packet", packet);
      List<Frame> frames = parser.encode(packet);
      texts.add("Frame", frames);
      return frames;
    }

    @Override
    public Decoder newDecoder() {
      Decoder decoder = parser.newDecoder();
      return frame -> {
        texts.add("Frame", frame);
        Packet packet = decoder.decode(frame);
        texts.add("Packet", packet);
        return packet;
      };
    }
  }

  private final class CapturingTransport implements Transport {
    @Override
    public Set<TransportKind> kinds() {
      return network.kinds();
    }

    @Override
    public long maxMessageSize(TransportKind kind) {
      return network.maxMessageSize(kind);
    }

    @Override
    public CompletableFuture<Response> exchange(Request request) {
      texts.add("Request", request);
      CompletableFuture<Response> exchange = network.exchange(request);
      var unused = exchange.whenComplete((response, error) -> texts.add("Response", response));
      return exchange;
    }

    @Override
    public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
      texts.add("Request", request);
      Channel channel = network.connect(kind, request, listener);
      texts.add("Channel", channel);
      return channel;
    }

    @Override
    public void close() {
      throw new AssertionError("the client does not own it");
    }
  }
}

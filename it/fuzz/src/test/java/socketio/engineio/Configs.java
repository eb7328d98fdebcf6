package socketio.engineio;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.EngineConfig;
import socketio.spi.Transport;
import socketio.testkit.ManualLoop;

/** Configurations of an engine that sends nothing. */
final class Configs {
  private Configs() {}

  static EngineConfig of(String address) {
    return EngineConfig.builder(URI.create(address), new NoNetwork(), new ManualLoop())
        .transports(List.of(TransportKind.POLLING))
        .timeout(Duration.ofSeconds(1))
        .maxMessageSize(1 << 20)
        .build();
  }

  private static final class NoNetwork implements Transport {
    @Override
    public Set<TransportKind> kinds() {
      return Set.of();
    }

    @Override
    public long maxMessageSize(TransportKind kind) {
      return Long.MAX_VALUE;
    }

    @Override
    public CompletableFuture<Response> exchange(Request request) {
      throw new AssertionError("a request");
    }

    @Override
    public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
      throw new AssertionError("a channel");
    }

    @Override
    public void close() {}
  }
}

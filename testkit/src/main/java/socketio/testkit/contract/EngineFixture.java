package socketio.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.EngineProvider;
import socketio.spi.Frame;
import socketio.testkit.FakeEngineServer;
import socketio.testkit.FakeTransport;
import socketio.testkit.ManualLoop;

/** An engine and a fake server on one loop. */
abstract class EngineFixture {
  static final Duration TIMEOUT = Duration.ofSeconds(10);
  static final long MAX_MESSAGE = 1 << 20;

  final ManualLoop loop = new ManualLoop();
  final FakeEngineServer server = FakeEngineServer.builder().loop(loop).maxPayload(100_000).start();
  final Diary diary = new Diary();
  private final FakeTransport transport = FakeTransport.to(server);
  private @Nullable Engine engine;

  /**
   * The provider of the engine under test.
   *
   * @return a provider
   */
  protected abstract EngineProvider provider();

  @AfterEach
  void end() {
    transport.close();
    server.close();
  }

  void open(TransportKind... transports) {
    open(options -> options, transports);
  }

  void open(UnaryOperator<EngineConfig.Builder> options, TransportKind... transports) {
    EngineConfig config =
        options
            .apply(EngineConfig.builder(URI.create("http://fake-server"), transport, loop))
            .path("/engine.io/")
            .transports(List.of(transports))
            .timeout(TIMEOUT)
            .maxMessageSize(MAX_MESSAGE)
            .build();
    loop.execute(() -> engine = provider().open(config, diary));
    loop.runAll();
  }

  Engine engine() {
    assertNotNull(engine);
    return engine;
  }

  /** Advances by the time that an engine may wait on purpose, and no more. */
  void settle() {
    loop.advance(Duration.ofSeconds(1));
  }

  void send(String text) {
    loop.execute(() -> engine().send(List.of(new Frame.Text(text))));
  }

  void close() {
    loop.execute(() -> engine().close());
  }

  void reading(boolean wanted) {
    loop.execute(() -> engine().reading(wanted));
  }

  <T> T inLoop(Supplier<T> task) {
    var result = new ArrayList<T>();
    loop.execute(() -> result.add(task.get()));
    return result.get(0);
  }

  /** Records the callbacks of an engine, and checks the rules. */
  final class Diary implements Engine.Listener {
    private final List<String> lines = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private int pings;
    private @Nullable DisconnectReason reason;
    private @Nullable Throwable cause;

    /** All but the messages. */
    List<String> lines() {
      return lines;
    }

    List<Frame> frames() {
      return frames;
    }

    /** The texts among the messages. */
    List<String> messages() {
      return frames.stream()
          .filter(Frame.Text.class::isInstance)
          .map(frame -> ((Frame.Text) frame).data())
          .toList();
    }

    /** How many pings were reported. */
    int pings() {
      return pings;
    }

    boolean ended() {
      return reason != null;
    }

    DisconnectReason reason() {
      assertNotNull(reason, () -> "not ended: " + lines);
      return reason;
    }

    @Nullable Throwable cause() {
      return cause;
    }

    private void note(String line) {
      assertTrue(loop.inLoop(), () -> line + " came outside of the loop");
      assertNull(reason, () -> line + " came after the end");
      lines.add(line);
    }

    @Override
    public void onOpen(String sid) {
      note("open " + sid);
    }

    @Override
    public void onMessage(Frame frame) {
      note("message");
      lines.remove(lines.size() - 1);
      frames.add(frame);
    }

    @Override
    public void onUpgrade(TransportKind to) {
      note("upgrade " + to);
    }

    @Override
    public void onUpgradeError(TransportKind to, Throwable why) {
      note("upgrade error " + to);
    }

    @Override
    public void onPing() {
      note("ping");
      lines.remove(lines.size() - 1);
      pings++;
    }

    @Override
    public void onClose(DisconnectReason why, @Nullable Throwable because) {
      note("close " + why);
      reason = why;
      cause = because;
    }
  }
}

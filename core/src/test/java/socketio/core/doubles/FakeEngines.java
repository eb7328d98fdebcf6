package socketio.core.doubles;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.EngineProvider;
import socketio.spi.Parser;

/** Opens engines that the test plays the server of. */
public final class FakeEngines implements EngineProvider {
  private final Parser parser;
  private final List<FakeEngine> opened = new CopyOnWriteArrayList<>();
  private final BlockingQueue<FakeEngine> untaken = new LinkedBlockingQueue<>();

  public FakeEngines(Parser parser) {
    this.parser = parser;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Engine open(EngineConfig config, Engine.Listener listener) {
    assert config.loop().inLoop();
    var engine = new FakeEngine(config, parser, listener, opened.size() + 1);
    opened.add(engine);
    untaken.add(engine);
    return engine;
  }

  public int count() {
    return opened.size();
  }

  /** The engine that was opened last. */
  public FakeEngine last() {
    assertFalse(opened.isEmpty(), "no engine was opened");
    return opened.get(opened.size() - 1);
  }

  /** The next engine, opened by another thread within ten seconds. */
  public FakeEngine take() throws InterruptedException {
    FakeEngine engine = untaken.poll(10, TimeUnit.SECONDS);
    assertNotNull(engine, "no engine was opened");
    return engine;
  }

  public List<FakeEngine> all() {
    return List.copyOf(opened);
  }
}

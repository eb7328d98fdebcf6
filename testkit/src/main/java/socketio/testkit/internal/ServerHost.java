package socketio.testkit.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import socketio.spi.Transport;
import socketio.testkit.Fault;
import socketio.testkit.ManualLoop;
import socketio.testkit.When;
import socketio.testkit.internal.engine.EngineCore;
import socketio.testkit.internal.engine.EngineOptions;
import socketio.testkit.internal.engine.EngineSession;
import socketio.testkit.internal.net.MemoryLinks;
import socketio.testkit.internal.net.MemoryNet;
import socketio.testkit.internal.net.MemoryTransport;
import socketio.testkit.internal.net.Net;
import socketio.testkit.internal.net.NettyNet;
import socketio.testkit.internal.net.Tls;
import socketio.testkit.internal.run.ManualTime;
import socketio.testkit.internal.run.RealTime;
import socketio.testkit.internal.run.Recorder;
import socketio.testkit.internal.run.Scheduling;

/**
 * A running Engine.IO server: network, loop and core. Thread-safe; its threads start on first use.
 */
public final class ServerHost implements AutoCloseable {
  private final Settings settings;
  private final Listener listener;
  private final Recorder<String> problems;
  private final MemoryLinks links = new MemoryLinks();
  private @Nullable Running running;
  private boolean closed;

  /**
   * How a server runs.
   *
   * @param port the port, or 0 for a free one
   * @param tls the TLS settings, or null for plain TCP
   * @param loop the test's loop, for a server without sockets; or null for real time
   * @param patience the longest time that a test waits
   * @param recording whether what arrives is kept to be taken
   * @param options how the server behaves
   */
  public record Settings(
      int port,
      @Nullable Tls tls,
      @Nullable ManualLoop loop,
      Duration patience,
      boolean recording,
      EngineOptions options) {}

  /**
   * A new recorder, which keeps nothing if recording is disabled.
   *
   * @param <T> what arrives
   * @return a new recorder
   */
  public <T> Recorder<T> newRecorder() {
    return new Recorder<>(settings.recording());
  }

  /** The layer above. Called in the loop. */
  public interface Listener {
    /**
     * A session has opened.
     *
     * @param session the session
     */
    void onOpen(EngineSession session);

    /** The server restarts: it has lost its sessions and all state kept for earlier ones. */
    default void onRestart() {}
  }

  private record Running(Scheduling scheduling, EngineCore core, Net net) {}

  /**
   * Creates a server without starting it.
   *
   * @param settings how it runs
   * @param listener the layer above
   */
  public ServerHost(Settings settings, Listener listener) {
    this.settings = settings;
    this.listener = listener;
    problems = newRecorder();
  }

  /** Starts, unless it is running. */
  public void start() {
    running();
  }

  private synchronized Running running() {
    if (closed) {
      throw new IllegalStateException("the server is closed");
    }
    if (running == null) {
      ManualLoop manual = settings.loop();
      Scheduling scheduling =
          manual == null ? new RealTime("fake-server", this::failed) : new ManualTime(manual);
      EngineCore core = new EngineCore(settings.options(), scheduling.loop(), new CoreHost());
      try {
        Net net =
            manual == null
                ? new NettyNet(settings.port(), settings.tls(), core::handle, this::failed)
                : new MemoryNet(manual);
        running = new Running(scheduling, core, net);
      } catch (RuntimeException e) {
        scheduling.close();
        throw e;
      }
    }
    return running;
  }

  private void failed(Throwable failure) {
    reportProblem("the server failed: " + failure);
  }

  private final class CoreHost implements EngineCore.Host {
    @Override
    public void onOpen(EngineSession session) {
      listener.onOpen(session);
    }

    @Override
    public void onViolation(String what) {
      reportProblem("a client broke the protocol: " + what);
    }

    @Override
    public void restart(Duration downtime) {
      running().net.interrupt(downtime);
      links.cutAll();
      listener.onRestart();
    }
  }

  /**
   * A transport that needs no network.
   *
   * @return a new transport
   */
  public Transport memoryTransport() {
    Running now = running();
    return new MemoryTransport(
        now.scheduling.loop(),
        links,
        call -> {
          boolean accepted = now.net.accepting();
          if (accepted) {
            now.core.handle(call);
          }
          return accepted;
        });
  }

  /**
   * Records something that should not have happened.
   *
   * @param what what happened
   */
  public void reportProblem(String what) {
    problems.add(what);
  }

  /**
   * Everything recorded that should not have happened.
   *
   * @return descriptions
   */
  public Recorder<String> problems() {
    return problems;
  }

  /**
   * The server's address.
   *
   * @return scheme, host and port
   */
  public String url() {
    return running().net.url();
  }

  /**
   * The TCP port.
   *
   * @return the port, or -1
   */
  public int port() {
    return running().net.port();
  }

  /**
   * The loop and threads that the server runs on.
   *
   * @return the scheduling
   */
  public Scheduling scheduling() {
    return running().scheduling;
  }

  /**
   * The longest time that a test waits.
   *
   * @return the patience
   */
  public Duration patience() {
    return settings.patience();
  }

  /**
   * Runs something in the loop and waits for it.
   *
   * @param task what to run
   * @param <T> the type of its result
   * @return its result
   */
  public <T> T inLoop(Supplier<T> task) {
    Scheduling scheduling = running().scheduling;
    if (scheduling.loop().inLoop()) {
      return task.get();
    }
    var result = new CompletableFuture<T>();
    scheduling
        .loop()
        .execute(
            () -> {
              try {
                result.complete(task.get());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    if (!scheduling.await(result, Duration.ofSeconds(10))) {
      throw new IllegalStateException("the server does not respond: was it closed?");
    }
    return result.join();
  }

  /**
   * Arms a fault.
   *
   * @param fault the fault
   * @param when when it strikes
   */
  public void inject(Fault fault, When when) {
    inCore(core -> core.inject(fault, when));
  }

  /**
   * Runs an action on the core, in the loop, and waits for it.
   *
   * @param action the action
   */
  public void inCore(Consumer<EngineCore> action) {
    EngineCore core = running().core;
    inLoop(
        () -> {
          action.accept(core);
          return true;
        });
  }

  /**
   * The core, for use in the loop.
   *
   * @return the core
   */
  public EngineCore core() {
    return running().core;
  }

  @Override
  public void close() {
    Running last;
    synchronized (this) {
      closed = true;
      last = running;
      running = null;
    }
    if (last != null) {
      last.scheduling
          .loop()
          .execute(
              () -> {
                last.core.dropAll();
                links.cutAll();
              });
      last.net.close();
      last.scheduling.close();
    }
  }
}

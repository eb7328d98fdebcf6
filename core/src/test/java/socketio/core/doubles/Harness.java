package socketio.core.doubles;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ConnectOptions;
import socketio.Events;
import socketio.Reconnection;

/** A client on the test's thread: its loop, its clock, its handlers and its server. */
public final class Harness implements AutoCloseable {
  public static final ConnectOptions OPTIONS = ConnectOptions.to("http://localhost");

  public final ManualLoop loop = new ManualLoop();
  public final ReferenceParser parser = new ReferenceParser();
  public final FakeEngines engines = new FakeEngines(parser);
  public final IdleTransport transport = new IdleTransport();
  public final Lane handlers = new Lane();

  /** What handlers registered by {@link #watch} and {@link #watchState} have seen. */
  public final List<String> log = new ArrayList<>();

  /** The errors reported to onError. */
  public final List<Throwable> errors = new ArrayList<>();

  public final AsyncClient client;

  /** A queue of handlers that the test runs. */
  public static final class Lane implements Executor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable task) {
      tasks.add(task);
    }

    private synchronized Runnable next() {
      return tasks.remove();
    }

    public synchronized boolean isIdle() {
      return tasks.isEmpty();
    }

    /** Runs at most so many drains of the serial queue in front of this executor. */
    public void runUpTo(int drains) {
      for (int i = 0; i < drains && !isIdle(); i++) {
        next().run();
      }
    }

    public void run() {
      while (!isIdle()) {
        next().run();
      }
    }
  }

  /** A client that reconnects after 1 s, 2 s, 4 s, 5 s …, exactly. */
  public Harness() {
    this(builder -> builder);
  }

  public Harness(UnaryOperator<ClientBuilder> settings) {
    client =
        settings
            .apply(
                Client.builder()
                    .engine(engines)
                    .parser(parser)
                    .transport(transport)
                    .loop(loop)
                    .handlerExecutor(handlers)
                    .reconnection(Reconnection.defaults().jitter(0))
                    .onError(errors::add))
            .buildAsync();
  }

  /** The engine in use. */
  public FakeEngine engine() {
    return engines.last();
  }

  /** Connects these namespaces, or "/", at once. */
  public FakeEngine connect(String... namespaces) {
    String[] paths = namespaces.length == 0 ? new String[] {"/"} : namespaces;
    CompletableFuture<Void> result = client.connect(OPTIONS.namespaces(paths));
    FakeEngine engine = engine().open().confirm(paths);
    assertTrue(result.isDone() && !result.isCompletedExceptionally());
    handlers.run();
    return engine;
  }

  /** Lets time pass and runs what handlers there are. */
  public void advance(Duration time) {
    loop.advance(time);
    handlers.run();
  }

  /** Lets the loop take what other threads bring until something is so. */
  public void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      loop.awaitTask();
      handlers.run();
    }
  }

  /** The events of reconnections from now on. */
  public List<Reconnection.Event> reconnections() {
    List<Reconnection.Event> events = new ArrayList<>();
    client.onReconnection(events::add);
    return events;
  }

  /** Logs what happens to a namespace. */
  public Harness watch(Events events, String name) {
    events.onConnect(() -> log.add(name + " connect"));
    events.onConnectError(
        e -> log.add(name + " connect_error " + e.phase() + " retry=" + e.willRetry()));
    events.onDisconnect(reason -> log.add(name + " disconnect " + reason));
    return this;
  }

  /** Logs the changes of state. */
  public Harness watchState() {
    client.onStateChange((from, to, cause) -> log.add(from + ">" + to));
    return this;
  }

  /** Runs the handlers and takes the log. */
  public List<String> takeLog() {
    handlers.run();
    List<String> taken = List.copyOf(log);
    log.clear();
    return taken;
  }

  /** What a future has failed with by now. */
  public static <E extends Throwable> E failure(Class<E> type, Future<?> future) {
    assertTrue(future.isDone(), "the future has not completed");
    ExecutionException e =
        assertThrows(ExecutionException.class, () -> future.get(0, TimeUnit.SECONDS));
    return assertInstanceOf(type, e.getCause());
  }

  /** Checks that a future has completed normally by now. */
  public static void assertCompleted(CompletableFuture<?> future) {
    assertTrue(future.isDone(), "the future has not completed");
    assertFalse(future.isCompletedExceptionally(), "the future has failed");
  }

  /** Checks a part of a message. */
  public static void assertSays(String part, Throwable error) {
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains(part), message);
  }

  @Override
  public void close() {
    client.close();
    handlers.run();
  }
}

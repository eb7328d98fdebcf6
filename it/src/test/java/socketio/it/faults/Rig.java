package socketio.it.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeTransport;
import socketio.testkit.ManualLoop;

/** A client, a server and their traffic on one thread, with a clock that the test moves. */
final class Rig implements AutoCloseable {
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Duration SLOW_PACE = Duration.ofSeconds(5);
  private static final Threads THREADS = new Threads();

  final ManualLoop time = new ManualLoop();
  final FakeServer server = FakeServer.builder().loop(time).start();
  final ClientLoop loop = new ClientLoop(time);
  final ClientTransport transport = new ClientTransport(FakeTransport.to(server));
  final List<DisconnectReason> disconnects = new ArrayList<>();
  final List<ConnectionException> refusals = new ArrayList<>();
  final List<Throwable> errors = new ArrayList<>();

  /** Describes what happened, for reading and comparing; without ids. */
  final List<String> log = new ArrayList<>();

  final AsyncClient client;
  final Traffic traffic;
  int connects;
  CompletableFuture<Void> connected = CompletableFuture.completedFuture(null);

  Rig() {
    client =
        Client.builder()
            .transport(transport)
            .loop(loop)
            .handlerExecutor(time.handlerExecutor())
            .reconnection(Reconnection.defaults().jitter(0))
            .maxMessageSize(100_000)
            .onError(errors::add)
            .buildAsync();
    THREADS.set(new AtomicInteger());
    traffic = new Traffic(server, client);
    client.onConnect(
        () -> {
          connects++;
          note("connected by " + client.transport());
          traffic.up();
        });
    client.onDisconnect(
        reason -> {
          disconnects.add(reason);
          note("disconnected: " + reason);
        });
    client.onConnectError(
        error -> {
          refusals.add(error);
          note("not connected: " + error.getMessage());
        });
  }

  private void note(String what) {
    log.add(time.elapsed() + " " + what);
  }

  /** Begins to connect. */
  void connect(boolean retry, TransportKind... transports) {
    connected = client.connect(ConnectOptions.to(server.url()).transports(transports).retry(retry));
    time.runAll();
  }

  /** Lets time pass, with traffic every second and, after the first ten, every five seconds. */
  void run(Duration span) {
    Duration begin = time.elapsed();
    Duration end = begin.plus(span);
    while (time.elapsed().compareTo(end) < 0) {
      traffic.once();
      Duration left = end.minus(time.elapsed());
      Duration pace =
          time.elapsed().minus(begin).compareTo(PACE.multipliedBy(10)) < 0 ? PACE : SLOW_PACE;
      time.advance(left.compareTo(pace) < 0 ? left : pace);
    }
  }

  /** The error that connect failed with, or null if it succeeded or has not ended. */
  @Nullable Throwable connectError() {
    return connected.isCompletedExceptionally()
        ? connected.handle((done, error) -> error).join()
        : null;
  }

  /** Violations of what must hold at any moment. */
  List<String> offences() {
    var found = new ArrayList<String>();
    ClientState state = client.state();
    if (state == ClientState.CONNECTING) {
      found.add("still connecting");
    }
    if (state == ClientState.WAITING && loop.timers().isEmpty()) {
      found.add("waiting without a timer");
    }
    if (client.connected() != (state == ClientState.CONNECTED)) {
      found.add("namespace connected: " + client.connected() + ", client " + state);
    }
    found.addAll(traffic.offences(false));
    found.addAll(always());
    return found;
  }

  private List<String> always() {
    var found = new ArrayList<String>();
    found.addAll(loop.offences());
    found.addAll(transport.offences());
    errors.stream()
        .filter(error -> !(error instanceof DecodingException))
        .forEach(error -> found.add("an error without a place: " + error));
    if (THREADS.get().get() > 0) {
      found.add("a thread was made");
    }
    return found;
  }

  /** Closes the client and returns violations of what must hold afterwards. */
  List<String> closeClient() {
    var found = new ArrayList<String>();
    CompletableFuture<Void> closed =
        client
            .closeAsync()
            .thenRun(
                () -> {
                  if (!loop.timers().isEmpty()) {
                    found.add("timers after close(): " + loop.timers());
                  }
                });
    time.runAll();
    if (client.state() != ClientState.CLOSED) {
      found.add("the state is " + client.state() + " after close()");
    }
    time.advance(Duration.ofSeconds(2));
    if (!closed.isDone()) {
      found.add("close() takes more than two seconds");
    }
    if (transport.open() != 0) {
      found.add(transport.open() + " requests or channels open after close()");
    }
    if (!connected.isDone()) {
      found.add("connect() did not complete");
    }
    int requests = transport.requests();
    int handlers = log.size();
    time.advance(Duration.ofHours(1));
    if (transport.requests() != requests) {
      found.add("requests after close()");
    }
    if (log.size() != handlers) {
      found.add("handlers after close(): " + log.subList(handlers, log.size()));
    }
    if (!loop.timers().isEmpty()) {
      found.add("timers long after close(): " + loop.timers());
    }
    found.addAll(traffic.offences(true));
    found.addAll(always());
    return found;
  }

  @Override
  public void close() {
    client.close();
    server.close();
    time.runAll();
    THREADS.remove();
  }

  /** Counts the threads that are made by a thread, and by those; not by other tests' leftovers. */
  private static final class Threads extends InheritableThreadLocal<AtomicInteger> {
    @Override
    protected AtomicInteger childValue(AtomicInteger count) {
      count.incrementAndGet();
      return count;
    }
  }
}

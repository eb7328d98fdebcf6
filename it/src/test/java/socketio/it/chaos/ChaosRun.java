package socketio.it.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncClient;
import socketio.AsyncEmitter;
import socketio.AsyncNamespace;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.EmitOptions;
import socketio.OfflinePolicy;
import socketio.Reconnection;

/** One client that talks to a server through chaos, and the outcome of its traffic. */
final class ChaosRun implements AutoCloseable {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);
  private static final int MOST_RETRIES_PENDING = 100;
  private static final int PATIENCE_SECONDS = 60;

  private final long seed;
  private final SplittableRandom random;
  private final ChaosServer server;
  private final ChaosProxy proxy;
  private final ChaosSetup setup;
  private final ConnectOptions options;
  private final AsyncClient client;
  private final AsyncNamespace namespace;
  private final AsyncEmitter retrying;
  private final LifeLedger life = new LifeLedger();
  private final UpLedger up = new UpLedger();
  private final DownLedger first = new DownLedger("first subscription");
  private final DownLedger second = new DownLedger("second subscription");
  private final DownLedger any = new DownLedger("any");
  private final DownLedger once = new DownLedger("once");
  private final QuestionLedger questions = new QuestionLedger();
  private final CallLedger calls = new CallLedger("call");
  private final CallLedger retries = new CallLedger("reliable");
  private final List<CompletableFuture<Void>> connects = new ArrayList<>();
  private long next;
  private boolean givenUp;

  /** Sets everything up and starts to connect. */
  ChaosRun(long seed, ChaosSetup setup, ChaosServer server) throws IOException {
    this.seed = seed;
    this.setup = setup;
    this.server = server;
    random = new SplittableRandom(seed);
    proxy = new ChaosProxy(server.url(), new ChaosPlan(seed));
    options =
        ConnectOptions.to(proxy.url())
            .transports(setup.mode().kinds())
            .namespaces(ChaosServer.NAMESPACE)
            .auth(Map.of("run", seed))
            .timeout(Duration.ofSeconds(1))
            .retry(true);
    client =
        Client.builder()
            .transport(setup.transport())
            .parser(setup.parser())
            .reconnection(
                Reconnection.defaults()
                    .delay(Duration.ofMillis(10))
                    .maxDelay(Duration.ofMillis(100)))
            .offline(
                setup.buffering()
                    ? OfflinePolicy.buffer(100_000, 64 << 20, Duration.ofMinutes(5))
                    : OfflinePolicy.fail())
            .callTimeout(CALL_TIMEOUT)
            .onError(error -> life.offend("an error: " + error))
            .buildAsync();
    namespace = client.namespace(ChaosServer.NAMESPACE);
    retrying =
        namespace.with(EmitOptions.defaults().retries(100_000).timeout(Duration.ofMillis(500)));
    subscribe();
    connects.add(client.connect(options));
  }

  private void subscribe() {
    life.follow(client);
    namespace.onAny(
        (event, args) -> {
          if (event.equals("down")) {
            any.take(args);
          }
        });
    namespace.on("down", first::take);
    namespace.on("down", args -> work(first.count()));
    namespace.on("down", second::take);
    namespace.once("down", once::take);
    namespace.onCall("ask", questions::answer);
    if (!server.recovers()) {
      namespace.onDisconnect(
          reason -> List.of(first, second, any).forEach(DownLedger::endSessions));
    }
  }

  /** Some handlers take their time. */
  private static void work(long count) {
    if (count % 97 == 0) {
      Pace.pause((int) (count % 40));
    }
  }

  /** Lets client and server talk through chaos. */
  void play(Duration span) throws InterruptedException {
    long end = System.nanoTime() + span.toNanos();
    while (System.nanoTime() < end) {
      act();
      Pace.pause(random.nextInt(12));
    }
  }

  private void act() throws InterruptedException {
    switch (random.nextInt(400)) {
      case 0 -> {
        if (setup.leaving()) {
          leaveAndComeBack();
        }
      }
      case 1 -> client.checkNow();
      default -> {
        for (int left = random.nextInt(6); left > 0; left--) {
          emit();
        }
        if (random.nextInt(2) == 0) {
          call();
        }
        if (random.nextInt(3) == 0 && retries.pending() < MOST_RETRIES_PENDING) {
          retry();
        }
      }
    }
  }

  /** Bytes for one event of ten. */
  private byte @Nullable [] bytes() {
    return random.nextInt(10) == 0 ? Payload.random(random) : null;
  }

  private static @Nullable Object[] args(long number, byte @Nullable [] bytes) {
    return bytes == null
        ? new Object[] {number}
        : new Object[] {number, Payload.sha256(bytes), bytes};
  }

  private void emit() {
    long number = ++next;
    @Nullable Object[] args = args(number, bytes());
    String before = connection();
    CompletableFuture<Void> emitted = namespace.emit("up", args);
    up.sent(number, before, connection(), emitted);
  }

  /** The connection that is up, or null. */
  private @Nullable String connection() {
    String sid = namespace.sid();
    String engine = client.engineId();
    return sid == null || engine == null ? null : ServerReport.connection(sid, engine);
  }

  private void call() {
    long number = ++next;
    byte[] bytes = bytes();
    calls.made(
        number,
        bytes == null ? null : Payload.sha256(bytes),
        namespace.call("call", args(number, bytes)));
  }

  private void retry() {
    long number = ++next;
    byte[] bytes = bytes();
    retries.made(
        number,
        bytes == null ? null : Payload.sha256(bytes),
        retrying.call("reliable", args(number, bytes)));
  }

  private void leaveAndComeBack() throws InterruptedException {
    life.note("disconnect()");
    givenUp = true;
    ended(client.disconnect(), "disconnect()");
    Pace.pause(random.nextInt(200));
    life.note("connect()");
    connects.add(client.connect(options));
  }

  /** Waits until a future has ended, however it did. */
  private boolean ended(CompletableFuture<?> future, String what) throws InterruptedException {
    try {
      future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return true; // that is an end, too
    } catch (TimeoutException e) {
      life.offend(what + " did not end");
      return false;
    }
    return true;
  }

  /**
   * Ends chaos, waits until everything has settled, closes the client and returns the violations.
   */
  List<String> finish() throws InterruptedException {
    var found = new ArrayList<String>();
    boolean early = random.nextInt(4) == 0;
    String live = null;
    if (early) {
      life.note("close() amid chaos");
      client.close();
      givenUp = true;
    }
    life.note("peace");
    server.quiet();
    proxy.makePeace();
    if (!early) {
      ended(retries.settled(), "retries");
      life.note("all retries ended");
      live = settle(found);
    }
    life.note("close()");
    client.close();
    for (CompletableFuture<?> future :
        List.of(
            calls.settled(),
            retries.settled(),
            CompletableFuture.allOf(connects.toArray(CompletableFuture<?>[]::new)))) {
      ended(future, "a future");
    }
    life.awaitEnd(PATIENCE_SECONDS);
    awaitNoConnection(found);
    life.note("the server has no connection");
    ServerReport report = server.report();
    found.addAll(report.offences());
    found.addAll(life.offences());
    found.addAll(up.offences(report.up(), live));
    for (DownLedger subscription : List.of(first, second, any, once)) {
      found.addAll(subscription.offences(report.down()));
    }
    if (first.count() != second.count() || first.count() != any.count()) {
      found.add(
          "subscriptions got %d, %d and %d events"
              .formatted(first.count(), second.count(), any.count()));
    }
    if (once.count() != Math.min(1, first.count())) {
      found.add("once was called " + once.count() + " times");
    }
    found.addAll(questions.offences(report.answered()));
    found.addAll(calls.offencesOfCalls(report.calls()));
    found.addAll(retries.offencesOfRetries(report.reliable(), givenUp));
    return found;
  }

  /**
   * Waits until everything sent on an open connection has arrived, in both directions.
   *
   * @return the connection that is complete; null if none is
   */
  private @Nullable String settle(List<String> found) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      String sid = namespace.sid();
      String connection = connection();
      CompletableFuture<Args> settled = namespace.call("settle");
      ended(settled, "settle");
      if (sid == null
          || connection == null
          || settled.isCompletedExceptionally()
          || !connection.equals(connection())) {
        Pace.pause(10); // the client is noticing what chaos has broken
        continue;
      }
      long sent = Objects.requireNonNull(settled.join().get(0, Long.class));
      for (DownLedger subscription : List.of(first, second, any)) {
        if (!subscription.await(sid, sent, PATIENCE_SECONDS)) {
          found.add("of " + sent + " events on " + sid + " some are missing at the client");
        }
      }
      return connection;
    }
    found.add("no connection held in peace");
    return null;
  }

  /** The server forgets the client after a ping timeout at the latest. */
  private void awaitNoConnection(List<String> found) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (server.connections() > 0) {
      if (System.nanoTime() > deadline) {
        found.add("the server still has " + server.connections() + " connections");
        return;
      }
      Pace.pause(20);
    }
  }

  /** Describes this run, for reading and for repeating it. */
  String story() {
    return "seed %d, %s, on %s%n    %s"
        .formatted(seed, setup, server.getClass().getSimpleName(), life.story());
  }

  Figures figures() throws InterruptedException {
    ServerReport report = server.report();
    return new Figures(
        1,
        life.connects(),
        proxy.cuts().values().stream().mapToInt(Integer::intValue).sum(),
        up.count(),
        report.up().values().stream().mapToInt(List::size).sum(),
        first.count(),
        calls.count(),
        calls.answered(),
        retries.count(),
        retries.answered(),
        report.answered().size());
  }

  @Override
  public void close() throws IOException {
    client.close();
    proxy.close();
    server.close();
  }
}

package socketio.core.namespace;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.AsyncNamespace;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** The invariants of a client under random actions of application, server and network. */
class InterleavingTest {
  private static final List<String> PATHS = List.of("/", "/a", "/b");
  private static final Map<ClientState, Set<ClientState>> DIAGRAM =
      new EnumMap<>(
          Map.of(
              ClientState.IDLE, EnumSet.of(ClientState.CONNECTING, ClientState.CLOSED),
              ClientState.CONNECTING,
                  EnumSet.of(ClientState.CONNECTED, ClientState.WAITING, ClientState.IDLE),
              ClientState.CONNECTED, EnumSet.of(ClientState.WAITING, ClientState.IDLE),
              ClientState.WAITING, EnumSet.of(ClientState.CONNECTING, ClientState.IDLE),
              ClientState.CLOSED, EnumSet.noneOf(ClientState.class)));

  private final Map<String, Boolean> connectedByPath = new HashMap<>();
  private final List<CompletableFuture<Void>> results = new ArrayList<>();
  private final List<AtomicInteger> completions = new ArrayList<>();

  /** The calls of a namespace's connect: each one that is pending has a timer. */
  private final List<CompletableFuture<Void>> joins = new ArrayList<>();

  private ClientState last = ClientState.IDLE;

  /** The results of the policy and of the URL supplier, each on its own thread. */
  private final BlockingQueue<Optional<Duration>> decisions = new LinkedBlockingQueue<>();

  private final BlockingQueue<Optional<String>> addresses = new LinkedBlockingQueue<>();

  // How many of them are running, including those whose result will be ignored.
  private int deciding;
  private int preparing;

  private boolean wasDeciding;
  private boolean wasPreparing;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void obeyTheDiagramOfStates(long seed) {
    for (int run = 0; run < 100; run++) {
      String name = "seed " + seed + ", run " + run;
      play(new Random(seed * 1000 + run), name);
    }
  }

  private void play(Random random, String name) {
    last = ClientState.IDLE;
    connectedByPath.clear();
    results.clear();
    completions.clear();
    joins.clear();
    wasDeciding = false;
    wasPreparing = false;
    Reconnection settings =
        (random.nextInt(4) == 0
                ? Reconnection.defaults()
                : Reconnection.defaults().attempts(1 + random.nextInt(3)))
            .jitter(random.nextDouble() / 2)
            .afterServerDisconnect(random.nextBoolean());
    Reconnection reconnection =
        random.nextInt(3) > 0
            ? settings
            : settings.policy((Reconnection.Attempt attempt) -> decisions.take().orElse(null));
    try (var h = new Harness(b -> b.reconnection(reconnection))) {
      observe(h, name);
      for (int i = 0; i < 60; i++) {
        step(h, random);
        track(h);
        if (random.nextInt(3) == 0) {
          h.handlers.run();
        }
        check(h, name);
      }
      if (h.client.state() == ClientState.CONNECTED) {
        h.engine().confirm(PATHS.toArray(new String[0]));
        boolean used = isJoined(h) || h.client.state() == ClientState.IDLE; // a connect has failed
        assertTrue(used, name + ": a connection of no use");
      }
      CompletableFuture<Void> ended = h.client.await();
      advance(h, ofMinutes(2)); // a server that is silent from now on
      assertNotEquals(ClientState.CLOSED, h.client.state());
      check(h, name);
      h.client.close();
      h.engines.all().forEach(engine -> engine.lose(DisconnectReason.CLIENT_DISCONNECT));
      int engines = h.engines.count();
      expect(h.client.connect(options(random)));
      expect(h.client.namespace("/a").connect());
      h.client.checkNow();
      while (deciding + preparing > 0) {
        answer(h, random);
      }
      h.advance(ofMinutes(10));
      h.handlers.run();
      assertEquals(ClientState.CLOSED, last, name);
      assertEquals(engines, h.engines.count(), name);
      assertEquals(0, h.loop.timers(), name);
      assertTrue(ended.isDone(), name);
      results.forEach(result -> assertTrue(result.isDone(), name));
      completions.forEach(count -> assertEquals(1, count.get(), name));
      assertEquals(List.of(), h.errors, name);
      connectedByPath.values().forEach(connected -> assertEquals(false, connected, name));
    }
  }

  private void observe(Harness h, String name) {
    h.client.onStateChange(
        (from, to, cause) -> {
          assertEquals(last, from, name);
          assertTrue(DIAGRAM.getOrDefault(from, Set.of()).contains(to), name + from + to);
          last = to;
        });
    for (String path : PATHS) {
      AsyncNamespace namespace = h.client.namespace(path);
      namespace.onConnect(
          () -> assertNotEquals(true, connectedByPath.put(path, true), name + path));
      namespace.onDisconnect(
          reason -> assertEquals(true, connectedByPath.put(path, false), name + path));
    }
  }

  private void join(Harness h, String path) {
    Duration ownMoment = ofSeconds(10).plusNanos(joins.size()); // no other timer is due then
    CompletableFuture<Void> joined = h.client.namespace(path).connect(ownMoment);
    joins.add(joined);
    expect(joined);
  }

  /** The timers that do not belong to calls of a namespace's connect. */
  private long timers(Harness h) {
    return h.loop.timers() - joins.stream().filter(joined -> !joined.isDone()).count();
  }

  private void expect(CompletableFuture<Void> result) {
    var count = new AtomicInteger();
    results.add(result);
    completions.add(count);
    var unused = result.whenComplete((done, error) -> count.incrementAndGet());
  }

  private void step(Harness h, Random random) {
    String path = PATHS.get(random.nextInt(PATHS.size()));
    switch (random.nextInt(12)) {
      case 0 -> expect(h.client.connect(options(random)));
      case 1 -> {
        if (random.nextInt(3) == 0) {
          expect(h.client.disconnect().handle((done, error) -> null));
        }
      }
      case 2 -> join(h, path);
      case 3 -> {
        if (random.nextInt(2) == 0) {
          expect(h.client.namespace(path).disconnect());
        }
      }
      case 4 -> advance(h, ofMillis(random.nextInt(3000)));
      case 5 -> {
        if (!results.isEmpty() && random.nextInt(3) == 0) {
          results.get(random.nextInt(results.size())).cancel(false);
        }
      }
      case 6 -> {
        if (random.nextInt(3) == 0) {
          h.client.checkNow();
        }
      }
      case 7 -> {
        if (deciding + preparing > 0) {
          answer(h, random);
        }
      }
      default -> {
        if (h.engines.count() > 0) {
          List<FakeEngine> engines = h.engines.all();
          boolean old = random.nextInt(5) == 0;
          server(old ? engines.get(random.nextInt(engines.size())) : h.engine(), path, random);
        }
      }
    }
  }

  /** Advances time from timer to timer: at each, a client changes its state at most once. */
  private void advance(Harness h, Duration time) {
    Duration left = time;
    while (!left.isZero()) {
      Duration next = h.loop.timers() == 0 ? left : h.loop.nextTimer();
      Duration piece = left.compareTo(next) < 0 ? left : next;
      h.loop.advance(piece);
      track(h);
      left = left.minus(piece);
    }
  }

  /** Counts the running policies and suppliers. */
  private void track(Harness h) {
    boolean isDeciding = h.client.state() == ClientState.WAITING && timers(h) == 0;
    boolean isPreparing = h.client.state() == ClientState.CONNECTING && inUse(h) == 0;
    deciding += isDeciding && !wasDeciding ? 1 : 0;
    preparing += isPreparing && !wasPreparing ? 1 : 0;
    wasDeciding = isDeciding;
    wasPreparing = isPreparing;
  }

  /** Lets one running policy or supplier return. */
  private void answer(Harness h, Random random) {
    boolean good = random.nextInt(4) > 0;
    if (deciding > 0) {
      deciding--;
      decisions.add(good ? Optional.of(ofSeconds(1 + random.nextInt(5))) : Optional.empty());
    } else {
      preparing--;
      addresses.add(good ? Optional.of("http://localhost") : Optional.empty());
    }
    try {
      h.loop.awaitTask();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String address() {
    try {
      return addresses.take().orElseThrow();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private ConnectOptions options(Random random) {
    String[] paths = PATHS.subList(0, 1 + random.nextInt(PATHS.size())).toArray(new String[0]);
    return (random.nextInt(3) > 0 ? Harness.OPTIONS : ConnectOptions.to(this::address))
        .namespaces(paths)
        .retry(random.nextBoolean())
        .waitForNamespaces(random.nextInt(4) > 0);
  }

  private static void server(FakeEngine engine, String path, Random random) {
    if (engine.ended()) {
      return;
    }
    if (random.nextInt(5) == 0) {
      engine.linger();
    }
    if (random.nextInt(8) == 0) {
      engine.lose(DisconnectReason.TRANSPORT_ERROR);
    } else if (!engine.opened()) {
      engine.open();
    } else {
      switch (random.nextInt(8)) {
        case 0 -> engine.refuse(path, "no");
        case 1 -> engine.receive(new Packet.Disconnect(path));
        case 2 -> engine.event(path, "news");
        default -> engine.confirm(path);
      }
    }
  }

  private static long inUse(Harness h) {
    return h.engines.all().stream().filter(engine -> !engine.closed()).count();
  }

  private static boolean isJoined(Harness h) {
    return PATHS.stream().anyMatch(path -> h.client.namespace(path).connected());
  }

  /** Asserts the invariants that hold after every step. */
  private void check(Harness h, String name) {
    long inUse = inUse(h);
    switch (h.client.state()) {
      case IDLE, CLOSED -> {
        assertEquals(0, inUse, name);
        assertEquals(0, timers(h), name);
      }
      case WAITING -> {
        assertEquals(0, inUse, name);
        assertEquals(wasDeciding ? 0 : 1, timers(h), name + ": armed to retry");
        assertTrue(!wasDeciding || deciding > 0, name + ": or somebody decides");
      }
      case CONNECTING -> {
        assertEquals(wasPreparing ? 0 : 1, inUse, name);
        assertTrue(!wasPreparing || preparing > 0, name + ": somebody is asked");
        assertEquals(1, timers(h), name + ": limited in time");
      }
      case CONNECTED -> assertEquals(1, inUse, name);
    }
    assertTrue(!isJoined(h) || h.client.state() == ClientState.CONNECTED, name);
  }
}

package socketio.it.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.spi.Parser;
import socketio.testkit.FakeNamespace;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.SocketGoneException;

/** The testkit's server, without recovery: every connection is a session of its own. */
final class FakeChaosServer implements ChaosServer {
  static final Duration PING_INTERVAL = Duration.ofMillis(400);
  static final Duration PING_TIMEOUT = Duration.ofMillis(400);
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(1);

  private final FakeServer server;
  private final FakeNamespace namespace;
  private final Object lock = new Object();
  private final Map<String, List<Long>> up = new LinkedHashMap<>();
  private final List<Long> reliable = new ArrayList<>();
  private final List<Long> calls = new ArrayList<>();
  private final Map<String, Long> down = new LinkedHashMap<>();
  private final List<Long> answered = new ArrayList<>();
  private final List<String> offences = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean quiet;

  FakeChaosServer(long seed, Parser parser) {
    server =
        FakeServer.builder()
            .recording(false)
            .parser(parser)
            .pingInterval(PING_INTERVAL)
            .pingTimeout(PING_TIMEOUT)
            .upgradeTimeout(Duration.ofSeconds(1))
            .connectTimeout(Duration.ofSeconds(1))
            .start();
    namespace = server.namespace(NAMESPACE);
    namespace.onConnect(socket -> connected(socket));
    namespace.on("up", (socket, args) -> arrived(args, numbers(socket)));
    namespace.onCall("reliable", (socket, args) -> answer(args, reliable));
    namespace.onCall("call", (socket, args) -> answer(args, calls));
    namespace.onCall("settle", (socket, args) -> sent(socket.id()));
    start("chaos-down", () -> sendDown(new SplittableRandom(seed)));
    start("chaos-ask", this::ask);
  }

  private void start(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void connected(FakeSocket socket) {
    send(socket, null); // as early as possible
  }

  private List<Long> numbers(FakeSocket socket) {
    String connection = ServerReport.connection(socket.id(), socket.engineId());
    synchronized (lock) {
      return up.computeIfAbsent(connection, fresh -> new ArrayList<>());
    }
  }

  private long sent(String sid) {
    synchronized (lock) {
      return down.getOrDefault(sid, 0L);
    }
  }

  private void arrived(Args args, List<Long> numbers) {
    long number = Objects.requireNonNull(args.get(0, Long.class), "number");
    String offence = Payload.offence(args, 1);
    synchronized (lock) {
      numbers.add(number);
      if (offence != null) {
        offences.add("event " + number + " at the server: " + offence);
      }
    }
  }

  private Args answer(Args args, List<Long> numbers) {
    arrived(args, numbers);
    return Args.of(args.toList().toArray());
  }

  private void send(FakeSocket socket, byte @Nullable [] bytes) {
    synchronized (lock) {
      long number = sent(socket.id()) + 1;
      try {
        if (bytes == null) {
          socket.emit("down", socket.id(), number);
        } else {
          socket.emit("down", socket.id(), number, Payload.sha256(bytes), bytes);
        }
        down.put(socket.id(), number);
      } catch (SocketGoneException e) {
        return; // and so has what was to be sent
      }
    }
  }

  private void sendDown(SplittableRandom random) {
    while (!quiet) {
      for (FakeSocket socket : namespace.sockets()) {
        for (int left = random.nextInt(6); left > 0 && !quiet; left--) {
          send(socket, random.nextInt(12) == 0 ? Payload.random(random) : null);
        }
      }
      Pace.pause(random.nextInt(25));
    }
  }

  private void ask() {
    for (long number = 1; !quiet; ) {
      for (FakeSocket socket : namespace.sockets()) {
        try {
          ask(socket, number++);
        } catch (SocketGoneException | AssertionError e) {
          // The client has gone, or did not answer in time, as happens while nothing passes.
        }
      }
      Pace.pause(5);
    }
  }

  private void ask(FakeSocket socket, long number) {
    List<Object> answer = socket.call(ASK_TIMEOUT, "ask", number).toList();
    synchronized (lock) {
      answered.add(number);
      if (!answer.equals(List.of(number))) {
        offences.add("question " + number + " got the answer " + answer);
      }
    }
  }

  @Override
  public String url() {
    return server.url();
  }

  @Override
  public boolean recovers() {
    return false;
  }

  @Override
  public void quiet() throws InterruptedException {
    quiet = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Override
  public ServerReport report() {
    synchronized (lock) {
      Map<String, List<Long>> copy = new LinkedHashMap<>();
      up.forEach((connection, numbers) -> copy.put(connection, List.copyOf(numbers)));
      return new ServerReport(
          copy,
          List.copyOf(reliable),
          List.copyOf(calls),
          Map.copyOf(down),
          List.copyOf(answered),
          List.copyOf(offences));
    }
  }

  @Override
  public int connections() {
    return server.connectionCount();
  }

  @Override
  public void close() {
    quiet = true;
    server.close();
  }
}

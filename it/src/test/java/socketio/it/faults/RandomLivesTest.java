package socketio.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.it.support.StateDiagram;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.FakeTransport;
import socketio.testkit.Fault;
import socketio.testkit.ManualLoop;

/**
 * Random sequences of actions of applications, servers and networks, with the real engine and a
 * server in memory, on fake time. Whenever nothing happens any more, a client is connected, or was
 * ended by its user or the server, or has a timer to try again, and then it does reconnect; after
 * {@code close()} it never makes an attempt.
 */
@Timeout(120)
class RandomLivesTest {
  private static final int LIVES = 400;
  private static final int STEPS = 30;

  /** The default of 5 seconds with full jitter. */
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

  @Tag("pain-01-reconnection-stuck")
  @Tag("pain-19-life-cycle")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void endConnectedOrEndedOrArmedToRetry(long seed) {
    for (int i = 0; i < LIVES; i++) {
      long life = seed * LIVES + i;
      try (var run = new Life(life)) {
        run.play();
      }
    }
  }

  /** One client, its server and what happens to them. */
  private static final class Life implements AutoCloseable {
    private final Random random;
    private final ManualLoop time = new ManualLoop();
    private final FakeServer server = FakeServer.builder().loop(time).recording(false).start();
    private final ClientLoop loop = new ClientLoop(time);
    private final ClientTransport transport = new ClientTransport(FakeTransport.to(server));
    private final List<String> story = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private final List<CompletableFuture<Void>> connects = new ArrayList<>();
    private final AsyncClient client;

    /** Violations of the diagram of {@link ClientState}. */
    private final List<String> offences = new ArrayList<>();

    /** The state that the client has reported last. */
    private ClientState state = ClientState.IDLE;

    /** Whether {@code connect} was called and nobody has ended the connection since. */
    private boolean wanted;

    Life(long seed) {
      random = new Random(seed);
      story.add("seed " + seed);
      client =
          Client.builder()
              .transport(transport)
              .loop(loop)
              .handlerExecutor(time.handlerExecutor())
              .reconnection(Reconnection.defaults().jitter(random.nextDouble()))
              .onError(errors::add)
              .buildAsync();
      client.onDisconnect(
          reason -> {
            note("disconnected: " + reason);
            if (reason == DisconnectReason.SERVER_DISCONNECT) {
              wanted = false;
            }
          });
      client.onConnect(this::connected);
      client.onStateChange((from, to, cause) -> changed(from, to));
    }

    private void connected() {
      note("connected");
      if (state != ClientState.CONNECTED) { // it may be lost by now, which is reported next
        offences.add("the connect handler runs in " + state);
      }
    }

    private void changed(ClientState from, ClientState to) {
      note(from + " -> " + to);
      if (from != state || !StateDiagram.after(from).contains(to)) {
        offences.add("from " + from + " to " + to + ", having been " + state);
      }
      state = to;
    }

    private void note(String what) {
      story.add(time.elapsed() + " " + what);
    }

    private String story() {
      return String.join("\n  ", story);
    }

    void play() {
      for (int i = 0; i < STEPS; i++) {
        step();
        time.runAll();
        check();
      }
      boolean early = random.nextInt(4) == 0;
      if (!early) {
        settle();
      }
      closeForEver();
    }

    private void step() {
      switch (random.nextInt(9)) {
        case 0, 1 -> connect();
        case 2 -> {
          if (random.nextInt(3) == 0) {
            note("disconnect()");
            wanted = false;
            CompletableFuture<Void> unused = client.disconnect();
          }
        }
        case 3 -> socket("server ends the namespace", FakeSocket::disconnect);
        case 4 -> socket("server closes the connection", FakeSocket::closeConnection);
        case 5 -> socket("network loss", FakeSocket::dropConnection);
        case 6 -> inject();
        default -> {
          Duration span = Duration.ofMillis(random.nextInt(random.nextBoolean() ? 500 : 40_000));
          note("advance " + span);
          time.advance(span);
        }
      }
    }

    private void connect() {
      TransportKind[] kinds =
          switch (random.nextInt(3)) {
            case 0 -> new TransportKind[] {TransportKind.POLLING};
            case 1 -> new TransportKind[] {TransportKind.WEBSOCKET};
            default -> new TransportKind[] {TransportKind.POLLING, TransportKind.WEBSOCKET};
          };
      note("connect()");
      wanted = true;
      connects.add(client.connect(ConnectOptions.to(server.url()).transports(kinds).retry(true)));
    }

    private void socket(String what, Consumer<FakeSocket> deed) {
      List<FakeSocket> sockets = server.namespace("/").sockets();
      if (!sockets.isEmpty()) {
        note(what);
        deed.accept(sockets.get(random.nextInt(sockets.size())));
      }
    }

    private void inject() {
      Duration span = Duration.ofMillis(random.nextInt(60_000));
      Fault fault =
          switch (random.nextInt(9)) {
            case 0 -> new Fault.Stall(span);
            case 1 -> new Fault.Restart(span);
            case 2 -> new Fault.Http(503);
            case 3 -> new Fault.RefuseUpgrade(502);
            case 4 -> new Fault.HangUpgrade();
            case 5 -> new Fault.NoPong();
            case 6 -> new Fault.BadPacket();
            case 7 -> new Fault.SlowPoll(span);
            default -> new Fault.DropConnection(true);
          };
      note(fault.toString());
      server.inject(fault);
    }

    /** Checks the invariants. */
    private void check() {
      assertEquals(client.state(), state, this::story);
      assertEquals(List.of(), offences, this::story);
      if (wanted) {
        assertTrue(state != ClientState.IDLE && state != ClientState.CLOSED, this::story);
      } else {
        assertEquals(ClientState.IDLE, state, this::story);
      }
      if (state == ClientState.WAITING) {
        assertTrue(
            loop.timers().stream().anyMatch(delay -> delay.compareTo(LONGEST_DELAY) <= 0),
            this::story);
      }
      assertEquals(state == ClientState.CONNECTED, client.connected(), this::story);
      assertEquals(List.of(), errors, this::story);
    }

    /** Nothing goes wrong any more. */
    private void settle() {
      note("peace");
      server.clearFaults();
      time.advance(Duration.ofMinutes(5));
      assertEquals(wanted ? ClientState.CONNECTED : ClientState.IDLE, client.state(), this::story);
      assertTrue(!wanted || server.namespace("/").sockets().size() == 1, this::story);
    }

    private void closeForEver() {
      note("close()");
      int attempts = transport.attempts();
      client.close();
      time.advance(Duration.ofSeconds(2)); // for the good-bye
      int requests = transport.requests();
      server.clearFaults();
      time.advance(Duration.ofHours(1));
      assertEquals(ClientState.CLOSED, client.state(), this::story);
      assertEquals(attempts, transport.attempts(), this::story);
      assertEquals(requests, transport.requests(), this::story);
      assertEquals(0, transport.open(), this::story);
      assertEquals(List.of(), loop.timers(), this::story);
      assertTrue(connects.stream().allMatch(CompletableFuture::isDone), this::story);
      assertEquals(List.of(), loop.offences(), this::story);
      assertEquals(List.of(), transport.offences(), this::story);
    }

    @Override
    public void close() {
      client.close();
      server.close();
      time.runAll();
    }
  }
}

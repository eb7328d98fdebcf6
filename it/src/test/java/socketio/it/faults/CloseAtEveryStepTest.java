package socketio.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.it.support.TransportMode;
import socketio.spi.Loop;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeTransport;
import socketio.testkit.ManualLoop;

/**
 * A client is closed at each step of connecting (handshake, joining two namespaces, upgrade), where
 * each task of its loop is a step. A second later the server has no session any more. On fake time.
 */
@Timeout(60)
class CloseAtEveryStepTest {
  private static final Duration WITHIN = Duration.ofSeconds(1);

  /** How a client is made to end. */
  enum End {
    CLOSE,
    DISCONNECT
  }

  @Tag("pain-29-orphan-session")
  @ParameterizedTest
  @EnumSource
  void leavesNoSessionAtTheServer(TransportMode mode) {
    for (End end : End.values()) {
      int steps = 0;
      Life life;
      do {
        life = new Life(mode, end, ++steps);
      } while (life.ended());
      int all = steps;
      assertTrue(all > 5, () -> "only " + all + " steps");
    }
  }

  /** One client, from its first step to its end. */
  private static final class Life implements Loop {
    private final ManualLoop time = new ManualLoop();
    private final FakeServer server = FakeServer.builder().loop(time).recording(false).start();
    private final ClientTransport transport = new ClientTransport(FakeTransport.to(server));
    private final AsyncClient client =
        Client.builder()
            .transport(transport)
            .loop(this)
            .handlerExecutor(time.handlerExecutor())
            .buildAsync();
    private final End end;
    private final int lastStep;
    private int steps;
    private @Nullable CompletableFuture<Void> ending;

    Life(TransportMode mode, End end, int lastStep) {
      this.end = end;
      this.lastStep = lastStep;
      String where = mode + ", " + end + " after step " + lastStep;
      server.namespace("/other");
      CompletableFuture<Void> connected =
          client.connect(
              ConnectOptions.to(server.url()).transports(mode.kinds()).namespaces("/", "/other"));
      time.advance(WITHIN);
      CompletableFuture<Void> ended = ending;
      if (ended != null) {
        time.advance(WITHIN);
        assertEquals(0, server.connectionCount(), where);
        assertEquals(0, transport.open(), where);
        assertEquals(List.of(), transport.offences(), where);
        assertTrue(ended.isDone(), where);
        assertTrue(connected.isDone(), where);
        assertEquals(
            end == End.CLOSE ? ClientState.CLOSED : ClientState.IDLE, client.state(), where);
      } else {
        assertTrue(client.connected(), where);
      }
      client.close();
      server.close();
      time.runAll();
    }

    /** Whether the client was ended, that is, had so many steps. */
    boolean ended() {
      return ending != null;
    }

    private Runnable counted(Runnable task) {
      return () -> {
        task.run();
        if (++steps == lastStep) {
          ending = end == End.CLOSE ? client.closeAsync() : client.disconnect();
        }
      };
    }

    @Override
    public void execute(Runnable task) {
      time.execute(counted(task));
    }

    @Override
    public boolean inLoop() {
      return time.inLoop();
    }

    @Override
    public boolean mayWait() {
      return time.mayWait();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
      return time.schedule(delay, counted(task));
    }

    @Override
    public long nanoTime() {
      return time.nanoTime();
    }
  }
}

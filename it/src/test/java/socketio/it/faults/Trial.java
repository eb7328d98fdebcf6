package socketio.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.When;

/** One fault that strikes one connection at one moment. */
final class Trial implements AutoCloseable {
  /**
   * Longer than a heartbeat, an attempt to connect, the longest fault, and all of them together.
   */
  private static final Duration AFTERMATH = Duration.ofMinutes(4);

  final Rig rig = new Rig();
  private final Stage stage;
  private final Fault fault;
  private final When when;
  private @Nullable CompletableFuture<Void> disconnected;
  private boolean disconnectedInTime;

  Trial(Stage stage, Fault fault, When when) {
    this.stage = stage;
    this.fault = fault;
    this.when = when;
  }

  /** Moves the connection to the stage and lets the fault strike. */
  void strike(boolean retry) {
    if (stage == Stage.UNDER_PROBE) {
      rig.server.inject(new Fault.HangUpgrade(), When.at(Phase.PROBING));
    }
    if (stage == Stage.PROBE || stage == Stage.UPGRADE) {
      // A handshake that takes so long lets the client join before the upgrade, not after it.
      rig.server.inject(new Fault.Stall(Duration.ofMillis(200)), When.at(Phase.OPENING));
    }
    if (stage.strikesWhileConnecting(fault)) {
      rig.server.inject(fault, when);
      rig.connect(retry, transports());
      if (stage == Stage.CLOSE_POLL) {
        rig.run(Duration.ofSeconds(2));
      }
    } else {
      rig.connect(retry, transports());
      rig.run(Duration.ofSeconds(stage == Stage.UNDER_PROBE ? 2 : 5));
      rig.server.inject(fault, when);
      if (stage.clientCloses() || stage.serverCloses()) {
        strikeBeforeTheClose();
      }
    }
    if (stage.clientCloses()) {
      var future = rig.client.disconnect();
      rig.time.advance(Duration.ofSeconds(2));
      disconnected = future;
      disconnectedInTime = future.isDone();
    } else if (stage.serverCloses()) {
      rig.server.namespace("/").sockets().forEach(socket -> socket.closeConnection());
    }
  }

  /** Triggers the fault first, so that the close meets what it has left. */
  private void strikeBeforeTheClose() {
    if (fault instanceof Fault.NoPing) {
      rig.run(Duration.ofSeconds(30));
    } else if (fault instanceof Fault.HalfBinaryEvent
        || fault instanceof Fault.WrongAttachmentCount) {
      rig.traffic.down();
    } else if (fault instanceof Fault.OfConnection || fault instanceof Fault.DuplicateAck) {
      rig.traffic.once();
    }
  }

  private TransportKind[] transports() {
    return stage == Stage.CLOSE_POLL && stage.strikesWhileConnecting(fault)
        ? Stage.WEBSOCKET.transports()
        : stage.transports();
  }

  /** Lets everything pending happen. */
  void finish() {
    rig.run(AFTERMATH);
    rig.time.advance(Duration.ofSeconds(10)); // without traffic: what is under way arrives
  }

  /** Whether all injected faults have struck. */
  boolean struck() {
    return rig.server.pendingFaults().isEmpty();
  }

  /** The outcome of the connection, in the words of {@link FaultTable}. */
  String outcome() {
    ClientState state = rig.client.state();
    String end = state == ClientState.CONNECTED ? "" : " then " + state;
    if (stage.clientCloses()) {
      boolean ended =
          disconnected != null
              && disconnectedInTime
              && state == ClientState.IDLE
              && rig.disconnects.equals(List.of(DisconnectReason.CLIENT_DISCONNECT))
              && rig.refusals.isEmpty();
      if (ended) {
        return "ended";
      }
    }
    if (!rig.disconnects.isEmpty()) {
      return rig.disconnects.stream().map(Enum::name).collect(Collectors.joining("+"))
          + (rig.errors.isEmpty() ? "" : "*")
          + end;
    }
    if (!rig.refusals.isEmpty()) {
      boolean isFinal = !rig.refusals.get(rig.refusals.size() - 1).willRetry();
      return rig.refusals.stream().map(Trial::word).distinct().collect(Collectors.joining("+"))
          + (isFinal && state == ClientState.IDLE ? "!" : end);
    }
    if (state != ClientState.CONNECTED) {
      return "never connected" + end;
    }
    return Objects.equals(stage.destination(), rig.client.transport()) ? "unharmed" : "downgraded";
  }

  /** An error as the table writes it. */
  static String word(ConnectionException error) {
    return error.httpStatus() == 0
        ? error.phase().name()
        : error.phase() + ":" + error.httpStatus();
  }

  /** Checks what holds whatever happens. */
  void assertInvariants() {
    assertEquals(List.of(), rig.offences(), () -> story("wherever the client is"));
  }

  /** Closes the client and checks what holds then. */
  void assertClosesCleanly() {
    assertEquals(List.of(), rig.closeClient(), () -> story("after close()"));
  }

  /** Describes what happened, for a message. */
  String story(String what) {
    return "%s (%s %s at %s):%n  %s"
        .formatted(what, fault, when, stage, String.join("\n  ", rig.log));
  }

  @Override
  public void close() {
    rig.close();
  }
}

package socketio.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.testkit.Fault;

/** An hour in which something breaks every three minutes. */
class ReconnectHourTest {
  private static final Duration CALM = Duration.ofMinutes(3);

  private static final List<Fault> TROUBLES =
      List.of(
          new Fault.Restart(Duration.ofSeconds(10)),
          new Fault.Stall(Duration.ofSeconds(15)),
          new Fault.DropConnection(true),
          new Fault.Stall(Duration.ofMinutes(2)),
          new Fault.BadPacket(),
          new Fault.Restart(),
          new Fault.NoPing(),
          new Fault.DropConnection(false),
          new Fault.HalfBinaryEvent(),
          new Fault.Restart(Duration.ofSeconds(90)));

  /** The reasons that the client reports; it reports nothing for the short stall. */
  private static final List<DisconnectReason> REPORTED =
      List.of(
          DisconnectReason.TRANSPORT_ERROR,
          DisconnectReason.TRANSPORT_ERROR,
          DisconnectReason.PING_TIMEOUT,
          DisconnectReason.PARSE_ERROR,
          DisconnectReason.TRANSPORT_ERROR,
          DisconnectReason.PING_TIMEOUT,
          DisconnectReason.TRANSPORT_ERROR,
          DisconnectReason.PARSE_ERROR,
          DisconnectReason.TRANSPORT_ERROR);

  @Test
  @Timeout(30)
  void isSurvivedInTheSameWayEachTime() {
    List<String> first = hour();
    assertEquals(first, hour());
  }

  /** Lets the hour pass, checks it, and returns what happened. */
  private static List<String> hour() {
    try (Rig rig = new Rig()) {
      rig.connect(false, TransportKind.POLLING, TransportKind.WEBSOCKET);
      var expected = new ArrayList<DisconnectReason>();
      for (int round = 0; round < 2; round++) {
        for (Fault trouble : TROUBLES) {
          rig.log.add(rig.time.elapsed() + " " + trouble);
          rig.server.inject(trouble);
          rig.run(CALM);
          assertEquals(ClientState.CONNECTED, rig.client.state(), () -> rig.log.toString());
          assertEquals(TransportKind.WEBSOCKET, rig.client.transport());
          assertEquals(List.of(), rig.offences(), () -> rig.log.toString());
          rig.log.add(
              "%d connections, %d events received, %d sent, %d calls answered"
                  .formatted(
                      rig.traffic.connections(),
                      rig.traffic.receivedDown(),
                      rig.traffic.receivedUp(),
                      rig.traffic.answered()));
        }
        expected.addAll(REPORTED);
      }
      assertEquals(Duration.ofHours(1), rig.time.elapsed());
      assertEquals(expected, rig.disconnects);
      assertEquals(expected.size() + 1, rig.connects);
      assertTrue(rig.refusals.stream().allMatch(ConnectionException::willRetry));
      rig.server.assertExhausted();
      List<String> story = List.copyOf(rig.log);
      assertEquals(List.of(), rig.closeClient());
      return story;
    }
  }
}

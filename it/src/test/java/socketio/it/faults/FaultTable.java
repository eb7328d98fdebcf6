package socketio.it.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import socketio.testkit.Fault;

/**
 * The outcome of every fault at every stage of a connection. The words:
 *
 * <ul>
 *   <li>{@code unharmed}: nothing is reported, nothing is lost, the connection continues over the
 *       transport that it would use anyway;
 *   <li>{@code downgraded}: the same, but it stays on polling;
 *   <li>{@code CONNECT}, {@code HANDSHAKE:503}, …: no connection; connect handlers get the error of
 *       this phase and HTTP status, and with {@code retry} the client keeps trying and connects in
 *       the end; with {@code !} it gives up nevertheless;
 *   <li>a disconnect reason: the connection is lost once, with this reason, and the client
 *       reconnects;
 *   <li>{@code *}: besides, {@code onError} is called, with the error of an argument that cannot be
 *       read;
 *   <li>{@code then IDLE}: it does not reconnect, because {@code disconnect()} was called;
 *   <li>{@code ended}: the client's own {@code disconnect()} takes two seconds at most, whatever
 *       the fault, and nothing follows it;
 *   <li>a letter: the fault makes no sense at this stage, for the reason that {@link #SENSELESS}
 *       gives.
 * </ul>
 */
final class FaultTable {
  static final Map<String, String> SENSELESS =
      Map.of(
          "a", "the answer to a handshake is no poll that waits",
          "b", "the client asks for no WebSocket at this stage",
          "c", "there is no probe at this stage",
          "d", "there are no pings before the session is open, nor on a WebSocket that probes",
          "e", "events and acknowledgements need an open session, and do not go over a probe",
          "f", "there are no HTTP requests once the WebSocket carries the session",
          "g", "the WebSocket carries the session only from the next packet on",
          "h", "the server sends nothing once it knows that the WebSocket closes",
          "i", "the pending poll takes the CLOSE packet, and no request of the session follows",
          "j", "the first ping is due long after the namespace must be joined");

  private static final Map<String, Fault> FAULTS =
      Map.ofEntries(
          Map.entry("DropConnection, FIN", new Fault.DropConnection(false)),
          Map.entry("DropConnection, RST", new Fault.DropConnection(true)),
          Map.entry("Stall, 5 s", new Fault.Stall(Duration.ofSeconds(5))),
          Map.entry("Stall, 60 s", new Fault.Stall(Duration.ofSeconds(60))),
          Map.entry("BadPacket, type", new Fault.BadPacket()),
          Map.entry("BadPacket, event", new Fault.BadPacket("42[")),
          Map.entry("OversizedPayload", new Fault.OversizedPayload(200_000)),
          Map.entry("Restart, 0 s", new Fault.Restart()),
          Map.entry("Restart, 10 s", new Fault.Restart(Duration.ofSeconds(10))),
          Map.entry("Http, 503", new Fault.Http(503)),
          Map.entry("Http, 403", new Fault.Http(403)),
          Map.entry("Http, 200", new Fault.Http(200, "<html>Welcome")),
          Map.entry("SlowPoll, 1 s", new Fault.SlowPoll()),
          Map.entry("SlowPoll, 60 s", new Fault.SlowPoll(Duration.ofSeconds(60))),
          Map.entry("RefuseUpgrade, 403", new Fault.RefuseUpgrade()),
          Map.entry("RefuseUpgrade, 502", new Fault.RefuseUpgrade(502)),
          Map.entry("HangUpgrade", new Fault.HangUpgrade()),
          Map.entry("NoPong", new Fault.NoPong()),
          Map.entry("NoPing", new Fault.NoPing()),
          Map.entry("TruncatedFrame", new Fault.TruncatedFrame()),
          Map.entry("HalfBinaryEvent", new Fault.HalfBinaryEvent()),
          Map.entry("DuplicateAck", new Fault.DuplicateAck()),
          Map.entry("WrongCount, 2·10⁹", new Fault.WrongAttachmentCount()),
          Map.entry("WrongCount, 3 of 2", new Fault.WrongAttachmentCount(3)),
          Map.entry("WrongCount, 1 of 2", new Fault.WrongAttachmentCount(1)));

  private static final String TABLE =
      """
                          | OPEN_POLL      | OPEN_WS        | JOIN              | POLLING         | PROBE           | UNDER_PROBE     | UPGRADE         | WEBSOCKET       | CLOSE_POLL             | CLOSE_WS               | BYE_POLL        | BYE_WS
      DropConnection, FIN | CONNECT        | CONNECT        | NAMESPACE         | TRANSPORT_ERROR | downgraded      | TRANSPORT_ERROR | TRANSPORT_ERROR | TRANSPORT_ERROR | ended                  | ended                  | TRANSPORT_ERROR | TRANSPORT_ERROR
      DropConnection, RST | CONNECT        | CONNECT        | NAMESPACE         | TRANSPORT_ERROR | downgraded      | TRANSPORT_ERROR | TRANSPORT_ERROR | TRANSPORT_ERROR | ended                  | ended                  | TRANSPORT_ERROR | TRANSPORT_ERROR
      Stall, 5 s          | unharmed       | unharmed       | unharmed          | unharmed        | unharmed        | unharmed        | unharmed        | unharmed        | ended                  | ended                  | TRANSPORT_CLOSE | TRANSPORT_CLOSE
      Stall, 60 s         | CONNECT        | CONNECT        | NAMESPACE+CONNECT | PING_TIMEOUT    | PING_TIMEOUT    | PING_TIMEOUT    | PING_TIMEOUT    | PING_TIMEOUT    | ended                  | ended                  | PING_TIMEOUT    | PING_TIMEOUT
      BadPacket, type     | HANDSHAKE:200  | HANDSHAKE      | NAMESPACE         | PARSE_ERROR     | downgraded      | PARSE_ERROR     | PARSE_ERROR     | PARSE_ERROR     | ended                  | ended                  | PARSE_ERROR     | PARSE_ERROR
      BadPacket, event    | HANDSHAKE:200  | HANDSHAKE      | NAMESPACE         | PARSE_ERROR     | downgraded      | PARSE_ERROR     | PARSE_ERROR     | PARSE_ERROR     | ended                  | ended                  | PARSE_ERROR     | PARSE_ERROR
      OversizedPayload    | CONNECT        | CONNECT        | NAMESPACE         | TRANSPORT_ERROR | downgraded      | TRANSPORT_ERROR | TRANSPORT_ERROR | TRANSPORT_ERROR | ended                  | ended                  | TRANSPORT_ERROR | TRANSPORT_ERROR
      Restart, 0 s        | CONNECT        | CONNECT        | NAMESPACE         | TRANSPORT_ERROR | TRANSPORT_ERROR | TRANSPORT_ERROR | TRANSPORT_ERROR | TRANSPORT_ERROR | ended                  | ended                  | TRANSPORT_ERROR | TRANSPORT_ERROR
      Restart, 10 s       | CONNECT        | CONNECT        | NAMESPACE+CONNECT | TRANSPORT_ERROR | TRANSPORT_ERROR | TRANSPORT_ERROR | TRANSPORT_ERROR | TRANSPORT_ERROR | ended                  | ended                  | TRANSPORT_ERROR | TRANSPORT_ERROR
      Http, 503           | HANDSHAKE:503  | HANDSHAKE:503  | NAMESPACE:503     | TRANSPORT_ERROR | downgraded      | TRANSPORT_ERROR | f               | f               | ended                  | f                      | i               | f
      Http, 403           | HANDSHAKE:403! | HANDSHAKE:403! | NAMESPACE:403!    | TRANSPORT_ERROR | downgraded      | TRANSPORT_ERROR | f               | f               | ended                  | f                      | i               | f
      Http, 200           | HANDSHAKE:200  | HANDSHAKE:200  | NAMESPACE         | PARSE_ERROR     | downgraded      | PARSE_ERROR     | f               | f               | ended                  | f                      | i               | f
      SlowPoll, 1 s       | a              | a              | unharmed          | unharmed        | unharmed        | unharmed        | f               | f               | ended                  | f                      | TRANSPORT_CLOSE | f
      SlowPoll, 60 s      | a              | a              | NAMESPACE         | PING_TIMEOUT    | NAMESPACE       | PING_TIMEOUT    | f               | f               | ended                  | f                      | TRANSPORT_ERROR | f
      RefuseUpgrade, 403  | b              | HANDSHAKE:403! | b                 | b               | downgraded      | b               | b               | b               | ended                  | b                      | b               | b
      RefuseUpgrade, 502  | b              | HANDSHAKE:502  | b                 | b               | downgraded      | b               | b               | b               | ended                  | b                      | b               | b
      HangUpgrade         | b              | CONNECT        | b                 | b               | downgraded      | b               | b               | b               | ended                  | b                      | b               | b
      NoPong              | c              | c              | c                 | c               | downgraded      | c               | c               | c               | ended                  | c                      | c               | c
      NoPing              | d              | d              | j                 | PING_TIMEOUT    | d               | PING_TIMEOUT    | g               | PING_TIMEOUT    | ended                  | ended                  | TRANSPORT_CLOSE | TRANSPORT_CLOSE
      TruncatedFrame      | CONNECT        | CONNECT        | NAMESPACE         | TRANSPORT_ERROR | downgraded      | TRANSPORT_ERROR | g               | TRANSPORT_ERROR | ended                  | h                      | TRANSPORT_ERROR | TRANSPORT_ERROR
      HalfBinaryEvent     | e              | e              | e                 | PARSE_ERROR     | e               | PARSE_ERROR     | g               | PARSE_ERROR     | ended                  | ended                  | TRANSPORT_CLOSE | TRANSPORT_CLOSE
      DuplicateAck        | e              | e              | e                 | unharmed        | e               | unharmed        | g               | unharmed        | ended                  | ended                  | TRANSPORT_CLOSE | TRANSPORT_CLOSE
      WrongCount, 2·10⁹   | e              | e              | e                 | PARSE_ERROR     | e               | PARSE_ERROR     | g               | PARSE_ERROR     | PARSE_ERROR then IDLE  | PARSE_ERROR then IDLE  | PARSE_ERROR     | PARSE_ERROR
      WrongCount, 3 of 2  | e              | e              | e                 | PARSE_ERROR     | e               | PARSE_ERROR     | g               | PARSE_ERROR     | ended                  | ended                  | TRANSPORT_CLOSE | TRANSPORT_CLOSE
      WrongCount, 1 of 2  | e              | e              | e                 | PARSE_ERROR*    | e               | PARSE_ERROR*    | g               | PARSE_ERROR*    | PARSE_ERROR* then IDLE | PARSE_ERROR* then IDLE | PARSE_ERROR*    | PARSE_ERROR*
      """;

  private FaultTable() {}

  /** One entry of the table. */
  record Cell(String name, Fault fault, Stage stage, String outcome) {
    /** Whether the fault can strike there. */
    boolean sensible() {
      return outcome.length() > 1;
    }

    @Override
    public String toString() {
      return name + " at " + stage + ": " + (sensible() ? outcome : SENSELESS.get(outcome));
    }
  }

  /** All entries, row by row. */
  static List<Cell> cells() {
    List<List<String>> rows =
        TABLE
            .lines()
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .toList();
    List<String> head = rows.get(0);
    var cells = new ArrayList<Cell>();
    for (List<String> row : rows.subList(1, rows.size())) {
      String name = row.get(0);
      Fault fault = Objects.requireNonNull(FAULTS.get(name), name);
      for (int i = 1; i < row.size(); i++) {
        cells.add(new Cell(name, fault, Stage.valueOf(head.get(i)), row.get(i)));
      }
    }
    return cells;
  }
}

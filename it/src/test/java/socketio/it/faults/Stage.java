package socketio.it.faults;

import java.util.List;
import java.util.stream.Stream;
import socketio.TransportKind;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.When;

/** Where a connection is when a fault strikes. */
enum Stage {
  /** The handshake by polling. */
  OPEN_POLL(true, false),
  /** The handshake by WebSocket. */
  OPEN_WS(false, true),
  /** Open on polling, and the server has yet to confirm the namespace. */
  JOIN(true, false),
  /** Open on polling; nobody wants to upgrade. */
  POLLING(true, false),
  /** Open on polling, and the WebSocket that probes the upgrade is hit. */
  PROBE(true, true),
  /** Open on polling, which is hit while the server leaves the upgrade unanswered. */
  UNDER_PROBE(true, true),
  /** The client has left polling, and the server has yet to read so. */
  UPGRADE(true, true),
  /** Open on WebSocket, after an upgrade. */
  WEBSOCKET(true, true),
  /** The client disconnects on polling. */
  CLOSE_POLL(true, false),
  /** The client disconnects on WebSocket. */
  CLOSE_WS(false, true),
  /** The server closes on polling. */
  BYE_POLL(true, false),
  /** The server closes on WebSocket. */
  BYE_WS(false, true);

  private final boolean polling;
  private final boolean webSocket;

  Stage(boolean polling, boolean webSocket) {
    this.polling = polling;
    this.webSocket = webSocket;
  }

  /** The transports that the client may use. */
  TransportKind[] transports() {
    return Stream.of(TransportKind.POLLING, TransportKind.WEBSOCKET)
        .filter(kind -> kind.equals(TransportKind.POLLING) ? polling : webSocket)
        .toArray(TransportKind[]::new);
  }

  /** Where a connection that is not harmed ends. */
  TransportKind destination() {
    return webSocket && this != UNDER_PROBE ? TransportKind.WEBSOCKET : TransportKind.POLLING;
  }

  /** Whether the client is to disconnect. */
  boolean clientCloses() {
    return this == CLOSE_POLL || this == CLOSE_WS;
  }

  /** Whether the server is to close the connection. */
  boolean serverCloses() {
    return this == BYE_POLL || this == BYE_WS;
  }

  /** Whether a fault must be armed before the client connects. */
  boolean strikesWhileConnecting(Fault fault) {
    return switch (this) {
      case OPEN_POLL, OPEN_WS, JOIN, PROBE, UPGRADE -> true;
      case CLOSE_POLL ->
          fault instanceof Fault.RefuseUpgrade
              || fault instanceof Fault.HangUpgrade
              || fault instanceof Fault.NoPong;
      default -> false;
    };
  }

  /** The moments of a stage at which a fault can strike: the outcome must be the same for all. */
  List<When> moments(Fault fault) {
    boolean whole = fault instanceof Fault.OfConnection;
    return switch (this) {
      case OPEN_POLL ->
          whole || fault instanceof Fault.TruncatedFrame
              ? List.of(When.at(Phase.OPENING), When.sending("0"))
              : List.of(When.at(Phase.OPENING));
      case OPEN_WS ->
          whole && !(fault instanceof Fault.Stall)
              ? List.of(When.at(Phase.OPENING), When.sending("0"))
              : fault instanceof Fault.TruncatedFrame
                  ? List.of(When.sending("0"))
                  : List.of(When.at(Phase.OPENING));
      case JOIN ->
          whole
              ? List.of(When.receiving("40"), When.sending("40"))
              : fault instanceof Fault.Http
                  ? List.of(When.at(Phase.POLLING))
                  : fault instanceof Fault.TruncatedFrame
                      ? List.of(When.sending("40"))
                      : List.of(When.next());
      case PROBE ->
          whole
              ? List.of(When.receiving("2"), When.sending("3"))
              : fault instanceof Fault.SlowPoll
                  ? List.of(When.next())
                  : List.of(When.at(Phase.PROBING));
      case UPGRADE -> List.of(When.receiving("5"), When.at(Phase.WEBSOCKET));
      case POLLING, UNDER_PROBE, WEBSOCKET ->
          whole
              ? List.of(
                  When.next(), When.sending("42[\"text\""), When.receiving("42[\"up\"").skip(1))
              : List.of(When.next());
      case CLOSE_POLL, CLOSE_WS ->
          whole
              ? List.of(When.at(Phase.CLOSING), When.receiving("41"), When.receiving("1"))
              : fault instanceof Fault.TruncatedFrame
                  ? List.of(When.sending("6"))
                  : List.of(When.next());
      case BYE_POLL, BYE_WS ->
          whole
              ? List.of(When.at(Phase.CLOSING), When.sending("1"))
              : fault instanceof Fault.TruncatedFrame
                  ? List.of(When.sending("1"))
                  : List.of(When.next());
    };
  }
}

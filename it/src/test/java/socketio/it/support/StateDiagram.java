package socketio.it.support;

import java.util.EnumSet;
import java.util.Set;
import socketio.ClientState;

/** The diagram of {@link ClientState}. */
public final class StateDiagram {
  private StateDiagram() {}

  /** The states that may follow. */
  public static Set<ClientState> after(ClientState state) {
    return switch (state) {
      case IDLE -> EnumSet.of(ClientState.CONNECTING, ClientState.CLOSED);
      case CONNECTING ->
          EnumSet.of(
              ClientState.CONNECTED, ClientState.WAITING, ClientState.IDLE, ClientState.CLOSED);
      case CONNECTED -> EnumSet.of(ClientState.WAITING, ClientState.IDLE, ClientState.CLOSED);
      case WAITING -> EnumSet.of(ClientState.CONNECTING, ClientState.IDLE, ClientState.CLOSED);
      case CLOSED -> EnumSet.noneOf(ClientState.class);
    };
  }
}

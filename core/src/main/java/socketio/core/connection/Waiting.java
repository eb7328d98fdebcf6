package socketio.core.connection;

import java.time.Duration;
import socketio.ClientState;
import socketio.Reconnection;
import socketio.spi.Loop;

/** The next attempt starts after a delay. */
final class Waiting extends Active {
  private final int attempt;
  private final Loop.Timer timer;

  Waiting(Connection connection, ConnectRequest request, int attempt, Duration delay) {
    super(connection, request);
    this.attempt = attempt;
    timer = connection.context.loop().schedule(delay, this::due);
  }

  private void due() {
    if (isCurrent()) {
      request.beginAttempt(attempt);
      connection.host.reconnection(new Reconnection.Event.Attempting(attempt));
      new Preparing(connection, request).begin();
    }
  }

  @Override
  ClientState kind() {
    return ClientState.WAITING;
  }

  /** The application does not want to wait: replaces the request. */
  @Override
  public void connect(ConnectRequest other) {
    timer.cancel();
    replace(other);
  }

  /** The network may be back: ends the delay. */
  @Override
  public void checkNow() {
    timer.cancel();
    due();
  }

  @Override
  public void disconnect() {
    timer.cancel();
    endByUser("disconnected before the connection was established");
  }
}

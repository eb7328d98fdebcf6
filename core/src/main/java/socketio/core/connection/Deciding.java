package socketio.core.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.Reconnection;
import socketio.internal.Check;

/** The application's policy decides, on the pool, whether to make another attempt. */
final class Deciding extends Active {
  private final ConnectionFailure failure;
  private final Reconnection.Attempt attempt;

  Deciding(
      Connection connection,
      ConnectRequest request,
      ConnectionFailure failure,
      Reconnection.Attempt attempt) {
    super(connection, request);
    this.failure = failure;
    this.attempt = attempt;
  }

  void begin(Reconnection.Policy policy) {
    if (!failure.isByServer() || attempt.proposed() != null) {
      request.forgetExpelled(); // the decision is not about them
    }
    connection.host.background().execute(() -> ask(policy));
  }

  private void ask(Reconnection.Policy policy) {
    Duration decision;
    try {
      decision = policy.decide(attempt);
      if (decision != null) {
        Check.notNegative(decision, "the delay of the reconnection policy");
      }
    } catch (Throwable e) {
      decision = attempt.proposed();
      connection.context.lane().execute(() -> connection.context.errors().report(e));
    }
    Duration delay = decision;
    inLoop(() -> decided(delay));
  }

  private void decided(@Nullable Duration delay) {
    if (isCurrent()) {
      if (delay != null) {
        request.restoreExpelled();
      }
      retryOrGiveUp(failure, attempt.number(), delay);
    }
  }

  @Override
  ClientState kind() {
    return ClientState.WAITING;
  }

  @Override
  public void connect(ConnectRequest other) {
    replace(other);
  }

  /** The network may be back: retries now, unless no retry was proposed. */
  @Override
  public void checkNow() {
    if (attempt.proposed() != null) {
      retryOrGiveUp(failure, attempt.number(), Duration.ZERO);
    }
  }

  @Override
  public void disconnect() {
    endByUser("disconnected before the connection was established");
  }
}

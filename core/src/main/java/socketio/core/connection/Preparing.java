package socketio.core.connection;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.core.link.ResolvedOptions;
import socketio.spi.Loop;

/** The application's suppliers resolve the options of the next attempt. */
final class Preparing extends Active {
  private final long started;
  private final Loop.Timer timer;

  Preparing(Connection connection, ConnectRequest request) {
    super(connection, request);
    started = connection.context.loop().nanoTime();
    timer =
        ResolvedOptions.isFixed(request.spec)
            ? () -> {}
            : connection.context.loop().schedule(request.spec.timeout, this::timedOut);
  }

  void begin() {
    connection.enter(this, null);
    Set<String> namespaces = Set.copyOf(request.wanted);
    if (ResolvedOptions.isFixed(request.spec)) {
      resolve(namespaces);
    } else {
      connection.host.background().execute(() -> resolve(namespaces));
    }
  }

  private void resolve(Set<String> namespaces) {
    var unused =
        ResolvedOptions.resolve(request.spec, namespaces)
            .whenComplete((options, error) -> inLoop(() -> resolved(options, error)));
  }

  private void resolved(@Nullable ResolvedOptions options, @Nullable Throwable error) {
    if (!isCurrent()) {
      return;
    }
    timer.cancel();
    if (options == null) {
      attemptFailed(AttemptErrors.prepare(error));
    } else {
      new Linked(connection, request, options, timeLeft()).begin();
    }
  }

  /** The remaining time of the attempt: all of it if no supplier was called. */
  private Duration timeLeft() {
    Duration timeout = request.spec.timeout;
    return ResolvedOptions.isFixed(request.spec)
        ? timeout
        : timeout.minusNanos(connection.context.loop().nanoTime() - started);
  }

  private void timedOut() {
    if (isCurrent()) {
      attemptFailed(
          ConnectionException.builder(
                  Phase.PREPARE,
                  "the suppliers of url, query, headers and auth took more than "
                      + request.spec.timeout)
              .build());
    }
  }

  @Override
  ClientState kind() {
    return ClientState.CONNECTING;
  }

  @Override
  public void disconnect() {
    timer.cancel();
    endByUser("disconnected before the connection was established");
  }
}

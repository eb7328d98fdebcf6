package socketio.core.client;

import socketio.core.observe.Observations;
import socketio.core.runtime.ClientContext;
import socketio.core.runtime.ErrorSink;
import socketio.core.runtime.Intake;
import socketio.core.runtime.Lane;
import socketio.core.runtime.LostEvents;
import socketio.core.runtime.OutgoingGate;
import socketio.core.runtime.SharedThreads;
import socketio.core.runtime.TimedLoop;
import socketio.spi.ClientConfig;
import socketio.spi.Loop;

/** Builds the parts that all layers of one client share. */
final class ContextFactory {
  private ContextFactory() {}

  /**
   * Builds the context of a client.
   *
   * @param client the name of the client in the log
   */
  static ClientContext create(String client, ClientConfig config, SharedThreads threads) {
    Loop given = config.loop();
    Loop loop = given == null ? new TimedLoop(threads) : given;
    var errors = new ErrorSink(config.onError());
    // A test that controls the loop and the handlers controls everything.
    var lane = new Lane(threads, config.handlerExecutor(), given != null, errors);
    var gate = new OutgoingGate(loop);
    var intake = new Intake(loop);
    return new ClientContext(
        loop,
        lane,
        config.parser(),
        errors,
        new LostEvents(loop, lane, errors),
        gate,
        intake,
        config.callTimeout(),
        config.offline(),
        config.concurrentHandlers(),
        Observations.of(client, config, loop, lane, errors, gate, intake));
  }
}

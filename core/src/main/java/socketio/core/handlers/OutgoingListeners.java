package socketio.core.handlers;

import socketio.AnyHandler;
import socketio.Args;
import socketio.core.PrefixedArgs;
import socketio.core.runtime.ClientContext;

/** The listeners for outgoing events of one namespace. */
public final class OutgoingListeners {
  private final ClientContext context;
  private final String path;
  private final Registrations<AnyHandler> own;
  private final Registrations<AnyHandler> shared;

  public OutgoingListeners(
      ClientContext context, String path, HandlerTable table, SharedHandlers sharedHandlers) {
    this.context = context;
    this.path = path;
    own = table.anyOutgoing();
    shared = sharedHandlers.functions().anyOutgoing();
  }

  /** Calls the listeners on the lane for an event that was passed to the engine. */
  public void sent(String event, Args args) {
    if (own.isEmpty() && shared.isEmpty()) {
      return; // the usual case
    }
    context
        .lane()
        .execute(
            () -> {
              own.callAll(context.errors(), handler -> handler.handle(event, args));
              shared.callAll(
                  context.errors(), handler -> handler.handle(event, new PrefixedArgs(args, path)));
            });
  }
}

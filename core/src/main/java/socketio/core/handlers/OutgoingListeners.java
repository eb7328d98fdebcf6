package socketio.core.handlers;

import socketio.AnyHandler;
import socketio.Args;
import socketio.core.PrefixedArgs;
import socketio.core.runtime.ClientContext;

/** The listeners of the events that one namespace sends. */
public final class OutgoingListeners {
  private final ClientContext context;
  private final String path;
  private final Registrations<AnyHandler> own;
  private final Registrations<AnyHandler> everywhere;

  public OutgoingListeners(
      ClientContext context, String path, HandlerTable table, SharedHandlers shared) {
    this.context = context;
    this.path = path;
    own = table.anyOutgoing();
    everywhere = shared.functions().anyOutgoing();
  }

  /** Calls them, on the lane, for an event that was given to the engine. */
  public void sent(String event, Args args) {
    if (own.isEmpty() && everywhere.isEmpty()) {
      return; // as for nearly every event
    }
    context
        .lane()
        .execute(
            () -> {
              own.each(context.errors(), handler -> handler.handle(event, args));
              everywhere.each(
                  context.errors(), handler -> handler.handle(event, new PrefixedArgs(args, path)));
            });
  }
}

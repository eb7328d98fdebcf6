package socketio.benchmarks;

import java.util.function.LongConsumer;

/** One connection of one of the clients that are compared; what its users would write. */
interface Contestant extends AutoCloseable {
  /** Connects and joins the main namespace; returns when the server has confirmed. */
  void connect(String url) throws Exception;

  /** Connects by long-polling; returns when the connection has moved to a WebSocket. */
  default void connectAndUpgrade(String url) throws Exception {
    throw new UnsupportedOperationException("no long-polling");
  }

  /**
   * Prepares for a flood: the handler gets a value out of every event, as an application would.
   *
   * @param each called for every event
   */
  void onEvent(Kind kind, Runnable each);

  /** What the handler has made of the values, so that nobody can leave them out. */
  long sum();

  /** Asks the server for a flood. */
  void requestFlood(Kind kind, long count) throws Exception;

  /** Emits one event, and waits where the client needs that in order not to lose any. */
  void emit(Kind kind, int number) throws Exception;

  /** Emits one small event and waits for nothing. */
  default void emitWithoutWaiting(int number) {
    throw new UnsupportedOperationException("no emit that never waits");
  }

  /** Asks the server to read nothing more of this connection. */
  default void requestStall() {
    throw new UnsupportedOperationException("no stall");
  }

  /** Asks the server to read everything again of every connection. */
  default void requestFlow() {
    throw new UnsupportedOperationException("no stall");
  }

  /** Asks the server how many events have arrived, after all that were emitted. */
  void requestCount(LongConsumer counted) throws Exception;

  /** Emits an event that is to be acknowledged; does not wait. */
  void call(int number, Runnable acknowledged) throws Exception;

  /** Makes a call and waits for its acknowledgement. */
  void callAndWait(int number) throws Exception;

  @Override
  void close();
}

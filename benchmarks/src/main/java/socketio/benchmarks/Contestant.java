package socketio.benchmarks;

import java.util.function.LongConsumer;

/** One connection of a library that is compared, used as its users would. */
interface Contestant extends AutoCloseable {
  /** Connects and joins the main namespace; returns when the server has confirmed. */
  void connect(String url) throws Exception;

  /** Connects over long-polling; returns when the connection has been upgraded to WebSocket. */
  default void connectAndUpgrade(String url) throws Exception {
    throw new UnsupportedOperationException("no long-polling");
  }

  /**
   * Prepares for a flood: the handler reads a value from every event, as an application would.
   *
   * @param each called for every event
   */
  void onEvent(Kind kind, Runnable each);

  /** A sum over the values that the handler read, so that the JIT cannot skip reading them. */
  long sum();

  /** Requests a flood from the server. */
  void requestFlood(Kind kind, long count) throws Exception;

  /** Emits one event; waits if the client would otherwise lose events. */
  void emit(Kind kind, int number) throws Exception;

  /** Emits one small event without waiting. */
  default void emitWithoutWaiting(int number) {
    throw new UnsupportedOperationException("no emit that never waits");
  }

  /** Requests that the server stop reading from this connection. */
  default void requestStall() {
    throw new UnsupportedOperationException("no stall");
  }

  /** Requests that the server resume reading from every connection. */
  default void requestFlow() {
    throw new UnsupportedOperationException("no stall");
  }

  /** Requests the number of events that have arrived, after all those emitted so far. */
  void requestCount(LongConsumer counted) throws Exception;

  /** Emits an event with an acknowledgement; does not wait for it. */
  void call(int number, Runnable acknowledged) throws Exception;

  /** Makes a call and waits for its acknowledgement. */
  void callAndWait(int number) throws Exception;

  @Override
  void close();
}

package socketio.spi;

import java.net.CookieHandler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.OfflinePolicy;
import socketio.Reconnection;

/**
 * The settings of one client, as {@link socketio.ClientBuilder} documents them. Immutable; the
 * builder implements it, so that settings can be added. Null means the default of the client.
 *
 * @since 1.0
 */
public interface ClientConfig {
  /**
   * Returns the provider of Engine.IO connections.
   *
   * @return the chosen engine
   */
  EngineProvider engine();

  /**
   * Returns the codec of packets.
   *
   * @return the chosen parser
   */
  Parser parser();

  /**
   * Returns the network library.
   *
   * @return the chosen transport
   */
  Transport transport();

  /**
   * Returns whether the client closes the transport.
   *
   * @return false if the application passed it in
   */
  boolean ownsTransport();

  /**
   * Returns the store of cookies.
   *
   * @return the store, or null for one of the client's own
   */
  @Nullable CookieHandler cookies();

  /**
   * Returns whether and when the client reconnects.
   *
   * @return the settings of reconnection
   */
  Reconnection reconnection();

  /**
   * Returns what becomes of events while there is no connection.
   *
   * @return the policy
   */
  OfflinePolicy offline();

  /**
   * Returns how long a call waits for its acknowledgement.
   *
   * @return the timeout of calls that have none of their own
   */
  Duration callTimeout();

  /**
   * Returns the limit of one incoming message or polling response.
   *
   * @return the limit in bytes
   */
  long maxMessageSize();

  /**
   * Returns the loop that a test controls.
   *
   * @return the loop, or null for one of the client's own
   */
  @Nullable Loop loop();

  /**
   * Returns where handlers run.
   *
   * @return the executor, or null for the client's own threads
   */
  @Nullable Executor handlerExecutor();

  /**
   * Returns whether events are handled concurrently, out of order.
   *
   * @return true if they are
   */
  boolean concurrentHandlers();

  /**
   * Returns the handler of errors that have no other place to go.
   *
   * @return the handler, or null to log them
   */
  @Nullable Consumer<? super Throwable> onError();

  /**
   * Returns the observer for metrics.
   *
   * @return the observer, or null for none
   */
  @Nullable ClientObserver observer();

  /**
   * Returns the tap that receives every packet.
   *
   * @return the tap, or null for none
   */
  @Nullable WireTap wireTap();

  /**
   * Returns the consumer of a line of text for every packet; set only where {@link #wireTap} is
   * null.
   *
   * @return the consumer, or null for none
   */
  @Nullable Consumer<? super String> packetLines();
}

package socketio.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.DisconnectReason;
import socketio.TransportKind;

/**
 * Receives the raw data for metrics. Every method does nothing by default.
 *
 * <p>Called where handlers run (on the client's handler executor, or on library threads), one call
 * at a time and in order, but not in order with handlers: a handler that blocks does not delay the
 * observer, unless the executor has only one thread. A slow observer misses nothing, because
 * traffic is reported in larger sums; one that blocks forever lets acknowledgements pile up.
 * Exceptions do no harm; the first one is reported to the client's {@code onError}.
 *
 * <p>Round trips are measured where a server must answer immediately: with the probe of an upgrade
 * ({@link #onRoundTrip}). The time of a handshake also includes opening the connection with TLS,
 * and that of an acknowledgement includes the server's handler. Pings yield no time, because in
 * Engine.IO 4 the server sends them.
 *
 * @since 1.0
 */
public interface ClientObserver {
  /**
   * Called when a connection has opened.
   *
   * @param transport the transport
   * @param handshake how long it took, including name resolution, TCP, TLS, and the transports
   *     tried before
   */
  default void onOpened(TransportKind transport, Duration handshake) {}

  /**
   * Called when a connection could not be opened. Not called if the application abandoned the
   * attempt.
   *
   * @param transport the transport that was tried last
   * @param cause what went wrong, or null if unknown
   */
  default void onOpenFailed(TransportKind transport, @Nullable Throwable cause) {}

  /**
   * Called when an open connection has ended.
   *
   * @param transport the transport that it used
   * @param reason why it ended
   * @param cause the error that caused it, or null
   */
  default void onClosed(
      TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {}

  /**
   * Called when a connection has been upgraded to another transport.
   *
   * @param transport the new transport
   */
  default void onUpgraded(TransportKind transport) {}

  /**
   * Called when an upgrade to a transport has failed; the connection continues on another.
   *
   * @param transport the transport that was tried
   * @param cause what went wrong
   */
  default void onUpgradeFailed(TransportKind transport, Throwable cause) {}

  /**
   * Called when the time of a round trip has been measured.
   *
   * @param time the time taken by network and server, without any handler
   */
  default void onRoundTrip(Duration time) {}

  /**
   * Called when the acknowledgement of a call has arrived.
   *
   * @param namespace the path of its namespace
   * @param event the event that was acknowledged
   * @param time the time since the event was handed to the connection
   */
  default void onAcknowledged(String namespace, String event, Duration time) {}

  /**
   * Called when the client begins another attempt to connect, after a loss or a failure.
   *
   * @param attempt its number since the client was last connected or idle, from 1
   */
  default void onReconnecting(int attempt) {}

  /**
   * Called when the client is connected again.
   *
   * @param attempts how many attempts it took
   */
  default void onReconnected(int attempts) {}

  /**
   * Called when packets have been sent or received, or a gauge has changed.
   *
   * @param traffic the traffic since the last call
   */
  default void onTraffic(Traffic traffic) {}

  /**
   * The traffic of a period of time. Packets are Socket.IO packets, each with its attachments.
   * Bytes count their content: text as UTF-8, without the framing of Engine.IO and the transport,
   * before base64 and compression.
   *
   * @param packetsSent packets handed to the connection
   * @param bytesSent their bytes
   * @param packetsReceived packets received
   * @param bytesReceived their bytes
   * @param queuedBytes a gauge: how many bytes the network has not taken yet, approximately
   * @param bufferedEvents a gauge: how many events are kept by {@link
   *     socketio.OfflinePolicy#buffer} until there is a connection
   * @param retryEvents a gauge: how many events with retries are not acknowledged yet, including
   *     those waiting for their turn
   * @param pendingAcks a gauge: how many acknowledgements of calls and retries are pending
   */
  record Traffic(
      long packetsSent,
      long bytesSent,
      long packetsReceived,
      long bytesReceived,
      long queuedBytes,
      long bufferedEvents,
      long retryEvents,
      long pendingAcks) {}
}

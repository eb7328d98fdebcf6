package socketio.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.DisconnectReason;
import socketio.TransportKind;

/**
 * Hears what metrics are made of. Every method does nothing by default.
 *
 * <p>Called where handlers run (on the client's handler executor, or on threads of the library),
 * one call at a time and in order, but not in order with handlers: a handler that blocks does not
 * hold the news back, unless the executor has one thread only. A slow observer misses nothing, it
 * hears of more traffic at once; one that blocks for ever lets acknowledgements pile up. What it
 * throws does no harm; the first such error goes to the client's {@code onError}.
 *
 * <p>Round trips are measured where a server must answer at once: by the probe of an upgrade
 * ({@link #onRoundTrip}). The times of a handshake and of an acknowledgement hold more than the
 * network's: the connection with its TLS there, the server's handler here. Pings give no time,
 * because in Engine.IO 4 it is the server that sends them.
 */
public interface ClientObserver {
  /**
   * A connection is open.
   *
   * @param transport the transport
   * @param handshake how long it took, with name resolution, TCP, TLS, and the transports that were
   *     tried before
   */
  default void onOpened(TransportKind transport, Duration handshake) {}

  /**
   * A connection could not be opened. Not called where the application gave it up.
   *
   * @param transport the transport that was tried last
   * @param cause what went wrong, or null if it is not known
   */
  default void onOpenFailed(TransportKind transport, @Nullable Throwable cause) {}

  /**
   * A connection that was open has ended.
   *
   * @param transport the transport that it had
   * @param reason why
   * @param cause the error that led to it, or null
   */
  default void onClosed(
      TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {}

  /**
   * A transport has taken a connection over.
   *
   * @param transport the transport
   */
  default void onUpgraded(TransportKind transport) {}

  /**
   * A transport could not take a connection over; it goes on by another.
   *
   * @param transport the transport that was tried
   * @param cause what went wrong
   */
  default void onUpgradeFailed(TransportKind transport, Throwable cause) {}

  /**
   * The time of a round trip was measured.
   *
   * @param time network and server, without any handler
   */
  default void onRoundTrip(Duration time) {}

  /**
   * The acknowledgement of a call has come.
   *
   * @param namespace the path of its namespace
   * @param event the event that was acknowledged
   * @param time from the moment the event was given to the connection
   */
  default void onAcknowledged(String namespace, String event, Duration time) {}

  /**
   * The client begins another attempt to connect, after a loss or a failure.
   *
   * @param attempt its number since the client was last connected or idle, from 1
   */
  default void onReconnecting(int attempt) {}

  /**
   * The client is connected again.
   *
   * @param attempts how many attempts it took
   */
  default void onReconnected(int attempts) {}

  /**
   * Packets have been sent or received, or what waits has become more or less.
   *
   * @param traffic what has happened since the last call
   */
  default void onTraffic(Traffic traffic) {}

  /**
   * The traffic of some time. Packets are those of Socket.IO, each with its attachments. Bytes are
   * those of their content: text as UTF-8, without the framing of Engine.IO and of the transport,
   * before base64 and compression.
   *
   * @param packetsSent packets given to the connection
   * @param bytesSent their bytes
   * @param packetsReceived packets that have come
   * @param bytesReceived their bytes
   * @param queuedBytes a gauge: how much the network has not taken yet, approximately
   * @param bufferedEvents a gauge: how many events wait for a connection, by {@link
   *     socketio.OfflinePolicy#buffer}
   * @param retryEvents a gauge: how many events with retries are not acknowledged yet, those that
   *     wait for their turn included
   * @param pendingAcks a gauge: how many acknowledgements are waited for, of calls and of retries
   */
  record Traffic(
      long packetsSent,
      long bytesSent,
      long packetsReceived,
      long bytesReceived,
      long queuedBytes,
      long bufferedEvents,
      long retryEvents,
      long pendingAcks) {
    /**
     * Traffic where no event waits.
     *
     * @param packetsSent see above
     * @param bytesSent see above
     * @param packetsReceived see above
     * @param bytesReceived see above
     * @param queuedBytes see above
     */
    public Traffic(
        long packetsSent,
        long bytesSent,
        long packetsReceived,
        long bytesReceived,
        long queuedBytes) {
      this(packetsSent, bytesSent, packetsReceived, bytesReceived, queuedBytes, 0, 0, 0);
    }
  }
}

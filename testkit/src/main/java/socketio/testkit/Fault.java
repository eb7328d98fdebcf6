package socketio.testkit;

import java.time.Duration;
import java.util.Objects;

/**
 * A fault to inject with {@link FakeServer#inject}. There are three kinds:
 *
 * <ul>
 *   <li>faults of the connection ({@link DropConnection}, {@link Stall}, {@link BadPacket}, {@link
 *       OversizedPayload}, {@link Restart}) strike immediately, or at the {@link Phase} or packet
 *       that {@link When} names;
 *   <li>faults of a request ({@link Http}, {@link SlowPoll}, {@link RefuseUpgrade}, {@link
 *       HangUpgrade}) strike the next such request;
 *   <li>faults of a packet ({@link NoPong}, {@link NoPing}, {@link TruncatedFrame}, {@link
 *       HalfBinaryEvent}, {@link DuplicateAck}, {@link WrongAttachmentCount}) strike the next such
 *       packet.
 * </ul>
 *
 * @since 1.0
 */
public sealed interface Fault {
  /** A fault of the connection as a whole. */
  sealed interface OfConnection extends Fault {}

  /** A fault of one HTTP request. */
  sealed interface OfRequest extends Fault {}

  /** A fault of one packet. */
  sealed interface OfPacket extends Fault {}

  /**
   * Cuts the TCP connection, without a close packet or close frame; the session is lost.
   *
   * @param reset true to send RST, as a crashed peer does, instead of FIN; packets that the client
   *     has not read yet are then lost, too
   */
  record DropConnection(boolean reset) implements OfConnection {
    /** Cuts the connection with FIN. */
    public DropConnection() {
      this(false);
    }
  }

  /**
   * Stalls the server: it neither reads, sends nor answers anything, for any client, as if its
   * process were suspended, then continues where it stopped.
   *
   * @param time how long
   */
  record Stall(Duration time) implements OfConnection {
    /** Stalls until {@link FakeServer#clearFaults}, or until the server is closed. */
    public Stall() {
      this(Duration.ofDays(10_000));
    }

    /**
     * Checks the time.
     *
     * @param time how long
     */
    public Stall {
      requireNotNegative(time, "time");
    }
  }

  /**
   * Sends a packet that the protocol does not allow.
   *
   * @param packet the packet in the form it has on a WebSocket, such as {@code "42["}
   */
  record BadPacket(String packet) implements OfConnection {
    /** Sends a packet of a type unknown to Engine.IO. */
    public BadPacket() {
      this("9garbage");
    }

    /**
     * Checks the packet.
     *
     * @param packet the packet in the form it has on a WebSocket, such as {@code "42["}
     */
    public BadPacket {
      Objects.requireNonNull(packet, "packet must not be null");
    }
  }

  /**
   * Sends a message of this size, regardless of what the client accepts.
   *
   * @param bytes the size in bytes
   */
  record OversizedPayload(int bytes) implements OfConnection {
    /** Sends 64 MiB. */
    public OversizedPayload() {
      this(64 << 20);
    }

    /**
     * Checks the size.
     *
     * @param bytes the size in bytes
     */
    public OversizedPayload {
      if (bytes < 1) {
        throw new IllegalArgumentException("bytes: " + bytes + " must be 1 or more");
      }
    }
  }

  /**
   * Restarts the server on the same port: all connections end and all sessions are lost.
   *
   * @param downtime how long it refuses connections
   */
  record Restart(Duration downtime) implements OfConnection {
    /** Restarts without a pause. */
    public Restart() {
      this(Duration.ZERO);
    }

    /**
     * Checks the time.
     *
     * @param downtime how long it refuses connections
     */
    public Restart {
      requireNotNegative(downtime, "downtime");
    }
  }

  /**
   * Answers a request, of whatever kind, with this response instead of the protocol's. The
   * request's session, if any, stays open.
   *
   * @param status the HTTP status
   * @param body the response body
   */
  record Http(int status, String body) implements OfRequest {
    /**
     * Answers with a short text.
     *
     * @param status the HTTP status
     */
    public Http(int status) {
      this(status, "injected HTTP " + status);
    }

    /**
     * Checks the status.
     *
     * @param status the HTTP status
     * @param body the response body
     */
    public Http {
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("status: " + status + " must be between 200 and 599");
      }
      Objects.requireNonNull(body, "body must not be null");
    }
  }

  /**
   * Delays the response to a poll that is ready to be answered.
   *
   * @param delay how long
   */
  record SlowPoll(Duration delay) implements OfRequest {
    /** Delays by one second. */
    public SlowPoll() {
      this(Duration.ofSeconds(1));
    }

    /**
     * Checks the delay.
     *
     * @param delay how long
     */
    public SlowPoll {
      requireNotNegative(delay, "delay");
    }
  }

  /**
   * Refuses a WebSocket handshake, like a proxy that does not support WebSocket.
   *
   * @param status the HTTP status
   */
  record RefuseUpgrade(int status) implements OfRequest {
    /** Refuses with status 403. */
    public RefuseUpgrade() {
      this(403);
    }

    /**
     * Checks the status.
     *
     * @param status the HTTP status
     */
    public RefuseUpgrade {
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("status: " + status + " must be between 200 and 599");
      }
    }
  }

  /** Never answers a WebSocket handshake. */
  record HangUpgrade() implements OfRequest {}

  /** Never answers the probe of an upgrade: the WebSocket opens, then stays silent. */
  record NoPong() implements OfPacket {}

  /** Sends no more pings on a connection. */
  record NoPing() implements OfPacket {}

  /**
   * Cuts the next packet in the middle: the frame, or the body of the poll response, announces more
   * bytes than are sent before the TCP connection ends.
   */
  record TruncatedFrame() implements OfPacket {}

  /** Omits the last attachment of the next packet with binary attachments. */
  record HalfBinaryEvent() implements OfPacket {}

  /** Sends the next acknowledgement twice. */
  record DuplicateAck() implements OfPacket {}

  /**
   * Announces a wrong number of attachments for the next packet with binary attachments. Works only
   * with a parser that writes the number into its text, as the JSON parser does.
   *
   * @param announced the announced number
   */
  record WrongAttachmentCount(int announced) implements OfPacket {
    /** Announces 2000000000 attachments. */
    public WrongAttachmentCount() {
      this(2_000_000_000);
    }
  }

  private static void requireNotNegative(Duration time, String name) {
    if (Objects.requireNonNull(time, () -> name + " must not be null").isNegative()) {
      throw new IllegalArgumentException(name + ": " + time + " must not be negative");
    }
  }
}

package socketio.testkit;

import java.time.Duration;
import java.util.Objects;

/**
 * Something that goes wrong on command, injected by {@link FakeServer#inject}. There are three
 * sorts:
 *
 * <ul>
 *   <li>faults of the connection ({@link DropConnection}, {@link Stall}, {@link BadPacket}, {@link
 *       OversizedPayload}, {@link Restart}) strike at once, or at the {@link Phase} or packet that
 *       {@link When} names;
 *   <li>faults of a request ({@link Http}, {@link SlowPoll}, {@link RefuseUpgrade}, {@link
 *       HangUpgrade}) strike the next such request;
 *   <li>faults of a packet ({@link NoPong}, {@link NoPing}, {@link TruncatedFrame}, {@link
 *       HalfBinaryEvent}, {@link DuplicateAck}, {@link WrongAttachmentCount}) strike the next such
 *       packet.
 * </ul>
 */
public sealed interface Fault {
  /** A fault of the connection as a whole. */
  sealed interface OfConnection extends Fault {}

  /** A fault of one HTTP request. */
  sealed interface OfRequest extends Fault {}

  /** A fault of one packet. */
  sealed interface OfPacket extends Fault {}

  /**
   * The TCP connection ends without any farewell; the session is lost.
   *
   * @param reset whether by RST, as a crashed peer does, in place of FIN; packets that the client
   *     has not read yet are then lost too
   */
  record DropConnection(boolean reset) implements OfConnection {
    /** Ends it by FIN. */
    public DropConnection() {
      this(false);
    }
  }

  /**
   * The server neither reads, sends nor answers anything, for any client, as if its process were
   * suspended; then it goes on where it was.
   *
   * @param time for how long
   */
  record Stall(Duration time) implements OfConnection {
    /** Stalls until {@link FakeServer#clearFaults} or the end. */
    public Stall() {
      this(Duration.ofDays(10_000));
    }

    /**
     * Checks the time.
     *
     * @param time for how long
     */
    public Stall {
      requireNotNegative(time);
    }
  }

  /**
   * The server sends a packet that the protocol does not allow.
   *
   * @param packet the packet as it is on a WebSocket, such as {@code "42["}
   */
  record BadPacket(String packet) implements OfConnection {
    /** A packet of a type that Engine.IO does not have. */
    public BadPacket() {
      this("9garbage");
    }

    /**
     * Checks the packet.
     *
     * @param packet the packet as it is on a WebSocket, such as {@code "42["}
     */
    public BadPacket {
      Objects.requireNonNull(packet, "packet");
    }
  }

  /**
   * The server sends a message of this size, whatever the client may accept.
   *
   * @param bytes the size
   */
  record OversizedPayload(int bytes) implements OfConnection {
    /** 64 MiB. */
    public OversizedPayload() {
      this(64 << 20);
    }

    /**
     * Checks the size.
     *
     * @param bytes the size
     */
    public OversizedPayload {
      if (bytes < 1) {
        throw new IllegalArgumentException("a payload of " + bytes + " bytes is not oversized");
      }
    }
  }

  /**
   * The server restarts on the same port: all connections end, and afterwards it knows no session.
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
      requireNotNegative(downtime);
    }
  }

  /**
   * A request, of whatever kind, is answered by this in place of the protocol's answer. Its
   * session, if it has one, stays.
   *
   * @param status the HTTP status
   * @param body the text of the body
   */
  record Http(int status, String body) implements OfRequest {
    /**
     * An answer with a short text.
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
     * @param body the text of the body
     */
    public Http {
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("not the status of a final answer: " + status);
      }
      Objects.requireNonNull(body, "body");
    }
  }

  /**
   * A poll that could be answered is answered later.
   *
   * @param delay how much later
   */
  record SlowPoll(Duration delay) implements OfRequest {
    /** One second later. */
    public SlowPoll() {
      this(Duration.ofSeconds(1));
    }

    /**
     * Checks the delay.
     *
     * @param delay how much later
     */
    public SlowPoll {
      requireNotNegative(delay);
    }
  }

  /**
   * The handshake of a WebSocket is refused, as by a proxy that does not know WebSocket.
   *
   * @param status the HTTP status
   */
  record RefuseUpgrade(int status) implements OfRequest {
    /** Status 403. */
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
        throw new IllegalArgumentException("not the status of a final answer: " + status);
      }
    }
  }

  /** The handshake of a WebSocket is never answered. */
  record HangUpgrade() implements OfRequest {}

  /** The probe of an upgrade is never answered: the WebSocket opens and then nothing comes. */
  record NoPong() implements OfPacket {}

  /** A connection gets no more pings. */
  record NoPing() implements OfPacket {}

  /**
   * The next packet is cut in its middle: the frame, or the body of the poll's answer, announces
   * more bytes than come before the TCP connection ends.
   */
  record TruncatedFrame() implements OfPacket {}

  /** The next packet with binary attachments lacks the last of them. */
  record HalfBinaryEvent() implements OfPacket {}

  /** The next acknowledgement is sent twice. */
  record DuplicateAck() implements OfPacket {}

  /**
   * The next packet with binary attachments announces another number of them than it has. Only
   * where the parser announces them by a number in its text, as the JSON parser does.
   *
   * @param announced how many it announces
   */
  record WrongAttachmentCount(int announced) implements OfPacket {
    /** Announces 2000000000. */
    public WrongAttachmentCount() {
      this(2_000_000_000);
    }
  }

  private static void requireNotNegative(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a negative time: " + time);
    }
  }
}

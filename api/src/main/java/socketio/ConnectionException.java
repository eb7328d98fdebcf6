package socketio;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;

/**
 * A connection could not be made, or the server refused a namespace. Carries what a handler needs
 * to decide what to do; neither message nor fields hold a header, cookie, query or auth payload of
 * the client.
 *
 * <p>What the server sent is in {@link #body} and {@link #data}, which are part of neither message
 * nor {@code toString}: a server may well repeat there what it was sent, and a message ends in
 * logs. Only its own words for people are quoted in the message: the text of an Engine.IO error, of
 * a refusal and of a WebSocket close frame.
 */
public class ConnectionException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /** How far an attempt to connect had come. */
  public enum Phase {
    /** Asking the application's suppliers for address, headers, query or auth. */
    PREPARE,
    /** Reaching the server: name resolution, TCP, TLS. */
    CONNECT,
    /** The Engine.IO handshake, and everything HTTP about it. */
    HANDSHAKE,
    /** Joining a namespace. */
    NAMESPACE
  }

  /** How far the attempt had come. */
  private final Phase phase;

  /** What was tried. */
  private final @Nullable TransportKind transport;

  /** The HTTP status, or 0. */
  private final int httpStatus;

  /** The error code of the Engine.IO server. */
  private final @Nullable Integer engineErrorCode;

  /** The beginning of the HTTP body. */
  private final @Nullable String body;

  /** How long the server wants to be left alone. */
  private final @Nullable Duration retryAfter;

  /** The namespace concerned. */
  private final @Nullable String namespace;

  private final transient @Nullable Object data;

  /** Whether another attempt follows. */
  private final boolean willRetry;

  private ConnectionException(Builder builder) {
    super(builder.message, builder.cause);
    phase = builder.phase;
    transport = builder.transport;
    httpStatus = builder.httpStatus;
    engineErrorCode = builder.engineErrorCode;
    body = builder.body;
    retryAfter = builder.retryAfter;
    namespace = builder.namespace;
    data = builder.data;
    willRetry = builder.willRetry;
    builder.suppressed.forEach(this::addSuppressed);
  }

  /**
   * Begins an exception.
   *
   * @param phase how far the attempt had come
   * @param message what went wrong, in words that a user can act on
   * @return a builder
   */
  public static Builder builder(Phase phase, String message) {
    return new Builder(phase, message);
  }

  /**
   * Begins a copy of this exception, with this one's cause and suppressed exceptions.
   *
   * @return a builder that holds what this exception holds
   */
  public Builder toBuilder() {
    String message = getMessage();
    var builder = new Builder(phase, message == null ? phase.name() : message);
    builder.suppressed = List.of(getSuppressed());
    return builder
        .transport(transport)
        .httpStatus(httpStatus)
        .engineErrorCode(engineErrorCode)
        .body(body)
        .retryAfter(retryAfter)
        .namespace(namespace)
        .data(data)
        .willRetry(willRetry)
        .cause(getCause());
  }

  /**
   * How far the attempt had come.
   *
   * @return the phase
   */
  public Phase phase() {
    return phase;
  }

  /**
   * The transport that was tried.
   *
   * @return the transport, or null before one was chosen
   */
  public @Nullable TransportKind transport() {
    return transport;
  }

  /**
   * The HTTP status that the server answered with.
   *
   * @return the status, or 0 if there was no HTTP answer
   */
  public int httpStatus() {
    return httpStatus;
  }

  /**
   * The error code in the HTTP body, where an Engine.IO server refused the request: 0 unknown
   * transport, 1 unknown session, 2 wrong HTTP method, 3 bad request, 4 refused by the server's
   * {@code allowRequest}, 5 unsupported protocol version. A server may have others of its own.
   *
   * @return the code, or null if the answer is not that of an Engine.IO server
   */
  public @Nullable Integer engineErrorCode() {
    return engineErrorCode;
  }

  /**
   * The beginning of the HTTP body, or of a text that came on a WebSocket in place of a handshake;
   * 4 KiB at most. It is whatever the server sent: think of what it may repeat before you log it.
   *
   * @return the text, or null if there was no answer
   */
  public @Nullable String body() {
    return body;
  }

  /**
   * How long the server, or a proxy before it, asks to wait before the next attempt: the {@code
   * Retry-After} header of its answer, be it a number of seconds or a date.
   *
   * @return the time from the answer on, from zero to one day, or null if it did not say
   */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /**
   * The namespace concerned.
   *
   * @return its path, or null where the whole connection failed
   */
  public @Nullable String namespace() {
    return namespace;
  }

  /**
   * What the server said when it refused the namespace, beyond the message: the {@code data} of a
   * refusal of the usual form {@code {"message": …, "data": …}}, the whole payload of any other.
   *
   * @return a value of natural type (see {@link Args#get(int)}), or null; not serialised
   */
  public @Nullable Object data() {
    return data;
  }

  /**
   * Whether the client will try again by itself. A namespace that is refused while others are not
   * yet answered may be told that it is not, and be joined again nevertheless: where the others are
   * refused, too, and a {@link ReconnectionPolicy} wants to go on.
   *
   * @return true if another attempt follows
   */
  public boolean willRetry() {
    return willRetry;
  }

  /** Builds a {@link ConnectionException}. */
  public static final class Builder {
    private final Phase phase;
    private final String message;
    private @Nullable TransportKind transport;
    private int httpStatus;
    private @Nullable Integer engineErrorCode;
    private @Nullable String body;
    private @Nullable Duration retryAfter;
    private @Nullable String namespace;
    private @Nullable Object data;
    private boolean willRetry;
    private @Nullable Throwable cause;
    private List<Throwable> suppressed = List.of();

    private Builder(Phase phase, String message) {
      this.phase = phase;
      this.message = message;
    }

    /**
     * Sets the transport that was tried.
     *
     * @param transport the transport, or null
     * @return this builder
     */
    public Builder transport(@Nullable TransportKind transport) {
      this.transport = transport;
      return this;
    }

    /**
     * Sets the HTTP status.
     *
     * @param httpStatus the status, or 0
     * @return this builder
     */
    public Builder httpStatus(int httpStatus) {
      this.httpStatus = httpStatus;
      return this;
    }

    /**
     * Sets the error code of the Engine.IO server.
     *
     * @param engineErrorCode the code, or null
     * @return this builder
     */
    public Builder engineErrorCode(@Nullable Integer engineErrorCode) {
      this.engineErrorCode = engineErrorCode;
      return this;
    }

    /**
     * Sets the HTTP body; more than 4 KiB are cut.
     *
     * @param body the text, or null
     * @return this builder
     */
    public Builder body(@Nullable String body) {
      this.body = body == null || body.length() <= 4096 ? body : body.substring(0, 4096);
      return this;
    }

    /**
     * Sets how long the server asks to wait.
     *
     * @param retryAfter the time, not negative, or null
     * @return this builder
     */
    public Builder retryAfter(@Nullable Duration retryAfter) {
      this.retryAfter = retryAfter == null ? null : Check.notNegative(retryAfter, "retryAfter");
      return this;
    }

    /**
     * Sets the namespace concerned.
     *
     * @param namespace the path, or null
     * @return this builder
     */
    public Builder namespace(@Nullable String namespace) {
      this.namespace = namespace;
      return this;
    }

    /**
     * Sets what the server said.
     *
     * @param data a value of natural type, or null
     * @return this builder
     */
    public Builder data(@Nullable Object data) {
      this.data = data;
      return this;
    }

    /**
     * Sets whether another attempt follows.
     *
     * @param willRetry true if it does
     * @return this builder
     */
    public Builder willRetry(boolean willRetry) {
      this.willRetry = willRetry;
      return this;
    }

    /**
     * Sets the cause.
     *
     * @param cause the cause, or null
     * @return this builder
     */
    public Builder cause(@Nullable Throwable cause) {
      this.cause = cause;
      return this;
    }

    /**
     * Makes the exception.
     *
     * @return a new exception
     */
    public ConnectionException build() {
      return new ConnectionException(this);
    }
  }
}

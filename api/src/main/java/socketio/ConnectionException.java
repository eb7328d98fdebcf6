package socketio;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;

/**
 * Thrown when a connection cannot be established, or the server refuses a namespace. Carries the
 * details that a handler needs to decide how to react; neither the message nor the fields contain a
 * header, cookie, query or auth payload of the client.
 *
 * <p>Content from the server is available as {@link #body} and {@link #data}, but is part of
 * neither the message nor {@code toString}: a server may echo what it received, and messages end up
 * in logs. The message quotes only text that the server intends for people: that of an Engine.IO
 * error, of a refusal and of a WebSocket close frame.
 *
 * @since 1.0
 */
public class ConnectionException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /** The stage that an attempt to connect had reached. */
  public enum Phase {
    /**
     * Calling the application's suppliers of address, headers, query or auth. The cause is what a
     * supplier threw, or why its value is invalid; null if they took too long.
     */
    PREPARE,
    /** Reaching the server: name resolution, TCP, TLS; also if no response came in time. */
    CONNECT,
    /**
     * The Engine.IO handshake, including its HTTP requests; also if it was not done within {@link
     * ConnectOptions#timeout}. If the server or a proxy responded, {@link #httpStatus}, {@link
     * #body}, {@link #retryAfter}, {@link #engineErrorCode} and {@link #serverMessage} say what.
     */
    HANDSHAKE,
    /**
     * Joining namespaces over an open connection: one was refused ({@link #namespace}, {@link
     * #serverMessage}, {@link #data}) or not answered in time, or the connection ended before all
     * were answered.
     */
    NAMESPACE
  }

  /** The stage that the attempt had reached. */
  private final Phase phase;

  /** The transport that was tried. */
  private final @Nullable TransportKind transport;

  /** The HTTP status, or 0. */
  private final int httpStatus;

  /** The error code of the Engine.IO server. */
  private final @Nullable Integer engineErrorCode;

  /** The beginning of the HTTP body. */
  private final @Nullable String body;

  /** How long the server asks the client to wait. */
  private final @Nullable Duration retryAfter;

  /** The namespace concerned. */
  private final @Nullable String namespace;

  /** The server's own message. */
  private final @Nullable String serverMessage;

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
    serverMessage = builder.serverMessage;
    data = builder.data;
    willRetry = builder.willRetry;
    builder.suppressed.forEach(this::addSuppressed);
  }

  /**
   * Returns a builder of an exception.
   *
   * @param phase the stage that the attempt had reached
   * @param message what went wrong, worded so that a user can act on it
   * @return a builder
   */
  public static Builder builder(Phase phase, String message) {
    return new Builder(phase, message);
  }

  /**
   * Returns a builder of a copy of this exception, with its cause and suppressed exceptions.
   *
   * @return a builder with the values of this exception
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
        .serverMessage(serverMessage)
        .data(data)
        .willRetry(willRetry)
        .cause(getCause());
  }

  /**
   * Returns the stage that the attempt had reached.
   *
   * @return the phase
   */
  public Phase phase() {
    return phase;
  }

  /**
   * Returns the transport that was tried, or that carries the connection.
   *
   * @return the transport, or null before one was chosen
   */
  public @Nullable TransportKind transport() {
    return transport;
  }

  /**
   * Returns the HTTP status of the server's response.
   *
   * @return the status, or 0 if there was no HTTP response
   */
  public int httpStatus() {
    return httpStatus;
  }

  /**
   * Returns the error code in the HTTP body of an Engine.IO server that refused the request: 0
   * unknown transport, 1 unknown session, 2 wrong HTTP method, 3 bad request, 4 refused by the
   * server's {@code allowRequest}, 5 unsupported protocol version. A server may define others.
   *
   * @return the code, or null if the response is not that of an Engine.IO server
   */
  public @Nullable Integer engineErrorCode() {
    return engineErrorCode;
  }

  /**
   * Returns the beginning of the HTTP body, or of a text that arrived on a WebSocket instead of a
   * handshake; 4 KiB at most. The server controls the content: consider what it may echo before you
   * log it.
   *
   * @return the text, or null if there was no response
   */
  public @Nullable String body() {
    return body;
  }

  /**
   * Returns how long the server, or a proxy in front of it, asks the client to wait before the next
   * attempt: the {@code Retry-After} header of the response, whether a number of seconds or a date.
   *
   * @return the time counted from the response, between zero and one day, or null if the response
   *     did not specify it
   */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /**
   * Returns the namespace concerned; the first one if a {@code connect} fails because of several.
   *
   * @return its path, or null if the whole connection failed
   */
  public @Nullable String namespace() {
    return namespace;
  }

  /**
   * Returns the server's own message: that of a refusal, which is {@code err.message} in
   * JavaScript, such as {@code "not authorized"}, or that of an Engine.IO error, such as {@code
   * "Session ID unknown"}. An application compares this rather than {@link #getMessage}, which is
   * worded for people.
   *
   * @return the text, or null if the server sent none
   */
  public @Nullable String serverMessage() {
    return serverMessage;
  }

  /**
   * Returns what the server sent with the refusal of the namespace, in addition to the message: the
   * {@code data} of a refusal in the usual form {@code {"message": …, "data": …}}, or the whole
   * payload of any other; null if that is a bare text, which is the {@link #serverMessage}.
   *
   * @return a value of its natural type (see {@link Args#get(int)}), or null; not serialised
   */
  public @Nullable Object data() {
    return data;
  }

  /**
   * Returns whether the client will retry automatically. For a namespace that is refused while
   * others are still unanswered, this may be false and the namespace may nevertheless be joined
   * again: if the others are refused too, and a {@link Reconnection.Policy} decides to continue.
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
    private @Nullable String serverMessage;
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
     * Sets the HTTP body, truncated to 4 KiB.
     *
     * @param body the text, or null
     * @return this builder
     */
    public Builder body(@Nullable String body) {
      this.body = body == null || body.length() <= 4096 ? body : body.substring(0, 4096);
      return this;
    }

    /**
     * Sets how long the server asks the client to wait.
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
     * Sets the server's own message.
     *
     * @param serverMessage the text, or null
     * @return this builder
     */
    public Builder serverMessage(@Nullable String serverMessage) {
      this.serverMessage = serverMessage;
      return this;
    }

    /**
     * Sets what the server sent with a refusal.
     *
     * @param data a value of its natural type, or null
     * @return this builder
     */
    public Builder data(@Nullable Object data) {
      this.data = data;
      return this;
    }

    /**
     * Sets whether another attempt follows.
     *
     * @param willRetry true if one follows
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
     * Builds the exception.
     *
     * @return a new exception
     */
    public ConnectionException build() {
      return new ConnectionException(this);
    }
  }
}

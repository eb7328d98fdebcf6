package socketio.engineio;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.UnknownServiceException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.SocketIOException;
import socketio.TransportKind;
import socketio.spi.Frame;
import socketio.spi.Transport;

/**
 * Describes the failures of one transport so that a user can act on them. No message contains a
 * query, a header, a session id, or the content of an answer, which may repeat them; only text that
 * servers write for people, in their errors and close frames, is quoted.
 */
final class Failures {
  private static final int BODY_BYTES = 4096;

  private final Http http;
  private final String address;
  private final TransportKind kind;

  /**
   * Failures on one transport.
   *
   * @param http whose requests fail
   * @param kind the transport
   */
  Failures(Http http, TransportKind kind) {
    this.http = http;
    this.address = http.address();
    this.kind = kind;
  }

  /** The server's ping is overdue. */
  static SocketIOException noPing(String address, long millis) {
    return new SocketIOException(
        "no ping from "
            + address
            + " for "
            + millis
            + " ms (ping interval and ping timeout): the network or the server is gone");
  }

  /** There was no answer, or the connection broke. */
  ConnectionException unreachable(Throwable cause) {
    String hint = address.startsWith("https:") ? TlsFailureAdvice.ofBreak(cause) : "";
    return of(
            Phase.CONNECT, "cannot reach " + address + " over " + kind + ": " + words(cause) + hint)
        .cause(cause)
        .build();
  }

  /** An open connection broke. */
  ConnectionException broken(Throwable cause) {
    return of(
            Phase.CONNECT, "the " + kind + " connection to " + address + " broke: " + words(cause))
        .cause(cause)
        .build();
  }

  /** There was no answer in time. */
  ConnectionException timedOut(long millis) {
    return of(Phase.CONNECT, address + " did not answer over " + kind + " within " + millis + " ms")
        .build();
  }

  /** The channel opened but then there was no handshake in time. */
  ConnectionException silent(long millis) {
    return handshake(
            address
                + " accepted the "
                + kind
                + " connection but sent no Engine.IO handshake within "
                + millis
                + " ms: is it a Socket.IO server?")
        .build();
  }

  /** The server's handshake is not valid. */
  ConnectionException badHandshake(ProtocolException cause) {
    return handshake("the handshake of " + address + " is damaged: " + cause.getMessage())
        .cause(cause)
        .build();
  }

  /** A channel's first frame is not a handshake. */
  ConnectionException noHandshake(Frame first) {
    ConnectionException.Builder failure =
        handshake(notSocketIo() + "the first " + kind + " message is no handshake: " + first);
    return (first instanceof Frame.Text text ? failure.body(text.data()) : failure).build();
  }

  /** An HTTP answer with status 200 contains no handshake. */
  ConnectionException notEngineIo(Transport.Response response) {
    byte[] body = response.body();
    if (isRevision3(body)) {
      return handshake(
              "the server at "
                  + address
                  + " is Socket.IO 2.x (Engine.IO 3); this client supports Socket.IO 3.x and 4.x:"
                  + " upgrade the server")
          .httpStatus(response.status())
          .build();
    }
    String text = text(body);
    return handshake(
            notSocketIo()
                + (text.isEmpty() ? "the answer is empty" : "the answer is " + kindOf(response))
                + "; check the address and the path")
        .httpStatus(response.status())
        .body(text)
        .build();
  }

  /**
   * An HTTP status other than success.
   *
   * @param sent how many bytes the request had, or 0
   */
  ConnectionException refused(Transport.Response response, long sent) {
    String text = text(response.body());
    return handshake(
            address
                + " answered HTTP "
                + response.status()
                + " over "
                + kind
                + ": "
                + HttpStatusAdvice.of(response, text, sent))
        .httpStatus(response.status())
        .engineErrorCode(HttpStatusAdvice.engineErrorCode(text))
        .serverMessage(HttpStatusAdvice.engineMessage(text))
        .body(text)
        .retryAfter(RetryAfter.of(response, http.loop().currentTimeMillis()))
        .build();
  }

  /** A channel was closed by the peer. */
  ConnectionException closed(int code, String reason) {
    String text = reason.isEmpty() ? "" : " (\"" + printable(reason, 125) + "\")";
    return handshake(
            address
                + " closed the "
                + kind
                + " connection with code "
                + code
                + text
                + closeWords(code))
        .serverMessage(reason.isEmpty() ? null : reason)
        .build();
  }

  private static String closeWords(int code) {
    return switch (code) {
      case 1008 -> ": the server's policy forbids the connection or the message";
      case 1009 ->
          ": a message was larger than the server accepts; send less at once or raise"
              + " maxHttpBufferSize there";
      case 1011 -> ": the server failed";
      case 1012, 1013 -> ": the server is restarting or overloaded";
      default -> "";
    };
  }

  private String notSocketIo() {
    return "not a Socket.IO server at " + address + ": ";
  }

  private ConnectionException.Builder handshake(String message) {
    return of(Phase.HANDSHAKE, message);
  }

  private ConnectionException.Builder of(Phase phase, String message) {
    return ConnectionException.builder(phase, message).transport(kind);
  }

  /** Whether a body is {@code 97:0{…}}, or the same in revision 3's binary form. */
  private static boolean isRevision3(byte[] body) {
    if (body.length > 0 && body[0] == 0) {
      int i = 1;
      while (i < body.length && body[i] >= 0 && body[i] <= 9) {
        i++;
      }
      return i > 1 && i + 1 < body.length && body[i] == (byte) 0xFF && body[i + 1] == '0';
    }
    int i = 0;
    while (i < body.length && body[i] >= '0' && body[i] <= '9') {
      i++;
    }
    return i > 0 && i + 1 < body.length && body[i] == ':' && body[i + 1] == '0';
  }

  private static String words(Throwable cause) {
    String detail =
        cause.getMessage() == null ? "" : " (" + printable(cause.getMessage(), 200) + ")";
    if (cause instanceof UnknownHostException) {
      return "the host name cannot be resolved";
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return "no connection" + detail + "; is the server running there?";
    }
    if (cause instanceof SSLException error) {
      return "TLS failed" + detail + "; " + TlsFailureAdvice.of(error);
    }
    if (cause instanceof InterruptedIOException) {
      return "no answer in time";
    }
    if (cause instanceof UnknownServiceException) {
      return "not permitted" + detail;
    }
    // Other messages may quote the full address.
    return cause.getClass().getSimpleName() + (detail.contains("?") ? "" : detail);
  }

  /** Type and size of an unexpected answer. */
  private static String kindOf(Transport.Response response) {
    String type = response.header("Content-Type");
    return (type == null ? "of no type" : printable(type, 60))
        + ", "
        + response.body().length
        + " bytes";
  }

  /** The beginning of a body. */
  private static String text(byte[] body) {
    return new String(body, 0, Math.min(body.length, BODY_BYTES), StandardCharsets.UTF_8);
  }

  /** The beginning of a peer's text on one line. */
  static String printable(@Nullable String text, int length) {
    if (text == null) {
      return "";
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && i < length; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return text.length() > length ? line + "…" : line.toString();
  }
}

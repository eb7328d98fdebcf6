package socketio.engineio;

import java.net.ProtocolException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.spi.Transport;

/** Explains what an HTTP status means for a Socket.IO client and what to do about it. */
final class HttpStatusAdvice {
  private HttpStatusAdvice() {}

  /**
   * Explains an answer.
   *
   * @param body the beginning of its body
   * @param sent how many bytes the request had, or 0
   */
  static String of(Transport.Response response, String body, long sent) {
    EngineError engine = EngineError.of(body);
    if (engine != null) {
      return engine.words();
    }
    int status = response.status();
    return switch (status) {
      case 401 ->
          "authentication is required, or was refused, by the server or a proxy before it; check the"
              + " headers and the query";
      case 403 -> "the server, or a proxy before it, forbids this client";
      case 404 ->
          "nothing is served at this path; check that the path is the server's \"path\" option"
              + " and that Socket.IO is attached there";
      case 407 ->
          "the proxy wants a user name and a password, or refuses those that were given; set them"
              + " with ClientBuilder.proxy";
      case 408, 504 -> "the server, or a proxy before it, timed out waiting";
      case 413 ->
          "a request of "
              + sent
              + " bytes is larger than the server accepts; send less at once, or raise"
              + " maxHttpBufferSize there (and the body limit of a proxy before it)";
      case 429 -> "too many requests; connect less often";
      case 502, 503 -> "a proxy cannot reach the Socket.IO server, or the server is overloaded";
      default -> general(response);
    };
  }

  private static String general(Transport.Response response) {
    int status = response.status();
    if (status >= 300 && status < 400) {
      return "the server redirects to "
          + host(response.header("Location"))
          + ", and redirects are not followed; connect to that address directly";
    }
    if (status >= 500) {
      return "the server failed; see its log";
    }
    if (status >= 400) {
      return "the server refuses the request";
    }
    return "not a Socket.IO server, or a proxy is in between; check the address and the path";
  }

  /** Names the host only: a location may hold secrets. */
  private static String host(@Nullable String location) {
    if (location == null) {
      return "an address that it does not name";
    }
    try {
      String host = URI.create(location).getHost();
      return host == null
          ? "another path of the same host"
          : "the host " + Failures.printable(host, 100);
    } catch (IllegalArgumentException e) {
      return "an address that is not valid";
    }
  }

  /** The error object of an Engine.IO server, {@code {"code":1,"message":"…"}}. */
  private record EngineError(int code, String message) {
    static @Nullable EngineError of(String body) {
      Map<String, Object> error;
      try {
        error = FlatJson.parse(body);
      } catch (ProtocolException e) {
        return null;
      }
      return error.get("code") instanceof Double code
              && error.get("message") instanceof String message
          ? new EngineError(code.intValue(), message)
          : null;
    }

    String words() {
      String words = engineWords(code);
      return "\"" + Failures.printable(message, 200) + "\"" + (words == null ? "" : ": " + words);
    }
  }

  /** The error code of an Engine.IO server's answer, or null. */
  static @Nullable Integer engineErrorCode(String body) {
    EngineError error = EngineError.of(body);
    return error == null ? null : error.code();
  }

  /** The message of an Engine.IO server's answer, or null. */
  static @Nullable String engineMessage(String body) {
    EngineError error = EngineError.of(body);
    return error == null ? null : error.message();
  }

  private static @Nullable String engineWords(int code) {
    return switch (code) {
      case 0 ->
          "the server does not offer this transport; choose another in the client's"
              + " transports, or allow it on the server";
      case 1 ->
          "the server does not know the session: it has ended there, or the request reached"
              + " another node of a cluster, which needs sticky sessions (with cookies kept) or"
              + " WebSocket alone";
      case 2 -> "the handshake must be a GET; a proxy may have changed the method";
      case 3 ->
          "the server does not accept the request; a proxy may have changed it, or the"
              + " session has moved to another transport";
      case 4 -> "the server's allowRequest refuses this client";
      case 5 -> "the server does not support Engine.IO 4; Socket.IO 3.x or 4.x is needed";
      default -> null;
    };
  }
}

package socketio.okhttp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.MalformedURLException;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Response;
import socketio.spi.Transport;
import socketio.spi.support.TransportErrors;

/** Translates requests and responses. */
final class Requests {
  private static final byte[] NO_BODY = {};
  private static final long MAX_REFUSAL = 4096;
  private static final String NO_TUNNEL = "Unexpected response code for CONNECT: ";

  private Requests() {}

  static okhttp3.Request toOkHttp(Transport.Request request) throws IOException {
    HttpUrl url = HttpUrl.get(request.uri());
    if (url == null) {
      throw new MalformedURLException(
          "Not an http or https address with a host: " + request + "; correct it");
    }
    var builder = new okhttp3.Request.Builder().url(url);
    boolean typed = false;
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      addHeader(builder, header.getKey(), header.getValue());
      typed |= header.getKey().equalsIgnoreCase("Content-Type");
    }
    switch (request.method()) {
      case "GET" -> {
        if (request.body() != null) {
          throw new IOException("A GET cannot have a body: " + request);
        }
        builder.get();
      }
      case "POST" -> builder.post(Bodies.of(request.body(), typed));
      default -> throw new IOException("Only GET and POST are supported: " + request);
    }
    return builder.build();
  }

  private static void addHeader(okhttp3.Request.Builder builder, String name, List<String> values)
      throws IOException {
    try {
      builder.removeHeader(name);
      for (String value : values) {
        builder.addHeader(name, value);
      }
    } catch (IllegalArgumentException e) { // not a cause: its message quotes the value
      throw new IOException(
          "The header " + name + " has characters that HTTP does not allow; encode or remove them");
    }
  }

  static Transport.Response fromOkHttp(Response response, byte[] body) {
    return new Transport.Response(response.code(), response.headers().toMultimap(), body);
  }

  /** A successful handshake. */
  static Transport.Response opened(Response response) {
    return fromOkHttp(response, NO_BODY);
  }

  /** The refusal of a handshake, with the beginning of its body. */
  static Transport.Response refused(Response response) {
    boolean upgraded = response.socket() != null; // with an unreadable body
    return fromOkHttp(response, upgraded ? NO_BODY : Bodies.readStart(response, MAX_REFUSAL));
  }

  /** Turns any problem into an IOException, with a better message than "timeout". */
  static IOException explain(Throwable cause, Transport.Request request) {
    if (cause instanceof InterruptedIOException && "timeout".equals(cause.getMessage())) {
      return TransportErrors.timeout(request.toString(), request.timeout(), cause);
    }
    String message = cause.getMessage();
    if (message != null && message.startsWith(NO_TUNNEL)) {
      return new IOException(
          "The proxy refused a tunnel: HTTP " + message.substring(NO_TUNNEL.length()), cause);
    }
    return cause instanceof IOException e
        ? e
        : new IOException(request + " failed: " + cause, cause);
  }
}

package socketio.examples.jdk;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import socketio.spi.Transport;
import socketio.spi.support.TransportErrors;

/** Translates requests, responses and errors. */
final class Requests {
  private static final String PREFIX = "sec-websocket-";
  private static final String PROTOCOL = "sec-websocket-protocol";

  private Requests() {}

  /** Hands over headers that were checked; the exception names one that the JDK sets itself. */
  static void addHeaders(Transport.Request request, BiConsumer<String, String> builder)
      throws IOException {
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      for (String value : header.getValue()) {
        try {
          builder.accept(header.getKey(), value);
        } catch (IllegalArgumentException e) {
          throw new IOException("The header " + header.getKey() + " is set by the JDK; omit it");
        }
      }
    }
  }

  /** A handshake with the headers of a request that was checked. */
  static WebSocket.Builder webSocket(HttpClient client, Transport.Request request)
      throws IOException {
    WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(request.timeout());
    List<String> protocols = new ArrayList<>();
    addHeaders(
        request,
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.equals(PROTOCOL)) {
            protocols.addAll(List.of(value.strip().split("\\s*,\\s*", -1)));
          } else if (lower.startsWith(PREFIX)) {
            throw new IllegalArgumentException(name);
          } else {
            builder.header(name, value);
          }
        });
    if (!protocols.isEmpty()) {
      String[] others = protocols.subList(1, protocols.size()).toArray(String[]::new);
      builder.subprotocols(protocols.get(0), others);
    }
    return builder;
  }

  static boolean hasHeader(Transport.Request request, String name) {
    return request.headers().keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  static Transport.Response response(int status, HttpHeaders headers, byte[] body) {
    return new Transport.Response(status, headers.map(), body);
  }

  /** Turns any problem into an IOException whose class says what happened. */
  static IOException explain(Throwable problem, Transport.Request request) {
    Throwable cause = TransportErrors.unwrap(problem);
    if (cause instanceof HttpTimeoutException) {
      return TransportErrors.timeout(request.toString(), request.timeout(), null);
    }
    if (cause instanceof ConnectException && causedBy(cause, UnresolvedAddressException.class)) {
      return new UnknownHostException(request.uri().getHost());
    }
    if (cause instanceof IOException known) {
      return known;
    }
    boolean mayQuote = cause instanceof IllegalArgumentException; // the address, or a header
    return new IOException(
        request + " failed: " + cause.getClass().getName(), mayQuote ? null : cause);
  }

  private static boolean causedBy(Throwable problem, Class<?> type) {
    return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
        .anyMatch(type::isInstance);
  }
}

package socketio.examples.jdk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import socketio.spi.Transport;

/** Translates requests, responses and errors. */
final class Requests {
  private static final String SEPARATORS = "\"(),/:;<=>?@[\\]{}"; // RFC 9110, 5.6.2

  private Requests() {}

  /** Refuses what the JDK would refuse with a message that may quote secrets. */
  static void check(Transport.Request request) throws IOException {
    URI uri = request.uri();
    String scheme = uri.getScheme();
    boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    if (!http || uri.getHost() == null) {
      throw new MalformedURLException(
          "Not an http or https address with a host: " + request + "; correct it");
    }
    boolean get = request.method().equals("GET");
    if (get ? request.body() != null : !request.method().equals("POST")) {
      throw new IOException("Only a GET without a body and a POST are supported: " + request);
    }
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      if (!isToken(header.getKey()) || !header.getValue().stream().allMatch(Requests::isValue)) {
        throw new IOException(
            "The header "
                + header.getKey()
                + " has characters that HTTP does not allow; encode or remove them");
      }
    }
  }

  private static boolean isToken(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && SEPARATORS.indexOf(c) < 0);
  }

  private static boolean isValue(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
  }

  /** Hands over headers that were checked, and says which one the JDK keeps for itself. */
  static void addHeaders(Transport.Request request, BiConsumer<String, String> builder)
      throws IOException {
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      for (String value : header.getValue()) {
        try {
          builder.accept(header.getKey(), value);
        } catch (IllegalArgumentException e) {
          throw restricted(header.getKey());
        }
      }
    }
  }

  static IOException restricted(String header) {
    return new IOException("The header " + header + " is set by the JDK; leave it out");
  }

  static boolean hasHeader(Transport.Request request, String name) {
    return request.headers().keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  static Transport.Response response(int status, HttpHeaders headers, byte[] body) {
    return new Transport.Response(status, headers.map(), body);
  }

  /** Makes an IOException of whatever went wrong, of a class that says what it was. */
  static IOException explain(Throwable problem, Transport.Request request) {
    Throwable cause = unwrap(problem);
    if (cause instanceof HttpTimeoutException) {
      return timeout(request);
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

  /** What a future, or a callback that may not throw it, has wrapped. */
  static Throwable unwrap(Throwable problem) {
    Throwable cause = problem.getCause();
    boolean wrapper =
        problem instanceof CompletionException || problem instanceof UncheckedIOException;
    return wrapper && cause != null ? unwrap(cause) : problem;
  }

  static IOException timeout(Transport.Request request) {
    return new InterruptedIOException(
        request
            + " was not answered within "
            + request.timeout()
            + "; check that the server is reachable, or raise the timeout");
  }
}

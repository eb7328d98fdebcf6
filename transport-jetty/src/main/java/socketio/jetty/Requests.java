package socketio.jetty;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import socketio.spi.Transport;

/** Translates requests and responses. */
final class Requests {
  private static final Duration MAX_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);
  private static final byte[] NO_BODY = {};
  private static final String SEPARATORS = "\"(),/:;<=>?@[\\]{}"; // RFC 9110, 5.6.2

  private Requests() {}

  /** Refuses what Jetty would not refuse, or only with a message that may quote secrets. */
  static void check(Transport.Request request) throws IOException {
    URI uri = request.uri();
    String scheme = uri.getScheme();
    boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    if (!http || uri.getHost() == null) {
      throw new MalformedURLException(
          "Not an http or https address with a host: " + request + "; correct it");
    }
    if (request.method().equals("GET")) {
      if (request.body() != null) {
        throw new IOException("A GET cannot have a body: " + request);
      }
    } else if (!request.method().equals("POST")) {
      throw new IOException("Only GET and POST are supported: " + request);
    }
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      String name = header.getKey();
      if (!isToken(name) || !header.getValue().stream().allMatch(Requests::isFieldValue)) {
        throw new IOException(
            "The header "
                + name
                + " has characters that HTTP does not allow; encode or remove them");
      }
    }
  }

  private static boolean isToken(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && SEPARATORS.indexOf(c) < 0);
  }

  private static boolean isFieldValue(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
  }

  static void addHeaders(Transport.Request request, HttpFields.Mutable fields) {
    request
        .headers()
        .forEach(
            (name, values) -> {
              fields.remove(name);
              values.forEach(value -> fields.add(name, value));
            });
  }

  static Transport.Response response(Response response, byte[] body) {
    var headers = new HashMap<String, List<String>>();
    for (HttpField field : response.getHeaders()) {
      headers
          .computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>())
          .add(field.getValue());
    }
    return new Transport.Response(response.getStatus(), headers, body);
  }

  /** The answer of an HTTP proxy that wants other credentials before it makes a tunnel, or null. */
  static Transport.@Nullable Response refusalOfProxy(Throwable failure) {
    return failure instanceof HttpResponseException refusal
            && refusal.getResponse().getStatus() == HttpStatus.PROXY_AUTHENTICATION_REQUIRED_407
        ? response(refusal.getResponse(), NO_BODY)
        : null;
  }

  /** Makes an IOException of whatever broke an exchange and says more than "timeout". */
  static IOException explain(Throwable cause, Transport.Request request) {
    return explain(cause, request.toString(), request.timeout());
  }

  /** The same where the request need not be kept. */
  static IOException explain(Throwable problem, String request, Duration allowed) {
    Throwable cause = unwrap(problem);
    if (cause instanceof TimeoutException) {
      var timeout =
          new InterruptedIOException(
              request
                  + " was not answered within "
                  + allowed
                  + "; check that the server is reachable, or raise the timeout");
      timeout.initCause(cause);
      return timeout;
    }
    if (cause instanceof HttpResponseException refusal) {
      return new IOException(
          "The proxy refused a tunnel: HTTP " + refusal.getResponse().getStatus(), refusal);
    }
    return cause instanceof IOException e
        ? e
        : new IOException(request + " failed: " + cause, cause);
  }

  private static Throwable unwrap(Throwable problem) {
    Throwable cause = problem.getCause();
    boolean wrapper =
        problem instanceof CompletionException || problem instanceof UncheckedIOException;
    return wrapper && cause != null ? unwrap(cause) : problem;
  }

  static long timeoutMillis(Transport.Request request) {
    Duration timeout = request.timeout();
    return timeout.compareTo(MAX_TIMEOUT) > 0 ? Integer.MAX_VALUE : Math.max(1, timeout.toMillis());
  }
}

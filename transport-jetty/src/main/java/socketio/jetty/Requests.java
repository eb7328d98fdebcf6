package socketio.jetty;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import socketio.spi.Transport;
import socketio.spi.support.TransportErrors;

/** Translates requests and responses. */
final class Requests {
  private static final byte[] NO_BODY = {};

  private Requests() {}

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

  /** The answer of an HTTP proxy that wants other credentials before it opens a tunnel, or null. */
  static Transport.@Nullable Response refusalOfProxy(Throwable failure) {
    return failure instanceof HttpResponseException refusal
            && refusal.getResponse().getStatus() == HttpStatus.PROXY_AUTHENTICATION_REQUIRED_407
        ? response(refusal.getResponse(), NO_BODY)
        : null;
  }

  /** Turns any problem into an IOException, with a better message than "timeout". */
  static IOException explain(Throwable cause, Transport.Request request) {
    return explain(cause, request.toString(), request.timeout());
  }

  /** The same, for callers that do not keep the request. */
  static IOException explain(Throwable problem, String request, Duration allowed) {
    Throwable cause = TransportErrors.unwrap(problem);
    if (cause instanceof TimeoutException) {
      return TransportErrors.timeout(request, allowed, cause);
    }
    if (cause instanceof HttpResponseException refusal) {
      return new IOException(
          "The proxy refused a tunnel: HTTP " + refusal.getResponse().getStatus(), refusal);
    }
    return cause instanceof IOException e
        ? e
        : new IOException(request + " failed: " + cause, cause);
  }
}

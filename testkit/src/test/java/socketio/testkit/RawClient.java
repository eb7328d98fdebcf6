package socketio.testkit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An HTTP and WebSocket client that does not implement the protocol. */
final class RawClient {
  private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final String endpoint;

  RawClient(String url, String path) {
    endpoint = url + path;
  }

  /** Sends a request without waiting for the response. */
  CompletableFuture<HttpResponse<String>> send(String method, String query, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint + "?" + query))
            .timeout(Duration.ofSeconds(10))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> exchange(String method, String query, @Nullable String body)
      throws Exception {
    return await(send(method, query, body));
  }

  HttpResponse<String> get(String query) throws Exception {
    return exchange("GET", query, null);
  }

  HttpResponse<String> post(String query, String body) throws Exception {
    return exchange("POST", query, body);
  }

  /** Opens a session on polling; returns the beginning of all later queries. */
  String openPolling() throws Exception {
    HttpResponse<String> opened = get("EIO=4&transport=polling");
    return "EIO=4&transport=polling&sid=" + sid(opened.body());
  }

  static String sid(String handshake) {
    Matcher sid = SID.matcher(handshake);
    if (!sid.find()) {
      throw new AssertionError("no sid in " + handshake);
    }
    return sid.group(1);
  }

  /** Opens a WebSocket. */
  RawWebSocket webSocket(String query) throws Exception {
    return RawWebSocket.open(endpoint.replaceFirst("http", "ws") + "?" + query);
  }

  static <T> T await(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }
}

package socketio.engineio;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.EngineConfig;
import socketio.spi.Loop;
import socketio.spi.Transport;

/**
 * The requests of one session: address, headers and cookies, and the delivery of their answers in
 * the loop. Confined to the loop.
 */
final class Http {
  /**
   * How much longer the network library waits for a request than its caller does: the caller's own
   * timer must fire first, because its message is better.
   */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Longer timeouts make no difference. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final EngineConfig config;
  private final Urls urls;

  Http(EngineConfig config) {
    this.config = config;
    this.urls = new Urls(config);
  }

  Loop loop() {
    return config.loop();
  }

  /** The endpoint's address, fit for messages. */
  String address() {
    return urls.address();
  }

  /** Starts a polling GET. */
  Exchange get(@Nullable String sid, Duration timeout, Answer answer) {
    return exchange("GET", sid, null, timeout, answer);
  }

  /** Starts a polling POST. */
  Exchange post(String sid, byte[] payload, Duration timeout, Answer answer) {
    return exchange("POST", sid, payload, timeout, answer);
  }

  private Exchange exchange(
      String method,
      @Nullable String sid,
      byte @Nullable [] body,
      Duration timeout,
      Answer answer) {
    CompletableFuture<Transport.Response> future;
    URI uri;
    try {
      uri = urls.polling(sid);
      future =
          config.transport().exchange(request(TransportKind.POLLING, method, uri, body, timeout));
    } catch (IOException | RuntimeException e) {
      Exchange failed = new Exchange(new CompletableFuture<>());
      loop().execute(() -> failed.finish(answer, null, e));
      return failed;
    }
    Exchange exchange = new Exchange(future);
    var unused =
        future.whenComplete(
            (response, error) -> loop().execute(() -> complete(exchange, answer, response, error)));
    return exchange;
  }

  private void complete(
      Exchange exchange,
      Answer answer,
      Transport.@Nullable Response response,
      @Nullable Throwable error) {
    if (exchange.over) {
      return;
    }
    Throwable failure = error;
    if (response != null) {
      failure = storeCookies(response);
    }
    exchange.finish(answer, response, failure);
  }

  /** The largest message that the transport can send with this kind. */
  long maxMessageSize(TransportKind kind) {
    return config.transport().maxMessageSize(kind);
  }

  /** Opens a channel. Whatever goes wrong is reported to the listener. */
  Channel connect(
      TransportKind kind, @Nullable String sid, Duration timeout, Channel.Listener listener) {
    try {
      URI uri = urls.channel(kind, sid);
      return config.transport().connect(kind, request(kind, "GET", uri, null, timeout), listener);
    } catch (IOException | RuntimeException e) {
      listener.onFailure(e, null);
      return DeadChannel.INSTANCE;
    }
  }

  /** Stores the cookies of a response; null, or what went wrong. */
  @Nullable Throwable storeCookies(Transport.Response response) {
    try {
      Cookies.store(config.cookies(), urls.endpoint(), response.headers());
      return null;
    } catch (IOException | RuntimeException e) {
      return new IOException("the cookie handler failed", e);
    }
  }

  private Transport.Request request(
      TransportKind kind, String method, URI uri, byte @Nullable [] body, Duration timeout)
      throws IOException {
    Map<String, List<String>> headers = config.headers(kind);
    List<String> own = headers.getOrDefault("Cookie", Collections.emptyList());
    Map<String, List<String>> found;
    try {
      found = config.cookies().get(urls.endpoint(), Collections.unmodifiableMap(headers));
    } catch (RuntimeException e) {
      throw new IOException("the cookie handler failed", e);
    }
    String cookie = Cookies.merge(own, found.getOrDefault("Cookie", Collections.emptyList()));
    if (cookie != null) {
      headers.put("Cookie", Collections.singletonList(cookie));
    }
    if (body != null) {
      headers.put("Content-Type", Collections.singletonList("text/plain;charset=UTF-8"));
    }
    Duration limit = timeout.compareTo(LONGEST) < 0 ? timeout.plus(GRACE) : LONGEST;
    return new Transport.Request(method, uri, headers, body, limit, config.maxMessageSize());
  }

  /** Called with the answer to a request, in the loop; exactly once, but not after a cancel. */
  interface Answer {
    /** The server answered. */
    void onResponse(Transport.Response response);

    /** There was no answer. */
    void onFailure(Throwable cause);
  }

  /** A request in flight. */
  static final class Exchange {
    private final CompletableFuture<Transport.Response> future;
    private boolean over;

    private Exchange(CompletableFuture<Transport.Response> future) {
      this.future = future;
    }

    /** Drops the request; its answer is not reported. */
    void cancel() {
      if (!over) {
        over = true;
        future.cancel(true);
      }
    }

    private void finish(
        Answer answer, Transport.@Nullable Response response, @Nullable Throwable failure) {
      if (over) {
        return;
      }
      over = true;
      if (failure instanceof CompletionException wrapper && wrapper.getCause() != null) {
        answer.onFailure(wrapper.getCause());
      } else if (failure != null) {
        answer.onFailure(failure);
      } else if (response != null) {
        answer.onResponse(response);
      } else {
        answer.onFailure(new IOException("the transport returned no response"));
      }
    }
  }
}

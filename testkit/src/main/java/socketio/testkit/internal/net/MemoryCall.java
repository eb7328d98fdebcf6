package socketio.testkit.internal.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.spi.Loop;
import socketio.spi.Transport;

/** A request without a network. Its state is confined to the server's loop. */
final class MemoryCall implements HttpCall, MemoryLinks.Link {
  private final Loop loop;
  private final MemoryLinks links;
  private final Client client;
  private final RequestHead head;
  private final byte[] body;
  private final long maxResponse;
  private final Loop.Timer timeout;
  private @Nullable Runnable whenGone;
  private boolean gone;
  private boolean decided;

  /** The client's end of a request. Exactly one method is called, once, in the loop. */
  interface Client {
    /** The server answered. */
    void onResponse(Transport.Response response);

    /** There is no response. */
    void onFailure(IOException cause);

    /** The server accepts a WebSocket. */
    void onUpgrade(int maxMessage, ServerWebSocket.Listener server);
  }

  MemoryCall(
      Loop loop, MemoryLinks links, Transport.Request request, boolean upgrade, Client client) {
    this.loop = loop;
    this.links = links;
    this.client = client;
    head = head(request, upgrade);
    byte[] sent = request.body();
    body = sent == null ? new byte[0] : sent;
    maxResponse = request.maxResponse();
    timeout =
        loop.schedule(
            request.timeout(),
            () ->
                cut(
                    new SocketTimeoutException(
                        "no response within " + request.timeout() + " from the fake server")));
    links.add(this);
  }

  private static RequestHead head(Transport.Request request, boolean upgrade) {
    String query = request.uri().getRawQuery();
    var headers = new java.util.TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.headers());
    headers.putIfAbsent("Host", List.of(request.uri().getRawAuthority()));
    if (upgrade) {
      headers.put("Connection", List.of("Upgrade"));
      headers.put("Upgrade", List.of("websocket"));
    }
    String path = request.uri().getRawPath();
    return RequestHead.parse(request.method(), query == null ? path : path + "?" + query, headers);
  }

  @Override
  public RequestHead head() {
    return head;
  }

  @Override
  public void body(int limit, BodyReceiver receiver) {
    if (body.length > limit) {
      receiver.onFailure(new TooLargeException(limit));
    } else {
      receiver.onBody(body);
    }
  }

  @Override
  public void respond(Reply reply) {
    decide(
        () -> {
          if (reply.body().length > maxResponse) {
            client.onFailure(
                new IOException("the response has more than " + maxResponse + " bytes"));
          } else {
            client.onResponse(
                new Transport.Response(reply.status(), reply.headers(), reply.body()));
          }
        });
  }

  @Override
  public void respondTruncated(Reply reply) {
    fail(new EOFException("the connection ended in the middle of the response"));
  }

  @Override
  public void drop(boolean reset) {
    fail(
        reset
            ? new SocketException("the connection was reset by the server")
            : new EOFException("the connection ended before the response"));
  }

  private void fail(IOException cause) {
    decide(() -> client.onFailure(cause));
  }

  @Override
  public void upgrade(int maxMessage, ServerWebSocket.Listener listener) {
    decide(() -> client.onUpgrade(maxMessage, listener));
  }

  private void decide(Runnable how) {
    loop.execute(
        () -> {
          if (!decided) {
            decided = true;
            end();
            how.run();
          }
        });
  }

  /** The client goes away and is not called back any more. In the loop. */
  void abandon() {
    if (!decided) {
      decided = true;
      end();
      goneNow();
    }
  }

  @Override
  public void cut(IOException why) {
    if (!decided) {
      decided = true;
      end();
      client.onFailure(why);
      goneNow();
    }
  }

  private void goneNow() {
    gone = true;
    if (whenGone != null) {
      whenGone.run();
    }
  }

  @Override
  public boolean isGone() {
    return gone;
  }

  private void end() {
    timeout.cancel();
    links.remove(this);
  }

  @Override
  public void onGone(Runnable then) {
    loop.execute(
        () -> {
          whenGone = then;
          if (gone) {
            then.run();
          }
        });
  }

  /** The response to an accepted WebSocket handshake. */
  static Transport.Response switchingProtocols() {
    return new Transport.Response(
        101,
        Map.of("Connection", List.of("Upgrade"), "Upgrade", List.of("websocket")),
        new byte[0]);
  }

  /** The response with the first 4 KiB of its body, as kept for a refused handshake. */
  static Transport.Response truncated(Transport.Response response) {
    byte[] all = response.body();
    return all.length <= 4096
        ? response
        : new Transport.Response(
            response.status(), response.headers(), java.util.Arrays.copyOf(all, 4096));
  }

  /** The number of bytes of a text on the wire. */
  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

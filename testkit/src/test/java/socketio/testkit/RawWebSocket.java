package socketio.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that keeps what arrives until the test takes it. Uses OkHttp, because the JDK's
 * WebSocket occasionally does not report the end of the TCP connection.
 */
final class RawWebSocket extends WebSocketListener {
  private static final OkHttpClient CLIENT = client(new OkHttpClient.Builder());

  private final LinkedBlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  private RawWebSocket() {}

  /** A client that does not retry by itself. */
  static OkHttpClient client(OkHttpClient.Builder builder) {
    return builder.retryOnConnectionFailure(false).build();
  }

  static RawWebSocket open(String url) throws Exception {
    return open(CLIENT, url);
  }

  static RawWebSocket open(OkHttpClient client, String url) throws Exception {
    var raw = new RawWebSocket();
    client.newWebSocket(new Request.Builder().url(url).build(), raw);
    RawClient.await(raw.socket);
    return raw;
  }

  @Override
  public void onOpen(WebSocket opened, Response response) {
    socket.complete(opened);
  }

  @Override
  public void onMessage(WebSocket from, String text) {
    arrived.add(text);
  }

  @Override
  public void onMessage(WebSocket from, ByteString bytes) {
    arrived.add(bytes.toByteArray());
  }

  @Override
  public void onClosing(WebSocket from, int code, String reason) {
    closed.complete(code);
    from.close(1000, null);
  }

  @Override
  public void onFailure(WebSocket from, Throwable error, @Nullable Response response) {
    if (!socket.completeExceptionally(error)) {
      closed.complete(1006);
    }
  }

  RawWebSocket send(String message) throws Exception {
    RawClient.await(socket).send(message);
    return this;
  }

  RawWebSocket send(byte[] message) throws Exception {
    RawClient.await(socket).send(ByteString.of(message));
    return this;
  }

  void close(int code) throws Exception {
    RawClient.await(socket).close(code, null);
  }

  /** Ends the TCP connection. */
  void abort() throws Exception {
    RawClient.await(socket).cancel();
  }

  /** Whether everything that has arrived was taken. */
  boolean isEmpty() {
    return arrived.isEmpty();
  }

  /** The next text. */
  String take() throws Exception {
    Object next = next();
    if (next instanceof String message) {
      return message;
    }
    throw new AssertionError("binary in place of a text");
  }

  /** The next binary message. */
  byte[] takeBinary() throws Exception {
    Object next = next();
    if (next instanceof byte[] bytes) {
      return bytes;
    }
    throw new AssertionError("in place of a binary message: " + next);
  }

  private Object next() throws Exception {
    Object next = arrived.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no message came; closed: " + closed);
    }
    return next;
  }

  /** The code with which the server closed; 1006 without one. */
  int takeClose() throws Exception {
    return RawClient.await(closed);
  }
}

package socketio.testkit;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket that keeps what arrives until the test takes it. */
final class RawWebSocket implements WebSocket.Listener {
  private final LinkedBlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();

  @Override
  public void onOpen(WebSocket opened) {
    socket.complete(opened);
    opened.request(Long.MAX_VALUE);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      arrived.add(text.toString());
      text.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] copy = new byte[data.remaining()];
    data.get(copy);
    arrived.add(copy);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(1006);
  }

  RawWebSocket send(String message) throws Exception {
    RawClient.await(RawClient.await(socket).sendText(message, true));
    return this;
  }

  RawWebSocket send(byte[] message) throws Exception {
    RawClient.await(RawClient.await(socket).sendBinary(ByteBuffer.wrap(message), true));
    return this;
  }

  void close(int code) throws Exception {
    RawClient.await(RawClient.await(socket).sendClose(code, ""));
  }

  /** Ends the TCP connection. */
  void abort() throws Exception {
    RawClient.await(socket).abort();
  }

  /** Whether nothing has come that was not taken. */
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

  /** The code by which the server closed; 1006 without one. */
  int takeClose() throws Exception {
    return RawClient.await(closed);
  }
}

package socketio.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** OkHttp's WebSocket. */
final class BareOkHttp extends BareClient<String> {
  private static final long MAX_QUEUED = 4 << 20;

  private final OkHttpClient http;
  private WebSocket socket;

  BareOkHttp(OkHttpClient http, boolean json) {
    super(json);
    this.http = http;
  }

  @Override
  void open(String url) {
    socket =
        http.newWebSocket(
            new Request.Builder().url(url).build(),
            new WebSocketListener() {
              @Override
              public void onMessage(WebSocket from, String text) {
                socket = from;
                text(text);
              }

              @Override
              public void onMessage(WebSocket from, ByteString bytes) {
                binary(bytes.toByteArray());
              }
            });
  }

  @Override
  String message(String text) {
    return text;
  }

  @Override
  String written(String head, Kind kind, int number) throws IOException {
    return BareJson.text(head, kind, number);
  }

  @Override
  String call(long id, String head, boolean withJson, int number) throws IOException {
    String start = "42" + id + head;
    return withJson ? written(start, Kind.SMALL, number) : start + Reading.JSON + "]";
  }

  @Override
  void send(String message) {
    pace();
    socket.send(message);
  }

  @Override
  void sendBinary(byte[] message) {
    pace();
    socket.send(ByteString.of(message));
  }

  private void pace() {
    while (socket.queueSize() > MAX_QUEUED) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
    }
  }

  @Override
  long readJson(String message) throws IOException {
    return BareJson.read(message, 2);
  }

  @Override
  char charAt(String message, int index) {
    return message.charAt(index);
  }

  @Override
  long number(String message, int start) {
    return Long.parseLong(message, start, message.indexOf(']'), 10);
  }

  @Override
  public void close() {
    socket.close(1000, null);
  }
}

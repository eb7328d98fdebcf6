package socketio.benchmarks;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;

/**
 * A bare WebSocket library with the minimum of Socket.IO that a server requires: the lower bound
 * for any client on this library.
 *
 * @param <T> the library's type of text messages
 */
abstract class BareClient<T> implements Contestant {
  /** Whether events are also written and read with Jackson. */
  final boolean json;

  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final Queue<Runnable> calls = new ConcurrentLinkedQueue<>();
  private final Map<Kind, T> constants = new EnumMap<>(Kind.class);
  private final T callHead;
  private final T eventHead;
  private Runnable each = () -> {};
  private LongConsumer counted = count -> {};
  private long sum;
  private long nextId = 1;

  BareClient(boolean json) {
    this.json = json;
    eventHead = message("42[\"e\",");
    callHead = message("[\"c\",");
    constants.put(Kind.SMALL, message("42[\"e\"," + Reading.JSON + "]"));
    constants.put(Kind.MEDIUM, message("42[\"e\"," + Report.JSON + "]"));
    constants.put(Kind.BINARY, message("451-[\"e\",{\"_placeholder\":true,\"num\":0}]"));
  }

  abstract void open(String url) throws Exception;

  abstract T message(String text);

  /** Writes a head, the JSON, and a closing bracket. */
  abstract T written(T head, Kind kind, int number) throws IOException;

  /** Joins the id, a call's head and the JSON. */
  abstract T call(long id, T head, boolean json, int number) throws IOException;

  /** Waits while too much is queued, then sends. */
  abstract void send(T message) throws Exception;

  abstract void sendBinary(byte[] message) throws Exception;

  abstract long readJson(T message) throws IOException;

  abstract char charAt(T message, int index);

  abstract long number(T message, int start);

  /** Called when a text message has arrived. */
  final void text(T message) {
    char type = charAt(message, 0);
    if (type == '0') {
      sendNow(message("40"));
      return;
    }
    if (type != '4') {
      return;
    }
    switch (charAt(message, 1)) {
      case '0' -> connected.complete(null);
      case '3' -> calls.remove().run();
      case '2' -> {
        if (charAt(message, 4) == 'e') {
          event(message);
        } else {
          counted.accept(number(message, 13)); // 42["counted",
        }
      }
      default -> {}
    }
  }

  private void event(T message) {
    try {
      sum += json ? readJson(message) : 1;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    each.run();
  }

  /** Called when a binary message has arrived. */
  final void binary(byte[] bytes) {
    sum += bytes.length;
    each.run();
  }

  private void sendNow(T message) {
    try {
      send(message);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void connect(String url) throws Exception {
    open(url.replace("http:", "ws:") + "/socket.io/?EIO=4&transport=websocket");
    connected.get();
  }

  @Override
  public long sum() {
    return sum;
  }

  @Override
  public void onEvent(Kind kind, Runnable handler) {
    each = handler;
  }

  @Override
  public void requestFlood(Kind kind, long count) throws Exception {
    send(message("42[\"flood\",\"" + kind + "\"," + count + "]"));
  }

  @Override
  public void emit(Kind kind, int number) throws Exception {
    if (kind == Kind.BINARY) {
      send(constants.get(kind));
      sendBinary(new byte[Kind.BINARY.attachment]);
    } else {
      send(json ? written(eventHead, kind, number) : constants.get(kind));
    }
  }

  @Override
  public void requestCount(LongConsumer receiver) throws Exception {
    counted = receiver;
    send(message("42[\"end\"]"));
  }

  @Override
  public void call(int number, Runnable acknowledged) throws Exception {
    calls.add(acknowledged);
    send(call(nextId++, callHead, json, number));
  }

  @Override
  public void callAndWait(int number) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    call(number, () -> done.complete(null));
    done.get();
  }
}

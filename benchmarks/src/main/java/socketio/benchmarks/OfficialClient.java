package socketio.benchmarks;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import okhttp3.OkHttpClient;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * The official Java client, {@code io.socket:socket.io-client}. It loses the connection when too
 * much is emitted, and does not expose how much is queued, so this class waits for an
 * acknowledgement every so often.
 */
final class OfficialClient implements Contestant {
  private static final int PACE = 5_000;

  private final OkHttpClient http;
  private final Semaphore marks = new Semaphore(2);
  private Socket socket;
  private long emitted;
  private long sum;

  OfficialClient(OkHttpClient http) {
    this.http = http;
  }

  @Override
  public void connect(String url) throws Exception {
    connect(url, new String[] {"websocket"});
  }

  @Override
  public void connectAndUpgrade(String url) throws Exception {
    connect(url, new String[] {"polling", "websocket"});
    Field field = Manager.class.getDeclaredField("engine"); // there is no accessor
    field.setAccessible(true);
    var engine = (io.socket.engineio.client.Socket) field.get(socket.io());
    CountDownLatch upgraded = new CountDownLatch(1);
    engine.on(io.socket.engineio.client.Socket.EVENT_UPGRADE, args -> upgraded.countDown());
    if (!isUpgraded(engine) && !upgraded.await(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("no upgrade");
    }
  }

  /** Whether the upgrade finished before a listener could be added. */
  private static boolean isUpgraded(io.socket.engineio.client.Socket engine) throws Exception {
    Field field = io.socket.engineio.client.Socket.class.getDeclaredField("transport");
    field.setAccessible(true);
    return ((Transport) field.get(engine)).name.equals("websocket");
  }

  private void connect(String url, String[] transports) throws Exception {
    IO.Options options = new IO.Options();
    options.forceNew = true;
    options.transports = transports;
    options.callFactory = http;
    options.webSocketFactory = http;
    socket = IO.socket(url, options);
    CompletableFuture<Void> connected = new CompletableFuture<>();
    socket.on(Socket.EVENT_CONNECT, args -> connected.complete(null));
    socket.on(
        Socket.EVENT_CONNECT_ERROR,
        args -> connected.completeExceptionally(new IllegalStateException("" + args[0])));
    socket.connect();
    connected.get(1, TimeUnit.MINUTES);
  }

  @Override
  public void onEvent(Kind kind, Runnable each) {
    socket.on(
        "e",
        args -> {
          sum += value(kind, args[0]);
          each.run();
        });
  }

  private static long value(Kind kind, Object argument) {
    try {
      return switch (kind) {
        case SMALL -> read((JSONObject) argument);
        case MEDIUM -> {
          JSONArray readings = ((JSONObject) argument).getJSONArray("readings");
          long all = 0;
          for (int i = 0; i < readings.length(); i++) {
            all += read(readings.getJSONObject(i));
          }
          yield all;
        }
        case BINARY -> ((byte[]) argument).length;
      };
    } catch (JSONException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long read(JSONObject object) throws JSONException {
    return new Reading(
            object.getString("device"),
            object.getLong("time"),
            object.getDouble("temperature"),
            object.getDouble("humidity"),
            object.getInt("battery"),
            object.getBoolean("charging"))
        .time();
  }

  private static JSONObject json(Reading reading) {
    try {
      return new JSONObject()
          .put("device", reading.device())
          .put("time", reading.time())
          .put("temperature", reading.temperature())
          .put("humidity", reading.humidity())
          .put("battery", reading.battery())
          .put("charging", reading.charging());
    } catch (JSONException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JSONObject json(Report report) {
    JSONArray readings = new JSONArray();
    report.readings().forEach(reading -> readings.put(json(reading)));
    try {
      return new JSONObject().put("site", report.site()).put("readings", readings);
    } catch (JSONException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long sum() {
    return sum;
  }

  @Override
  public void requestFlood(Kind kind, long count) {
    socket.emit("flood", kind.name(), count);
  }

  @Override
  public void emit(Kind kind, int number) throws InterruptedException {
    socket.emit(
        "e",
        switch (kind) {
          case SMALL -> json(Reading.number(number));
          case MEDIUM -> json(Report.number(number));
          case BINARY -> new byte[Kind.BINARY.attachment];
        });
    int pace = kind == Kind.BINARY ? PACE / 50 : kind == Kind.MEDIUM ? PACE / 8 : PACE;
    if (++emitted % pace == 0) {
      marks.acquire();
      socket.emit("c", (Ack) args -> marks.release());
    }
  }

  @Override
  public void emitWithoutWaiting(int number) {
    socket.emit("e", json(Reading.number(number)));
  }

  @Override
  public void requestStall() {
    socket.emit("stall");
  }

  @Override
  public void requestFlow() {
    socket.emit("flow");
  }

  @Override
  public void requestCount(LongConsumer counted) {
    socket.once("counted", args -> counted.accept(((Number) args[0]).longValue()));
    socket.emit("end");
  }

  @Override
  public void call(int number, Runnable acknowledged) {
    socket.emit("c", json(Reading.number(number)), (Ack) args -> acknowledged.run());
  }

  @Override
  public void callAndWait(int number) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    call(number, () -> done.complete(null));
    done.get();
  }

  @Override
  public void close() {
    socket.disconnect();
  }
}

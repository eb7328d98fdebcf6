package socketio.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.TransportKind;
import socketio.spi.Transport;

/** This project's client. */
final class OurClient implements Contestant {
  private final Client client;
  private long sum;

  OurClient(Transport transport) {
    client = Client.builder().transport(transport).build();
  }

  @Override
  public void connect(String url) throws Exception {
    client.connect(ConnectOptions.to(url).transports(TransportKind.WEBSOCKET));
  }

  @Override
  public void connectAndUpgrade(String url) throws Exception {
    CountDownLatch upgraded = new CountDownLatch(1);
    client.onUpgrade((transport, failure) -> upgraded.countDown());
    client.connect(url);
    if (!upgraded.await(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("no upgrade");
    }
  }

  @Override
  public void onEvent(Kind kind, Runnable each) {
    switch (kind) {
      case SMALL ->
          client.on(
              "e",
              Reading.class,
              reading -> {
                sum += reading.time();
                each.run();
              });
      case MEDIUM ->
          client.on(
              "e",
              Report.class,
              report -> {
                sum += report.readings().get(0).time();
                each.run();
              });
      case BINARY ->
          client.on(
              "e",
              byte[].class,
              bytes -> {
                sum += bytes.length;
                each.run();
              });
    }
  }

  @Override
  public long sum() {
    return sum;
  }

  @Override
  public void requestFlood(Kind kind, long count) {
    client.emit("flood", kind.name(), count);
  }

  @Override
  public void emit(Kind kind, int number) {
    switch (kind) {
      case SMALL -> client.emit("e", Reading.number(number));
      case MEDIUM -> client.emit("e", Report.number(number));
      case BINARY -> client.emit("e", new byte[Kind.BINARY.attachment]);
    }
  }

  @Override
  public void emitWithoutWaiting(int number) {
    var unused = client.async().emit("e", Reading.number(number));
  }

  @Override
  public void requestStall() {
    client.emit("stall");
  }

  @Override
  public void requestFlow() {
    client.emit("flow");
  }

  @Override
  public void requestCount(LongConsumer counted) {
    client.once("counted", args -> counted.accept(args.get(0, Long.class)));
    client.emit("end");
  }

  @Override
  public void call(int number, Runnable acknowledged) {
    var unused = client.async().call("c", Reading.number(number)).thenRun(acknowledged);
  }

  @Override
  public void callAndWait(int number) throws Exception {
    client.call("c", Reading.number(number));
  }

  @Override
  public void close() {
    client.close();
  }
}

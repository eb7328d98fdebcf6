package socketio.benchmarks.jmh;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import socketio.Args;
import socketio.Client;
import socketio.spi.Frame;

/** A client without a network: the path through loop and lane. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DispatchBenchmark {
  private static final int BATCH = 10_000;
  private static final Frame EVENT = new Frame.Text("2[\"e\",1]");

  private final LoopbackEngine engine = new LoopbackEngine();
  private volatile CountDownLatch done = new CountDownLatch(1);
  private Client client;
  private int left;

  /** Connects. */
  @Setup
  public void connect() throws InterruptedException {
    client = Client.builder().engine(engine).build();
    client.on("e", args -> handled());
    client.connect("http://localhost");
  }

  private void handled() {
    if (--left == 0) {
      done.countDown();
    }
  }

  /** Disconnects. */
  @TearDown
  public void close() {
    client.close();
  }

  /** Events from the engine to a handler; measures the time per event. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void receive() throws InterruptedException {
    done = new CountDownLatch(1);
    left = BATCH;
    for (int i = 0; i < BATCH; i++) {
      engine.receive(EVENT);
    }
    done.await();
  }

  /** An event to the engine. */
  @Benchmark
  public void emit() {
    client.emit("e", 1);
  }

  /** An event to the engine and its acknowledgement back. */
  @Benchmark
  public Args call() throws InterruptedException {
    return client.call("e", 1);
  }

  /** A task through the loop, which is the most that an emitter may have to wait for. */
  @Benchmark
  public void loop() {
    engine.execute(() -> {});
  }
}

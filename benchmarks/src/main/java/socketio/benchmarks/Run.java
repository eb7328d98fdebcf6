package socketio.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One scenario with one library, in its own process; prints its figures in one line. */
final class Run {
  private static final int WINDOW = 256;
  private static final long PERIOD_NANOS = 100_000;

  /** More than the system's buffers hold, and less than makes OkHttp cancel the connection. */
  private static final int FILL = 8 << 20;

  private final Supplier<Contestant> library;
  private final String url;
  private final int warmUp;
  private final int count;
  private final Map<String, Double> figures = new TreeMap<>();

  private Run(Supplier<Contestant> library, String url, int warmUp, int count) {
    this.library = library;
    this.url = url;
    this.warmUp = warmUp;
    this.count = count;
  }

  /** Arguments: library, scenario, warm-up count, measured count, and the server's address. */
  public static void main(String[] args) throws Exception {
    Map<String, Double> figures =
        of(
            Library.of(args[0]),
            Scenario.of(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            args[4]);
    StringBuilder line = new StringBuilder("RESULT");
    figures.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    System.out.println(line);
    System.exit(0); // some libraries leave non-daemon threads
  }

  /** Runs a scenario; returns its figures. */
  static Map<String, Double> of(
      Library library, Scenario scenario, int warmUp, int count, String url) throws Exception {
    Run run = new Run(library.start(), url, warmUp, count);
    run.run(scenario);
    return run.figures;
  }

  private void run(Scenario scenario) throws Exception {
    switch (scenario) {
      case RECEIVE_SMALL -> receive(Kind.SMALL);
      case RECEIVE_MEDIUM -> receive(Kind.MEDIUM);
      case RECEIVE_BINARY -> receive(Kind.BINARY);
      case EMIT_SMALL -> emit(Kind.SMALL);
      case EMIT_MEDIUM -> emit(Kind.MEDIUM);
      case EMIT_BINARY -> emit(Kind.BINARY);
      case EMIT_UNPACED -> emitUnpaced();
      case CALLS_WINDOW -> callsInWindow();
      case CALLS_SEQUENTIAL -> callsInSequence();
      case ECHO_10K -> echoAtARate();
      case STALLED_EMIT -> emitIntoAStall();
      case CONNECT -> connect(client -> client.connect(url));
      case UPGRADE -> connect(client -> client.connectAndUpgrade(url));
      case IDLE -> idle();
    }
  }

  private interface Work {
    void run(int count) throws Exception;
  }

  /** Runs the work until the JIT has compiled it, then again to measure. */
  private void measure(Work work) throws Exception {
    for (int i = 0; i < 4; i++) {
      work.run(warmUp / 4);
    }
    Meter meter = new Meter();
    work.run(count);
    double cpu = meter.cpuMicros();
    double seconds = meter.seconds();
    figures.put("cpu", cpu / count);
    figures.put("jit", meter.compilingMicros() / count);
    figures.put("bytes", meter.bytes() / count);
    figures.put("rate", count / seconds / 1e3);
  }

  private void receive(Kind kind) throws Exception {
    try (Contestant client = library.get()) {
      Countdown countdown = new Countdown();
      client.connect(url);
      client.onEvent(kind, countdown);
      measure(
          n -> {
            countdown.start(n);
            client.requestFlood(kind, n);
            countdown.await();
          });
      if (client.sum() == 0) {
        throw new IllegalStateException("nothing was read");
      }
    }
  }

  /** Counts down on one thread; other threads can wait for zero. */
  private static final class Countdown implements Runnable {
    private volatile CountDownLatch done = new CountDownLatch(0);
    private int left;

    void start(int count) {
      left = count;
      done = new CountDownLatch(1);
    }

    @Override
    public void run() {
      if (--left == 0) {
        done.countDown();
      }
    }

    void await() throws InterruptedException {
      if (!done.await(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("messages are missing");
      }
    }
  }

  private void emit(Kind kind) throws Exception {
    try (Contestant client = library.get()) {
      client.connect(url);
      measure(
          n -> {
            for (int i = 0; i < n; i++) {
              client.emit(kind, i);
            }
            CompletableFuture<Long> counted = new CompletableFuture<>();
            client.requestCount(counted::complete);
            long arrived = counted.get(5, TimeUnit.MINUTES);
            if (arrived != n) {
              throw new IllegalStateException(arrived + " of " + n + " arrived");
            }
          });
    }
  }

  /** The emitter does not pace itself: no event may be lost, and the heap must stay bounded. */
  private void emitUnpaced() throws Exception {
    try (HeapPeak peak = new HeapPeak()) {
      emit(Kind.SMALL);
      figures.put("peak", peak.megabytes());
    }
  }

  private void callsInWindow() throws Exception {
    try (Contestant client = library.get()) {
      client.connect(url);
      Semaphore window = new Semaphore(WINDOW);
      measure(
          n -> {
            for (int i = 0; i < n; i++) {
              window.acquire();
              client.call(i, window::release);
            }
            window.acquire(WINDOW);
            window.release(WINDOW);
          });
    }
  }

  private void callsInSequence() throws Exception {
    try (Contestant client = library.get()) {
      client.connect(url);
      List<Double> micros = new ArrayList<>();
      measure(
          n -> {
            micros.clear();
            for (int i = 0; i < n; i++) {
              long start = System.nanoTime();
              client.callAndWait(i);
              micros.add((System.nanoTime() - start) / 1e3);
            }
          });
      percentiles(micros);
    }
  }

  /**
   * A call is due every 100 µs, and its time counts from when it was due, so that falling behind
   * shows in the figures.
   */
  private void echoAtARate() throws Exception {
    try (Contestant client = library.get()) {
      client.connect(url);
      List<Double> micros = new ArrayList<>();
      measure(
          n -> {
            double[] times = new double[n];
            CountDownLatch answered = new CountDownLatch(n);
            long start = System.nanoTime();
            for (int i = 0; i < n; i++) {
              int number = i;
              long due = start + i * PERIOD_NANOS;
              while (System.nanoTime() < due) {
                Thread.onSpinWait();
              }
              client.call(
                  i,
                  () -> {
                    times[number] = (System.nanoTime() - due) / 1e3;
                    answered.countDown();
                  });
            }
            if (!answered.await(5, TimeUnit.MINUTES)) {
              throw new IllegalStateException("answers are missing");
            }
            micros.clear();
            Arrays.stream(times).forEach(micros::add);
          });
      percentiles(micros);
    }
  }

  /** Measures how long an emit blocks its caller while the network takes nothing. */
  private void emitIntoAStall() throws Exception {
    try (Contestant client = library.get();
        Contestant other = library.get()) {
      client.connect(url);
      other.connect(url);
      client.requestStall();
      int filling = FILL / Reading.number(0).toString().length();
      for (int i = 0; i < filling; i++) {
        client.emitWithoutWaiting(i);
      }
      List<Double> micros = new ArrayList<>();
      AtomicInteger emitted = new AtomicInteger(filling);
      measure(
          n -> {
            micros.clear();
            for (int i = 0; i < n; i++) {
              long start = System.nanoTime();
              client.emitWithoutWaiting(i);
              micros.add((System.nanoTime() - start) / 1e3);
            }
            emitted.addAndGet(n);
          });
      percentiles(micros);
      other.requestFlow();
      CompletableFuture<Long> counted = new CompletableFuture<>();
      client.requestCount(counted::complete);
      long arrived = counted.get(5, TimeUnit.MINUTES);
      if (arrived != emitted.get()) {
        throw new IllegalStateException(arrived + " of " + emitted + " arrived");
      }
    }
  }

  private interface Connecting {
    void connect(Contestant client) throws Exception;
  }

  private void connect(Connecting how) throws Exception {
    List<Double> millis = new ArrayList<>();
    try (Contestant other = library.get()) {
      how.connect(other); // creates what connections share
      measure(
          n -> {
            millis.clear();
            for (int i = 0; i < n; i++) {
              long start = System.nanoTime();
              Contestant client = library.get();
              how.connect(client);
              millis.add((System.nanoTime() - start) / 1e6);
              client.close();
            }
          });
    }
    percentiles(millis);
  }

  private void idle() throws Exception {
    try (Contestant first = library.get()) {
      first.connect(url);
      double resident = Meter.residentBytes();
      double heap = Meter.heapBytes();
      List<Contestant> all = new ArrayList<>();
      Meter meter = new Meter();
      for (int i = 0; i < count; i++) {
        Contestant client = library.get();
        client.connect(url);
        all.add(client);
      }
      figures.put("cpu", meter.cpuMicros() / count);
      figures.put("threads", (double) Meter.threads());
      figures.put("heap", (Meter.heapBytes() - heap) / count);
      figures.put("rss", (Meter.residentBytes() - resident) / 1024 / count);
      if (all.size() != count) {
        throw new IllegalStateException();
      }
    }
  }

  private void percentiles(List<Double> times) {
    double[] sorted = times.stream().mapToDouble(time -> time).toArray();
    Arrays.sort(sorted);
    figures.put("p50", sorted[sorted.length / 2]);
    figures.put("p99", sorted[sorted.length * 99 / 100]);
  }
}

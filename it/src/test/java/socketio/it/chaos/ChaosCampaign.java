package socketio.it.chaos;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Many runs, some of them at a time. System properties say how many: {@code chaos.seeds}, from
 * {@code chaos.seed} on, {@code chaos.parallel} at a time, each with chaos for {@code
 * chaos.seconds}.
 */
final class ChaosCampaign {
  private static final Duration SPAN = Duration.ofSeconds(Long.getLong("chaos.seconds", 2));
  private static final int PARALLEL = Integer.getInteger("chaos.parallel", 6);
  private static final int MOST_OFFENCES = 10;

  private Figures figures = Figures.NONE;

  private ChaosCampaign() {}

  /** Creates the server of a run. */
  @FunctionalInterface
  interface Servers {
    ChaosServer start(long seed, ChaosSetup setup) throws InterruptedException;
  }

  /**
   * Executes all runs.
   *
   * @param test the test's name, for the command that repeats a run
   * @param seeds how many seeds unless {@code chaos.seeds} says otherwise
   * @param json whether all setups have that parser
   * @throws AssertionError that names the seeds whose runs failed
   */
  static void play(String test, int seeds, boolean json, Servers servers) throws Exception {
    long from = Long.getLong("chaos.seed", 1);
    long to = from + Integer.getInteger("chaos.seeds", seeds);
    var campaign = new ChaosCampaign();
    ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
    List<Future<@Nullable String>> runs = new ArrayList<>();
    for (long seed = from; seed < to; seed++) {
      long number = seed;
      ChaosSetup setup = json ? ChaosSetup.of(seed).withJson() : ChaosSetup.of(seed);
      runs.add(threads.submit(() -> campaign.run(test, number, setup, servers)));
    }
    threads.shutdown();
    List<String> broken = new ArrayList<>();
    for (Future<@Nullable String> run : runs) {
      String failure = result(run);
      if (failure != null) {
        broken.add(failure);
      }
    }
    System.out.println(test + ": " + campaign.figures);
    if (!broken.isEmpty()) {
      throw new AssertionError(
          broken.size() + " of " + runs.size() + " runs:\n" + String.join("\n", broken));
    }
    if (!campaign.figures.eventful()) {
      throw new AssertionError("too little happened: " + campaign.figures);
    }
  }

  private static @Nullable String result(Future<@Nullable String> run) throws InterruptedException {
    try {
      return run.get();
    } catch (ExecutionException e) {
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return trace.toString();
    }
  }

  /** Executes a run and returns its violations, or null if there are none. */
  private @Nullable String run(String test, long seed, ChaosSetup setup, Servers servers)
      throws Exception {
    try (ChaosServer server = servers.start(seed, setup);
        var run = new ChaosRun(seed, setup, server)) {
      run.play(SPAN);
      List<String> offences = run.finish();
      add(run.figures());
      if (offences.isEmpty()) {
        return null;
      }
      String failure =
          "%s%n  again: mvn test -pl it -am -Dtest=%s -Dchaos.seed=%d -Dchaos.seeds=1 -Dchaos.seconds=%d -Dsurefire.failIfNoSpecifiedTests=false%n  %d offences:%n    %s"
              .formatted(
                  run.story(),
                  test,
                  seed,
                  SPAN.toSeconds(),
                  offences.size(),
                  String.join(
                      "\n    ", offences.subList(0, Math.min(MOST_OFFENCES, offences.size()))));
      System.out.println(failure);
      return failure;
    }
  }

  private synchronized void add(Figures more) {
    figures = figures.plus(more);
  }
}

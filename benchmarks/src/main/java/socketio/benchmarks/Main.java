package socketio.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs every scenario with every library, in rounds, each run in a fresh process, and prints a
 * table of their costs. Argument: {@code quick}, {@code full}, {@code linear}, {@code jmh} for the
 * microbenchmarks, or options such as {@code rounds=2 scale=0.5 scenarios=emit-small,idle
 * libraries=ours-jetty,official}.
 */
final class Main {
  private final Options options;
  private final Results results = new Results();

  private Main(Options options) {
    this.options = options;
  }

  public static void main(String[] args) throws Exception {
    String words = args.length == 0 ? "quick" : String.join(" ", args);
    if (words.equals("jmh")) {
      org.openjdk.jmh.Main.main(new String[] {"-prof", "gc"});
    } else {
      new Main(Options.parse(words)).run();
    }
  }

  private void run() throws Exception {
    long start = System.nanoTime();
    System.out.println(Machine.describe());
    for (int round = 0; round < options.rounds(); round++) {
      for (Scenario scenario : options.scenarios()) {
        for (Library library : inTurn(round)) {
          if (scenario.takes(library)) {
            for (double scale : options.scales()) {
              run(round, scenario, library, scale);
            }
          }
        }
      }
    }
    System.out.println();
    System.out.println(options.isLinear() ? results.costsByCount() : results.table());
    System.out.printf("%d s%n", (System.nanoTime() - start) / 1_000_000_000);
  }

  /** Reverses the order every other round, so that no library always follows the same one. */
  private List<Library> inTurn(int round) {
    List<Library> libraries = new ArrayList<>(options.libraries());
    if (round % 2 == 1) {
      Collections.reverse(libraries);
    }
    return libraries;
  }

  private void run(int round, Scenario scenario, Library library, double scale) throws Exception {
    int warmUp = options.warmUp(scenario, library);
    int count = options.count(scenario, library, scale);
    Map<String, Double> figures;
    try (Processes processes = new Processes()) {
      String port = scenario == Scenario.UPGRADE ? processes.startNode() : processes.startServer();
      String url = "http://127.0.0.1:" + port;
      figures =
          parse(
              processes.run(
                  Run.class,
                  List.of(
                      library.id(),
                      scenario.id(),
                      String.valueOf(warmUp),
                      String.valueOf(count),
                      url)));
    }
    results.add(round, scenario, library, scale, figures);
    System.out.printf(
        "round %d  %-16s  %-18s  %9d  %s%n",
        round + 1, scenario.id(), library.id(), count, figures);
  }

  private static Map<String, Double> parse(List<String> output) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (String line : output) {
      if (line.startsWith("RESULT ")) {
        Arrays.stream(line.substring(7).split(" ", -1))
            .map(figure -> figure.split("=", -1))
            .forEach(figure -> figures.put(figure[0], round(Double.parseDouble(figure[1]))));
      }
    }
    if (figures.isEmpty()) {
      System.out.println(String.join("\n", output));
      figures.put("failed", 1.0);
    }
    return figures;
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}

package socketio.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Collects the figures of all runs and formats them as Markdown tables. */
final class Results {
  private final List<Result> all = new ArrayList<>();

  private record Result(
      int round, Scenario scenario, Library library, double scale, Map<String, Double> figures) {}

  void add(
      int round, Scenario scenario, Library library, double scale, Map<String, Double> figures) {
    all.add(new Result(round, scenario, library, scale, figures));
  }

  /** Medians with minimum and maximum, then the ratios between runs of the same round. */
  String table() {
    StringBuilder text = new StringBuilder();
    text.append("| scenario | library | main figure: median (min–max) | CPU µs per unit ")
        .append("| bytes allocated per unit | other | official ÷ this | this ÷ bare |\n");
    text.append("|---|---|---|---|---|---|---|---|\n");
    for (Scenario scenario : Scenario.values()) {
      for (Library library : Library.values()) {
        String main = main(scenario);
        if (figures(scenario, library, main).length > 0) {
          text.append(
              "| %s | %s | %s %s | %s | %s | %s | %s | %s |%n"
                  .formatted(
                      scenario.title,
                      library.title,
                      spread(figures(scenario, library, main)),
                      scenario.unit,
                      spread(figures(scenario, library, "cpu")),
                      spread(figures(scenario, library, "bytes")),
                      others(scenario, library),
                      library.isOurs() ? ratio(scenario, Library.OFFICIAL, library) : "",
                      library.isOurs() ? ratio(scenario, library, bare(scenario, library)) : ""));
        }
      }
    }
    return text.toString();
  }

  /** The cost per unit at every count; constant if the total cost grows linearly. */
  String costsByCount() {
    StringBuilder text =
        new StringBuilder("| scenario | library | count | CPU µs per unit | other |\n");
    text.append("|---|---|---|---|---|\n");
    for (Scenario scenario : Scenario.values()) {
      for (Library library : Library.values()) {
        all.stream()
            .filter(result -> result.scenario == scenario && result.library == library)
            .mapToDouble(Result::scale)
            .distinct()
            .forEach(
                scale ->
                    text.append(
                        "| %s | %s | %,d | %s | %s |%n"
                            .formatted(
                                scenario.title,
                                library.title,
                                (long) (scenario.count * scale),
                                spread(figures(scenario, library, scale, "cpu")),
                                spread(figures(scenario, library, scale, "rss")))));
      }
    }
    return text.toString();
  }

  private static String main(Scenario scenario) {
    return switch (scenario) {
      case CALLS_SEQUENTIAL, CONNECT, UPGRADE -> "p50";
      case ECHO_10K, STALLED_EMIT -> "p99";
      case IDLE -> "rss";
      default -> "cpu";
    };
  }

  private String others(Scenario scenario, Library library) {
    return switch (scenario) {
      case CALLS_SEQUENTIAL, CONNECT, UPGRADE -> "p99 " + spread(figures(scenario, library, "p99"));
      case ECHO_10K, STALLED_EMIT -> "p50 " + spread(figures(scenario, library, "p50"));
      case IDLE ->
          "heap %s B, %s threads"
              .formatted(
                  spread(figures(scenario, library, "heap")),
                  spread(figures(scenario, library, "threads")));
      case EMIT_UNPACED ->
          "%s kmsg/s, %s MB at most in use after a collection"
              .formatted(
                  spread(figures(scenario, library, "rate")),
                  spread(figures(scenario, library, "peak")));
      default -> spread(figures(scenario, library, "rate")) + " kmsg/s";
    };
  }

  /** The bare library that does the same work. */
  private static Library bare(Scenario scenario, Library ours) {
    boolean json = scenario.takes(Library.BARE_JETTY_JSON);
    if (ours == Library.OURS_JETTY) {
      return json ? Library.BARE_JETTY_JSON : Library.BARE_JETTY;
    }
    return json ? Library.BARE_OKHTTP_JSON : Library.BARE_OKHTTP;
  }

  private String ratio(Scenario scenario, Library above, Library below) {
    List<Double> ratios = new ArrayList<>();
    for (Result one : all) {
      for (Result other : all) {
        String main = main(scenario);
        if (one.scenario == scenario
            && other.scenario == scenario
            && one.round == other.round
            && one.library == above
            && other.library == below
            && one.figures.containsKey(main)
            && other.figures.containsKey(main)) {
          ratios.add(one.figures.get(main) / other.figures.get(main));
        }
      }
    }
    return spread(ratios.stream().mapToDouble(ratio -> ratio).toArray());
  }

  private double[] figures(Scenario scenario, Library library, String name) {
    return all.stream()
        .filter(result -> result.scenario == scenario && result.library == library)
        .filter(result -> result.figures.containsKey(name))
        .mapToDouble(result -> result.figures.get(name))
        .toArray();
  }

  private double[] figures(Scenario scenario, Library library, double scale, String name) {
    return all.stream()
        .filter(result -> result.scenario == scenario && result.library == library)
        .filter(result -> result.scale == scale && result.figures.containsKey(name))
        .mapToDouble(result -> result.figures.get(name))
        .toArray();
  }

  private static String spread(double[] values) {
    if (values.length == 0) {
      return "";
    }
    double[] sorted = DoubleStream.of(values).sorted().toArray();
    double median = (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    return "%s (%s–%s)".formatted(show(median), show(sorted[0]), show(sorted[sorted.length - 1]));
  }

  private static String show(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
  }
}

package socketio.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which scenarios to run, with which libraries, and how often.
 *
 * @param scale a factor for the counts
 * @param scales further factors, each for a separate run
 */
record Options(
    int rounds,
    double scale,
    List<Double> scales,
    List<Scenario> scenarios,
    List<Library> libraries) {
  private static final Map<String, String> MODES =
      Map.of(
          "quick",
          "rounds=2 scale=0.25",
          "full",
          "rounds=3 scale=0.5",
          "linear",
          "rounds=2 scales=0.01,0.1,1 libraries=ours-okhttp,ours-jetty "
              + "scenarios=receive-small,emit-small,calls-window,idle");

  static Options parse(String words) {
    Map<String, String> given =
        Arrays.stream(MODES.getOrDefault(words, words).split(" ", -1))
            .map(word -> word.split("=", -1))
            .collect(Collectors.toMap(word -> word[0], word -> word[1]));
    return new Options(
        Integer.parseInt(given.getOrDefault("rounds", "2")),
        Double.parseDouble(given.getOrDefault("scale", "1")),
        list(given.getOrDefault("scales", "1"), Double::valueOf),
        given.containsKey("scenarios")
            ? list(given.get("scenarios"), Scenario::of)
            : List.of(Scenario.values()),
        given.containsKey("libraries")
            ? list(given.get("libraries"), Library::of)
            : List.of(Library.values()));
  }

  private static <T> List<T> list(String words, Function<String, T> of) {
    return Arrays.stream(words.split(",", -1)).map(of).collect(Collectors.toList());
  }

  boolean isLinear() {
    return scales.size() > 1;
  }

  int warmUp(Scenario scenario, Library library) {
    return switch (scenario) {
      case IDLE -> 0;
      case EMIT_UNPACED -> whole(scenario, library, scale / 10);
      default -> whole(scenario, library, scale);
    };
  }

  int count(Scenario scenario, Library library, double by) {
    return whole(scenario, library, by * scale);
  }

  /** The official client is so much slower that it runs a quarter of the count. */
  private static int whole(Scenario scenario, Library library, double by) {
    boolean less =
        library == Library.OFFICIAL && scenario != Scenario.CONNECT && scenario != Scenario.IDLE;
    return (int) (scenario.count * by / (less ? 4 : 1));
  }
}

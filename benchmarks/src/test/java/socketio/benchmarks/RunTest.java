package socketio.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every scenario with every library, with so few messages that the figures mean nothing. */
@Timeout(120)
class RunTest {
  private static final List<String> NAMES = List.of("cpu", "rss", "p50", "rate");

  private static String url = "";

  @BeforeAll
  static void startServer() throws IOException {
    FloodServer server = new FloodServer();
    url = "http://127.0.0.1:" + server.port();
    Thread thread =
        new Thread(
            () -> {
              try {
                server.run();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  static Stream<Arguments> all() {
    return Arrays.stream(Scenario.values())
        .filter(scenario -> scenario != Scenario.UPGRADE) // needs Node's server
        .flatMap(
            scenario ->
                Arrays.stream(Library.values())
                    .filter(scenario::takes)
                    .map(library -> Arguments.of(scenario, library)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyScenarioRunsWithEveryLibrary(Scenario scenario, Library library) throws Exception {
    Map<String, Double> figures = Run.of(library, scenario, 40, 20, url);

    assertTrue(NAMES.stream().anyMatch(figures::containsKey), figures::toString);
    assertTrue(figures.values().stream().noneMatch(value -> value.isNaN()), figures::toString);
  }
}

package socketio.it;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/**
 * Skips tests that need a program which is not on this machine, unless the environment says {@code
 * SOCKETIO_IT_REQUIRED=true}: then they run, and fail.
 */
public final class Needs {
  private static final boolean REQUIRED =
      Boolean.parseBoolean(System.getenv().getOrDefault("SOCKETIO_IT_REQUIRED", "false"));

  private static final Map<List<String>, ConditionEvaluationResult> RESULTS =
      new ConcurrentHashMap<>();

  private Needs() {}

  /** Whether tests that need these programs are to run; looks only once, and says so once. */
  public static ConditionEvaluationResult programs(String... names) {
    return RESULTS.computeIfAbsent(List.of(names), Needs::look);
  }

  private static ConditionEvaluationResult look(List<String> names) {
    List<String> missing = names.stream().filter(name -> !starts(name)).toList();
    if (missing.isEmpty() || REQUIRED) {
      return ConditionEvaluationResult.enabled("required, or present: " + names);
    }
    String reason =
        "cannot start %s: install it and put it on the PATH to run these tests"
            .formatted(String.join(" and ", missing));
    System.err.println("Tests are skipped: " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  private static boolean starts(String name) {
    boolean windows = File.separatorChar == '\\';
    try {
      Process process =
          new ProcessBuilder(
                  windows && name.equals("npm") ? "npm.cmd" : name,
                  name.equals("haproxy") ? "-v" : "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

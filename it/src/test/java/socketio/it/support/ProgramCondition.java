package socketio.it.support;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/**
 * Skips tests that need a program which is not on this machine, unless the environment has {@code
 * SOCKETIO_IT_REQUIRED=true}: then they run, and fail. If a package manager is among the programs,
 * it installs the packages that the tests need.
 */
public final class ProgramCondition {
  private static final boolean REQUIRED =
      Boolean.parseBoolean(System.getenv().getOrDefault("SOCKETIO_IT_REQUIRED", "false"));

  private static final Map<List<String>, ConditionEvaluationResult> RESULTS =
      new ConcurrentHashMap<>();

  private ProgramCondition() {}

  /** Whether tests that need these programs are to run; looks, and prints the result, only once. */
  public static ConditionEvaluationResult programs(String... names) {
    return RESULTS.computeIfAbsent(List.of(names), all -> look(all, ProgramCondition::starts));
  }

  /** The same for programs that cannot print their version. */
  public static ConditionEvaluationResult commands(String... names) {
    return RESULTS.computeIfAbsent(List.of(names), all -> look(all, ProgramCondition::isOnPath));
  }

  private static ConditionEvaluationResult look(List<String> names, Predicate<String> isThere) {
    List<String> missing = names.stream().filter(isThere.negate()).toList();
    if (missing.isEmpty() || REQUIRED) {
      names.forEach(ProgramCondition::install);
      return ConditionEvaluationResult.enabled("required, or present: " + names);
    }
    String reason =
        "cannot start %s: install it and put it on the PATH to run these tests"
            .formatted(String.join(" and ", missing));
    System.err.println("Tests are skipped: " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  /** Lets a package manager install what the tests' own programs need, once per build. */
  private static void install(String name) {
    List<String> command =
        switch (name) {
          case "npm" -> List.of("node", "install.js");
          case "pip3" -> List.of("python3", "server.py", "install");
          default -> List.of();
        };
    if (!command.isEmpty()) {
      OncePerBuild.run(name, () -> Commands.run(Path.of("servers"), command));
    }
  }

  private static boolean isOnPath(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
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

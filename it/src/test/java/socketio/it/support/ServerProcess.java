package socketio.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A program that serves tests: it prints a line that begins with "READY" when it does, and ends
 * when its standard input does, so that it cannot outlive this JVM.
 */
public final class ServerProcess implements AutoCloseable {
  /** The first start in a fresh clone installs the packages. */
  private static final int START_SECONDS = 180;

  private static final int ANSWER_SECONDS = 30;

  private static final Path SCRIPTS = Path.of("servers");

  private final List<String> command;
  private final ErrorLog errors = ErrorLog.create();
  private final Process process;
  private final List<String> ready;

  private ServerProcess(List<String> command) {
    this.command = command;
    process = launch();
    ready = answer("READY", START_SECONDS);
  }

  /**
   * Starts a program in the folder of the scripts.
   *
   * @return the program, ready
   */
  public static ServerProcess start(String... command) {
    return new ServerProcess(List.of(command));
  }

  private Process launch() {
    try {
      return new ProcessBuilder(command)
          .directory(SCRIPTS.toFile())
          .redirectError(errors.file().toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(command.get(0) + " is needed, on the PATH", e);
    }
  }

  /** The words after "READY". */
  public List<String> ready() {
    return ready;
  }

  /**
   * Asks something of a program that takes requests.
   *
   * @return the words after "DONE"
   */
  public List<String> ask(String request) {
    try {
      // Not closed, as its end would be the program's.
      BufferedWriter input = process.outputWriter(UTF_8);
      input.write(request);
      input.newLine();
      input.flush();
    } catch (IOException e) {
      throw new AssertionError(command + " has ended; it said: " + errors.text(), e);
    }
    return answer("DONE", ANSWER_SECONDS);
  }

  private List<String> answer(String sign, int seconds) {
    try {
      return CompletableFuture.supplyAsync(() -> nextLine(sign)).get(seconds, SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      process.destroy();
      throw new IllegalStateException(
          "no answer from %s; it said: %s".formatted(command, errors.text()), e);
    }
  }

  private List<String> nextLine(String sign) {
    try {
      // Not closed: the process lives on.
      BufferedReader output = process.inputReader(UTF_8);
      @Nullable String line = output.readLine();
      if (line == null || !line.startsWith(sign)) {
        throw new IllegalStateException("printed \"" + line + "\" in place of " + sign);
      }
      return List.of(line.substring(sign.length()).strip().split(" ", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the process without notifying its clients. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroy();
  }
}

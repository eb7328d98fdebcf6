package socketio.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The processes of one run. */
final class Processes implements AutoCloseable {
  private final List<Process> started = new ArrayList<>();

  /** Starts a server; returns its port. */
  String startServer() throws IOException {
    return output(start(FloodServer.class, List.of())).readLine();
  }

  /** Starts Node's server, installing it first if necessary; returns its port. */
  String startNode() throws IOException {
    Path script = Path.of("it", "servers", "server.js");
    if (!Files.exists(script)) {
      script = Path.of("..").resolve(script);
    }
    Process process =
        new ProcessBuilder("node", script.toString()).redirectErrorStream(true).start();
    started.add(process);
    BufferedReader output = output(process);
    String line = output.readLine();
    while (line != null && !line.startsWith("READY ")) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("Node's server did not start");
    }
    return line.substring("READY ".length());
  }

  /** Runs a program until it ends; returns its output. */
  List<String> run(Class<?> program, List<String> arguments) throws Exception {
    Process process = start(program, arguments);
    Thread watchdog =
        new Thread(
            () -> {
              try {
                if (!process.waitFor(5, TimeUnit.MINUTES)) {
                  process.destroyForcibly();
                }
              } catch (InterruptedException e) {
                // the process has ended
              }
            });
    watchdog.start();
    List<String> lines = output(process).lines().toList();
    process.waitFor();
    watchdog.interrupt();
    return lines;
  }

  private Process start(Class<?> program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms64m", "-Xmx2g"));
    String more = System.getProperty("bench.jvm");
    if (more != null && program == Run.class) {
      command.addAll(List.of(more.split(" ", -1)));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
  }
}

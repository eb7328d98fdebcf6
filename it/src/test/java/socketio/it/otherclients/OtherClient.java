package socketio.it.otherclients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import socketio.it.support.ErrorLog;

/**
 * Another implementation's client in its own process: it executes commands and reports what
 * happens; {@code servers/client.js} documents the format.
 */
final class OtherClient implements AutoCloseable {
  /** The first start in a fresh clone installs packages. */
  private static final int LIMIT_SECONDS = 120;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private final Process process;
  private final ErrorLog errors;
  private final BufferedWriter commands;
  private final BlockingQueue<Report> arriving = new LinkedBlockingQueue<>();

  /** Reports that have arrived and not been taken. */
  private final List<Report> reports = new ArrayList<>();

  /**
   * Something that happened at the client.
   *
   * @param kind for instance {@code "connected"}
   * @param namespace where
   * @param values what
   */
  record Report(String kind, String namespace, List<@Nullable Object> values) {
    private static final Report END = new Report("the end of the process", "", List.of());

    static Report of(String line) throws JsonProcessingException {
      List<@Nullable Object> all = JSON.readValue(line, new TypeReference<>() {});
      return new Report(
          (String) requireNonNull(all.get(0)),
          (String) requireNonNull(all.get(1)),
          all.subList(2, all.size()));
    }

    String text(int index) {
      return (String) requireNonNull(values.get(index));
    }
  }

  private OtherClient(Process process, ErrorLog errors) {
    this.process = process;
    this.errors = errors;
    commands = process.outputWriter(UTF_8);
    Thread reader = new Thread(this::readReports, "reports");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts an idle client.
   *
   * @param url where its server is
   */
  static OtherClient start(OtherSoftware software, String url) {
    List<String> command = software.command(url);
    ErrorLog errors = ErrorLog.create();
    try {
      return new OtherClient(
          new ProcessBuilder(command).redirectError(errors.file().toFile()).start(), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(command.get(0) + " is needed, on the PATH", e);
    }
  }

  private void readReports() {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        arriving.add(Report.of(line));
      }
    } catch (IOException e) {
      arriving.add(new Report("unreadable: " + e.getMessage(), "", List.of()));
    }
    arriving.add(Report.END);
  }

  /**
   * The form that values have in commands and reports, and in which they can be compared: bytes are
   * objects.
   *
   * @param value a value of natural type
   */
  static @Nullable Object readable(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return Map.of("$bytes", Base64.getEncoder().encodeToString(bytes));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(OtherClient::readable).toList();
    }
    if (value instanceof Map<?, ?> map) {
      var copy = new LinkedHashMap<@Nullable Object, @Nullable Object>();
      map.forEach((key, inner) -> copy.put(key, readable(inner)));
      return copy;
    }
    return value;
  }

  void open(String namespace, Map<String, Object> options) {
    command("open", namespace, options);
  }

  void connect(String namespace) {
    command("connect", namespace);
  }

  void disconnect(String namespace) {
    command("disconnect", namespace);
  }

  void emit(String namespace, String event, @Nullable Object... args) {
    command("emit", namespace, with(event, args));
  }

  /** Emits an event; the acknowledgement is reported as a "reply". */
  void call(String namespace, String event, @Nullable Object... args) {
    command("call", namespace, with(event, args));
  }

  private static @Nullable Object[] with(String event, @Nullable Object... args) {
    return Stream.concat(Stream.of(event), Arrays.stream(args)).toArray();
  }

  private void command(String command, String namespace, @Nullable Object... values) {
    List<@Nullable Object> line = new ArrayList<>(List.of(command, namespace));
    Arrays.stream(values).map(OtherClient::readable).forEach(line::add);
    try {
      commands.write(JSON.writeValueAsString(line));
      commands.newLine();
      commands.flush();
    } catch (IOException e) {
      throw new AssertionError("the client has ended; it said: " + errors.text(), e);
    }
  }

  /**
   * Waits for the next report of a kind from a namespace; others stay queued.
   *
   * @throws AssertionError if none comes; its message says what came
   */
  Report take(String kind, String namespace) throws InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      for (Iterator<Report> all = reports.iterator(); all.hasNext(); ) {
        Report report = all.next();
        if (report.kind.equals(kind) && report.namespace.equals(namespace)) {
          all.remove();
          return report;
        }
      }
      @Nullable Report next = arriving.poll(deadline - System.nanoTime(), NANOSECONDS);
      if (next == null || next.equals(Report.END)) {
        throw new AssertionError(
            "no \"%s\" in %s but %s%s; it said: %s"
                .formatted(
                    kind, namespace, reports, next == null ? "" : " and its end", errors.text()));
      }
      reports.add(next);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

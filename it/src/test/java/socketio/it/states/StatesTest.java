package socketio.it.states;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.AsyncClient;
import socketio.AsyncEmitter;
import socketio.AsyncNamespace;
import socketio.AsyncSimpleClient;
import socketio.BaseClient;
import socketio.Client;
import socketio.Emitter;
import socketio.Events;
import socketio.Namespace;
import socketio.SimpleClient;
import socketio.it.states.Subject.Server;
import socketio.it.support.Module;

/**
 * Calls every public method of the clients and namespaces at every moment, and compares what comes
 * of it with the tables in docs/states.md. With {@code -Dstates.update=true} it writes the tables
 * anew, keeping the notes.
 */
@Timeout(300)
class StatesTest {
  private static final Path TABLES = Module.REPOSITORY.resolve("docs/states.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(?<name>[^`]+)` \\|(?<cells>.*)\\|(?<note>[^|]*)\\|$");

  private static final List<Class<?>> TYPES =
      List.of(
          Client.class,
          AsyncClient.class,
          BaseClient.class,
          Namespace.class,
          AsyncNamespace.class,
          Emitter.class,
          AsyncEmitter.class,
          Events.class,
          SimpleClient.class,
          AsyncSimpleClient.class);

  /** A row of a table: what came of the method at each moment. */
  private record Row(String name, List<String> cells) {
    String text(String note) {
      return "| `" + name + "` | " + String.join(" | ", cells) + " | " + note + " |\n";
    }
  }

  @Test
  void everyMethodDoesAtEveryMomentWhatTheTableSays() throws Exception {
    String document = Files.readString(TABLES);
    var actual = new StringBuilder(document.substring(0, document.indexOf("\n## ") + 1));
    try (Server server = new Server()) {
      for (Class<?> type : TYPES) {
        String expected = section(document, type);
        actual.append(table(type, rows(type, expected, server), expected));
      }
    }
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/states.md"), actual);
    if (Boolean.getBoolean("states.update")) {
      Files.writeString(TABLES, actual);
    }

    assertEquals(
        Files.readString(TABLES),
        actual.toString(),
        "docs/states.md is not true any more: see it/target/states.md; -Dstates.update=true"
            + " takes it over");
  }

  private static String section(String document, Class<?> type) {
    int begin = document.indexOf("\n## " + type.getSimpleName() + "\n");
    if (begin < 0) {
      return "";
    }
    int end = document.indexOf("\n## ", begin + 1);
    return document.substring(begin, end < 0 ? document.length() : end + 1);
  }

  private static List<Row> rows(Class<?> type, String expected, Server server)
      throws InterruptedException {
    Map<String, String> cells = new HashMap<>();
    for (MatchResult row : ROW.matcher(expected).results().toList()) {
      cells.put(row.group(1), row.group(2));
    }
    Map<String, List<Method>> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
            .sorted(Comparator.comparing(Calls::signature))
            .collect(groupingBy(Method::getName, TreeMap::new, Collectors.toList()));
    var rows = new ArrayList<Row>();
    for (Map.Entry<String, List<Method>> overloads : methods.entrySet()) {
      var each = new LinkedHashMap<String, Row>();
      for (Method method : overloads.getValue()) {
        String name = Calls.signature(method);
        String before = cells.getOrDefault(name, cells.getOrDefault(method.getName() + "(…)", ""));
        each.put(name, row(name, method, before.split("\\|", -1), server));
      }
      boolean same = each.values().stream().map(Row::cells).distinct().count() == 1;
      if (same && each.size() > 1) {
        rows.add(new Row(overloads.getKey() + "(…)", each.values().iterator().next().cells()));
      } else {
        rows.addAll(each.values());
      }
    }
    return rows;
  }

  private static Row row(String name, Method method, String[] before, Server server)
      throws InterruptedException {
    var cells = new ArrayList<String>();
    for (Moment moment : Moment.values()) {
      boolean waits =
          before.length == Moment.values().length
              ? before[cells.size()].contains("waits")
              : Boolean.getBoolean("states.update");
      cells.add(Calls.result(method, moment, server, waits));
    }
    return new Row(name, cells);
  }

  private static String table(Class<?> type, List<Row> rows, String before) {
    Map<String, String> notes = new HashMap<>();
    for (MatchResult row : ROW.matcher(before).results().toList()) {
      notes.put(row.group(1), row.group(3).trim());
    }
    String titles =
        Stream.concat(
                Stream.of("Method"), Arrays.stream(Moment.values()).map(moment -> moment.title))
            .collect(Collectors.joining(" | ", "| ", " | Note |\n"));
    return "## "
        + type.getSimpleName()
        + "\n\n"
        + titles
        + "|---".repeat(Moment.values().length + 2)
        + "|\n"
        + rows.stream()
            .map(row -> row.text(notes.getOrDefault(row.name(), "")))
            .collect(Collectors.joining())
        + (type == TYPES.get(TYPES.size() - 1) ? "" : "\n");
  }
}

package socketio.it.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself as text: everything that it and its libraries log by
 * java.util.logging, at the finest level, and what it is given.
 */
final class CapturedText extends Handler {
  /** The loggers of the servers in this JVM. Jetty logs by SLF4J, which goes nowhere here. */
  private static final List<String> SERVERS =
      List.of("io.netty.", "com.sun.net.httpserver", "jdk.httpserver");

  private final Queue<String> texts = new ConcurrentLinkedQueue<>();
  private final Logger root = Logger.getLogger("");
  private final @Nullable Level before = root.getLevel();
  private final SimpleFormatter formatter = new SimpleFormatter();

  CapturedText() {
    setLevel(Level.ALL);
    root.addHandler(this);
    root.setLevel(Level.ALL);
  }

  @Override
  public void publish(LogRecord record) {
    String logger = String.valueOf(record.getLoggerName());
    if (SERVERS.stream().noneMatch(logger::startsWith)) {
      add("log " + logger, formatter.formatMessage(record));
      if (record.getThrown() != null) {
        add("log " + logger, trace(record.getThrown()));
      }
    }
  }

  /** A text from somewhere. */
  void add(String where, @Nullable Object what) {
    texts.add(where + ": " + what);
  }

  /** An exception with all that has caused it, and all that it has suppressed. */
  void add(String where, Throwable error) {
    add(where, trace(error));
  }

  private static String trace(Throwable error) {
    var text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Fails unless something was said somewhere. */
  void assertSays(String where, String what) {
    assertTrue(
        texts.stream().anyMatch(text -> text.startsWith(where) && text.contains(what)),
        () -> "nothing says \"" + what + "\" in " + where);
  }

  /** Fails if any of these was said anywhere. */
  void assertKeeps(Collection<String> secrets) {
    assertFalse(secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank));
    assertEquals(List.of(), telling(secrets).toList());
  }

  /** Fails if any of these was said anywhere else. */
  void assertKeepsButIn(String where, Collection<String> secrets) {
    assertEquals(List.of(), telling(secrets).filter(text -> !text.startsWith(where)).toList());
  }

  private Stream<String> telling(Collection<String> secrets) {
    return texts.stream().filter(text -> secrets.stream().anyMatch(text::contains));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
    root.setLevel(before);
  }
}

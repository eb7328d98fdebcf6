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
 * Collects as text everything that a client and its libraries log with java.util.logging, at the
 * finest level, and whatever is added.
 */
final class CapturedText extends Handler {
  /** The loggers of the servers in this JVM. Jetty logs with SLF4J, which has no backend here. */
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

  /** Adds a text and where it comes from. */
  void add(String where, @Nullable Object what) {
    texts.add(where + ": " + what);
  }

  /** Adds an exception with its causes and suppressed exceptions. */
  void add(String where, Throwable error) {
    add(where, trace(error));
  }

  private static String trace(Throwable error) {
    var text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Fails unless this occurs in a text from there. */
  void assertContains(String where, String what) {
    assertTrue(
        texts.stream().anyMatch(text -> text.startsWith(where) && text.contains(what)),
        () -> "nothing says \"" + what + "\" in " + where);
  }

  /** Fails if any of these occurs anywhere. */
  void assertContainsNone(Collection<String> secrets) {
    assertFalse(secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank));
    assertEquals(List.of(), containing(secrets).toList());
  }

  /** Fails if any of these occurs anywhere else. */
  void assertContainsNoneButIn(String where, Collection<String> secrets) {
    assertEquals(List.of(), containing(secrets).filter(text -> !text.startsWith(where)).toList());
  }

  private Stream<String> containing(Collection<String> secrets) {
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

package socketio.it.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.function.Executable;

/** Checks of the texts of exceptions. */
final class Texts {
  private Texts() {}

  /** Checks that each action fails with this text. */
  static void assertText(String expected, Executable... actions) {
    for (Executable action : actions) {
      assertEquals(expected, assertThrows(Exception.class, action).getMessage());
    }
  }

  /** Checks that a future has failed with this text by now. */
  static void assertText(String expected, CompletableFuture<?> future) {
    assertEquals(expected, of(future));
  }

  /** Returns the text that a future has failed with, or will fail with. */
  static String of(CompletableFuture<?> future) {
    CompletionException failure = assertThrows(CompletionException.class, future::join);
    return String.valueOf(assertInstanceOf(Throwable.class, failure.getCause()).getMessage());
  }
}

package socketio.it;

import org.junit.jupiter.api.Assumptions;

/** What a test does when a program that it needs is not on this machine. */
final class Needs {
  private static final boolean REQUIRED =
      Boolean.parseBoolean(System.getenv().getOrDefault("SOCKETIO_IT_REQUIRED", "false"));

  private Needs() {}

  /**
   * Skips the test, or fails it where the environment says {@code SOCKETIO_IT_REQUIRED=true}.
   *
   * @param program what is missing
   * @param cause how that was noticed
   */
  static void missing(String program, Throwable cause) {
    String message =
        "\"%s\" cannot be started (%s): install it and put it on the PATH to run this test"
            .formatted(program, cause.getMessage());
    if (REQUIRED) {
      throw new AssertionError(message, cause);
    }
    System.err.println("Skipped: " + message);
    Assumptions.abort(message);
  }
}

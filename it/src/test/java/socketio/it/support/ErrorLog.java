package socketio.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file to which a process writes its errors.
 *
 * @param file gone after the test run
 */
public record ErrorLog(Path file) {
  public static ErrorLog create() {
    try {
      Path file = Files.createTempFile("socketio-it", ".log");
      file.toFile().deleteOnExit();
      return new ErrorLog(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text written so far. */
  public String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

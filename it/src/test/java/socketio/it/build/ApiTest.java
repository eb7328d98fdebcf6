package socketio.it.build;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import socketio.it.support.Module;

/** The public API is the agreed one: changing it means changing a file that is reviewed. */
class ApiTest {
  private static final Path AGREED = Path.of("src/test/resources/api.txt");
  private static final Path ACTUAL = Path.of("target/api.txt");

  @Test
  void isTheAgreedOne() throws IOException {
    Files.writeString(ACTUAL, ApiDump.of(Module.withCode()));
    if (Boolean.getBoolean("api.update")) {
      Files.writeString(AGREED, Files.readString(ACTUAL));
    }

    assertTrue(
        Files.mismatch(AGREED, ACTUAL) < 0,
        """
        The public API has changed: see "diff it/%s it/%s". If that is intended, run
        mvn test -pl it -am -Dapi.update=true -Dtest=ApiTest -Dsurefire.failIfNoSpecifiedTests=false
        and commit the first of these files with the change."""
            .formatted(AGREED, ACTUAL));
  }
}

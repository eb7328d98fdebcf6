package socketio.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The public API is what has been agreed upon: a change to it is a change to a file in review. */
class ApiTest {
  private static final Path AGREED = Path.of("src/test/resources/api.txt");

  @Test
  void isTheAgreedOne() throws IOException {
    String actual = ApiDump.of(Module.withCode());
    if (Boolean.getBoolean("api.update")) {
      Files.writeString(AGREED, actual);
    }

    assertEquals(
        Files.readString(AGREED),
        actual,
        "The public API has changed. If that is intended, run"
            + " \"mvn verify -pl it -am -Dapi.update=true -Dtest=ApiTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false\" and commit it/"
            + AGREED
            + " with the change");
  }
}

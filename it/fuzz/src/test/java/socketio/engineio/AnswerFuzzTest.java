package socketio.engineio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.TransportKind;
import socketio.fuzz.Lines;
import socketio.fuzz.Watch;
import socketio.spi.Frame;
import socketio.spi.Transport;

/**
 * An HTTP answer that is no handshake, or a close frame. The first line is the status or code, then
 * come headers up to an empty line, and the body or reason.
 */
class AnswerFuzzTest {
  private static final int MOST_LINES = 16;
  private static final URI ADDRESS = URI.create("http://example.com/socket.io/");

  private final Watch watch = new Watch(AnswerFuzzTest.class);
  private final Failures failures =
      new Failures(new Http(Configs.of("http://example.com")), TransportKind.POLLING);

  @FuzzTest
  @DictionaryFile(resourcePath = "answer.dict")
  void anAnswerIsOneConnectionException(byte[] input) {
    watch.run(() -> explain(input));
  }

  private void explain(byte[] input) {
    List<byte[]> lines = Lines.of(input, MOST_LINES);
    int status = number(new String(lines.get(0), ISO_8859_1));
    Map<String, List<String>> headers = new LinkedHashMap<>();
    int next = 1;
    for (; next < lines.size() - 1 && lines.get(next).length > 0; next++) {
      String line = new String(lines.get(next), ISO_8859_1);
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(colon < 0 ? line : line.substring(0, colon), name -> new ArrayList<>())
          .add(colon < 0 ? "" : line.substring(colon + 1).trim());
    }
    byte[] body = lines.get(lines.size() - 1);
    var response = new Transport.Response(status, headers, body);
    check(failures.refused(response, status), status);
    check(failures.notEngineIo(response), status);
    check(failures.closed(status, Lines.text(body, 0)), 0);
    check(failures.noHandshake(new Frame.Text(Lines.text(body, 0))), 0);
    keepCookies(response);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      return 503;
    }
  }

  private static void check(ConnectionException failure, int status) {
    String message = String.valueOf(failure.getMessage());
    if (message.length() > 1000
        || message.chars().anyMatch(Character::isISOControl)
        || failure.httpStatus() != status) {
      throw new AssertionError("does not fit in one line: " + message);
    }
    Duration pause = failure.retryAfter();
    if (pause != null && (pause.isNegative() || pause.compareTo(Duration.ofDays(1)) > 0)) {
      throw new AssertionError("a pause of " + pause);
    }
  }

  /** As the client does between two requests, with a store that ends with the input. */
  private static void keepCookies(Transport.Response response) {
    CookieHandler cookies = new CookieManager();
    try {
      Cookies.store(cookies, ADDRESS, response.headers());
      List<String> found = cookies.get(ADDRESS, Map.of()).getOrDefault("Cookie", List.of());
      @Nullable String header = Cookies.merge(List.of("own=1"), found);
      if (header == null || !header.startsWith("own=1") || header.indexOf('\n') >= 0) {
        throw new AssertionError("a header Cookie: " + header);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

package socketio.core.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits on the cookies that a server can set. */
class CookieShelfTest {
  private static final URI SERVER = URI.create("http://example.com/socket.io/");

  private final CookieShelf shelf = new CookieShelf();
  private final CookieManager cookies = new CookieManager(shelf, null);

  private void receive(String... values) throws IOException {
    cookies.put(SERVER, Map.of("Set-Cookie", List.of(values)));
  }

  private String sent() throws IOException {
    return String.join("; ", cookies.get(SERVER, Map.of()).getOrDefault("Cookie", List.of()));
  }

  @Test
  void holdsTheLatestOfVeryMany() throws IOException {
    var many = new ArrayList<String>();
    for (int i = 0; i < 1000; i++) {
      many.add("c" + i + "=x");
    }
    receive(many.toArray(String[]::new));

    assertEquals(CookieShelf.MAX_COOKIES, sent().split("; ").length);
    assertTrue(sent().endsWith("c999=x"), sent());
  }

  @Test
  void holdsOneThatChangesOnce() throws IOException {
    for (int i = 0; i < 1000; i++) {
      receive("lb=node" + i);
    }

    assertEquals("lb=node999", sent());
    receive("lb=; Max-Age=0");
    assertEquals("", sent());
  }

  @Test
  void holdsNoneThatIsTooLarge() throws IOException {
    String largest = "a=" + "x".repeat(CookieShelf.MAX_LENGTH - 1);
    receive(largest, "b=" + "x".repeat(CookieShelf.MAX_LENGTH));

    assertEquals(largest, sent());
  }

  /** A network library would reject the header, and thus every later request. */
  @ParameterizedTest
  @ValueSource(strings = {"a=\u00e9", "a=x\u0000y", "a=x\ty", "a=\ud83d\ude00"})
  void holdsNoneThatCannotBeSentBack(String cookie) throws IOException {
    receive(cookie, "b=1");

    assertEquals("b=1", sent());
  }
}

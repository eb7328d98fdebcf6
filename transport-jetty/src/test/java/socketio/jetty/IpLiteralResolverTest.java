package socketio.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IpLiteralResolverTest {
  private final List<String> asked = new ArrayList<>();
  private final IpLiteralResolver resolver =
      new IpLiteralResolver((host, port, context, promise) -> asked.add(host + " " + port));

  private CompletableFuture<List<InetSocketAddress>> resolve(String host) {
    var answer = new Promise.Completable<List<InetSocketAddress>>();
    resolver.resolve(host, 8080, Map.of(), answer);
    return answer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "255.249.199.0", "::1", "[::1]", "2001:DB8::a", "::1.2.3.4"})
  void resolvesANumberWithoutAskingForAName(String host) throws Exception {
    List<InetSocketAddress> found = resolve(host).getNow(List.of());

    assertEquals(1, found.size());
    assertEquals(new InetSocketAddress(host, 8080), found.get(0));
    assertEquals(List.of(), asked);
  }

  /** The JVM would ask a name server for these. */
  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "a.example", "256.1.1.1", "1.2.3", "01.2.3.4", "abc", "fe80::1%lo"})
  void asksForAnythingElse(String host) {
    assertFalse(resolve(host).isDone());

    assertEquals(List.of(host + " 8080"), asked);
  }

  @Test
  void refusesANumberThatIsNone() {
    var failure = resolve("1::2::3").handle((found, error) -> error).getNow(null);

    assertInstanceOf(
        UnknownHostException.class,
        failure instanceof CompletionException ? failure.getCause() : failure);
    assertEquals(List.of(), asked);
  }
}

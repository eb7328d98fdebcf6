package socketio.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class EchoServerTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);

  private String url() {
    return printed.toString(UTF_8).strip().replaceFirst(".* at ", "");
  }

  @Test
  void greetsAndEchoesEvents() throws Exception {
    try (AutoCloseable server = EchoServer.start(out, "port=0", "recovery=1000", "path=/io/")) {
      var raw = new RawClient(url(), "/io/").webSocket("EIO=4&transport=websocket");
      raw.take();
      raw.send("40/custom,{\"token\":\"1\"}");
      assertTrue(raw.take().startsWith("40/custom,{\"sid\":"));
      assertTrue(raw.take().startsWith("42/custom,[\"auth\",{\"token\":\"1\"},\""));
      raw.send("42/custom,[\"message\",1,\"2\"]").send("42/custom,5[\"message-with-ack\",1,\"2\"]");
      assertTrue(raw.take().startsWith("42/custom,[\"message-back\",1,\"2\",\""));
      assertEquals("43/custom,5[1,\"2\"]", raw.take());
      raw.send("40/refused,");
      assertEquals(
          "44/refused,{\"message\":\"Not authorized\",\"data\":{\"code\":401}}", raw.take());
      assertTrue(server != null);
    }
  }

  @Test
  void echoesMessages() throws Exception {
    try (AutoCloseable server = EchoServer.start(out, "port=0", "layer=engine", "path=/e/")) {
      var raw = new RawClient(url(), "/e/").webSocket("EIO=4&transport=websocket");
      raw.take();
      assertEquals("4hello", raw.send("4hello").take());
      assertTrue(server != null);
    }
  }

  @Test
  void namesItsSettingsWhenOneIsWrong() {
    for (String wrong : new String[] {"3000", "prot=3000"}) {
      var refusal =
          assertThrows(IllegalArgumentException.class, () -> EchoServer.start(out, wrong));
      assertTrue(String.valueOf(refusal.getMessage()).contains("[connect-timeout, layer, path"));
    }
  }
}

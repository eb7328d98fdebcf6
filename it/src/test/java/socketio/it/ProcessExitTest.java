package socketio.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import socketio.Client;
import socketio.ConnectOptions;

/** A program ends with its main method. */
@RealServer
@Timeout(60)
class ProcessExitTest {
  private static final String CLOSED = "closed";

  @ParameterizedTest
  @EnumSource
  void aProgramThatConnectsEmitsAndClosesEndsWithinASecond(TransportMode mode, NodeServer server)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Commands.java(),
                "-classpath",
                Commands.classPath(),
                Program.class.getName(),
                server.url(),
                mode.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      var output = process.inputReader(UTF_8);
      CompletableFuture<String> line =
          CompletableFuture.supplyAsync(() -> output.lines().findFirst().orElse("nothing"));

      assertEquals(CLOSED, Await.result(line));
      assertTrue(process.waitFor(1, SECONDS), "still running a second after close()");
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  /** The program. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws InterruptedException {
      try (Client client = Client.create()) {
        client.connect(
            ConnectOptions.to(args[0]).transports(TransportMode.valueOf(args[1]).kinds()));
        client.emit("echo", "goodbye");
      }
      System.out.println(CLOSED);
    }
  }
}

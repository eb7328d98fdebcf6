package socketio.it.realservers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.it.support.Await;
import socketio.it.support.Commands;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;
import socketio.it.support.Setup;
import socketio.it.support.TransportMode;

/** A program ends with its main method. */
@RealServer
@Timeout(60)
class ProcessExitTest {
  /** How a program's connection ends. */
  enum End {
    CLOSED,
    CLOSED_AT_ONCE,
    REFUSED,
    FORGOTTEN
  }

  @Tag("pain-04-jvm-does-not-exit")
  @ParameterizedTest
  @MethodSource("socketio.it.support.Setup#eachMode")
  void aProgramThatConnectsEmitsAndClosesEndsWithinASecond(Setup setup, NodeServer server)
      throws Exception {
    assertEnds(server.url(), setup.library(), setup.mode(), End.CLOSED);
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSED_AT_ONCE", "REFUSED", "FORGOTTEN"})
  void aProgramEndsWhateverHasBecomeOfItsConnection(End end, NodeServer server) throws Exception {
    assertEnds(server.url(), "okhttp", TransportMode.UPGRADE, end);
    assertEnds(server.url(), "jetty", TransportMode.UPGRADE, end);
  }

  private static void assertEnds(String url, String library, TransportMode mode, End end)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Commands.java(),
                "-classpath",
                Commands.classPath(),
                Program.class.getName(),
                url,
                library,
                mode.name(),
                end.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      var output = process.inputReader(UTF_8);
      CompletableFuture<String> line =
          CompletableFuture.supplyAsync(() -> output.lines().findFirst().orElse("nothing"));

      assertEquals(end.name(), Await.result(line));
      assertTrue(process.waitFor(1, SECONDS), "still running a second after its last line");
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  /** The program. */
  static final class Program {
    private Program() {}

    @SuppressWarnings("MustBeClosedChecker") // one end is to forget it
    public static void main(String[] args) throws InterruptedException {
      ConnectOptions options =
          ConnectOptions.to(args[0]).transports(TransportMode.valueOf(args[2]).kinds());
      Client client = Client.builder().transport(args[1]).build();
      End end = End.valueOf(args[3]);
      switch (end) {
        case CLOSED -> {
          client.connect(options);
          client.emit("echo", "goodbye");
          client.close();
        }
        case CLOSED_AT_ONCE -> {
          var unused = client.async().connect(options);
          client.close();
        }
        case REFUSED -> {
          try {
            client.connect(options.namespaces("/nowhere").retry(true));
          } catch (ConnectionException e) {
            // as it should be
          }
        }
        case FORGOTTEN -> client.connect(options);
      }
      System.out.println(end);
    }
  }
}

package socketio.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import socketio.json.JsonPacketParser;
import socketio.spi.Parser;

/**
 * The testkit's server, on a network and a clock in memory, against clients that say what they
 * like. Each line of an input is a step; see {@link HostileClients}.
 */
class FakeServerFuzzTest {
  private static final int MOST_LINES = 40;

  private final Watch watch = new Watch(FakeServerFuzzTest.class);
  private final Parser parser = JsonPacketParser.create();

  @FuzzTest
  @DictionaryFile(resourcePath = "server.dict")
  void noClientHarmsTheServer(byte[] input) {
    watch.run(
        () -> {
          List<byte[]> lines = Lines.of(input, MOST_LINES);
          try (var clients = new HostileClients(parser)) {
            lines.forEach(clients::step);
            clients.leave();
          }
        });
  }
}

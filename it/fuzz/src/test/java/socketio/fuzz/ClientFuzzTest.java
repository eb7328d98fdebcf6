package socketio.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import socketio.AsyncClient;
import socketio.Client;
import socketio.json.JsonPacketParser;
import socketio.msgpack.MsgpackPacketParser;
import socketio.spi.Parser;
import socketio.testkit.ManualLoop;

/**
 * The whole client, on a network and a clock in memory, against a server that says what it likes.
 * The first line of an input is the options of the client, each other one a step; see {@link
 * HostileScript}.
 */
class ClientFuzzTest {
  private static final int MOST_LINES = 40;

  private final Watch watch = new Watch(ClientFuzzTest.class);
  private final Parser json = JsonPacketParser.create();
  private final Parser msgpack = MsgpackPacketParser.create();

  /** Keeps what all clients share from being made anew for each of them. */
  @SuppressWarnings("UnusedVariable")
  private final AsyncClient other =
      Client.builder().transport(new HostileNetwork(new ManualLoop())).buildAsync();

  @Tag("pain-09-crashes-inside")
  @FuzzTest
  @DictionaryFile(resourcePath = "client.dict")
  void aServerBringsAboutEventsOrOneEnd(byte[] input) {
    watch.run(
        () -> {
          List<byte[]> lines = Lines.of(input, MOST_LINES);
          String options = Lines.text(lines.get(0), 0);
          HostileScript script =
              new HostileScript(options, options.indexOf('m') >= 0 ? msgpack : json);
          lines.subList(1, lines.size()).forEach(script::step);
          script.end();
        });
  }
}

package socketio.it.chaos;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.json.JsonPacketParser;
import socketio.msgpack.MsgpackPacketParser;

/** The client keeps its promises while the network breaks at random. */
class ChaosTest {
  @Test
  @Timeout(3600)
  void nothingThatWasPromisedBreaksWithTheNetwork() throws Exception {
    ChaosCampaign.play(
        "ChaosTest",
        12,
        false,
        (seed, setup) ->
            new FakeChaosServer(
                seed,
                setup.parser().equals("json")
                    ? JsonPacketParser.create()
                    : MsgpackPacketParser.create()));
  }
}

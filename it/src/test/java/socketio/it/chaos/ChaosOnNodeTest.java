package socketio.it.chaos;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;

/** As {@link ChaosTest}, with a real server that lets clients resume their sessions. */
@RealServer(
    options =
        """
        {"connectionStateRecovery": {}, "pingInterval": 400, "pingTimeout": 400,
         "upgradeTimeout": 1000, "connectTimeout": 1000}
        """)
class ChaosOnNodeTest {
  @Test
  @Timeout(3600)
  void sessionsAreResumedWithoutLossOrRepetition(NodeServer server) throws Exception {
    ChaosCampaign.play(
        "ChaosOnNodeTest", 6, true, (seed, setup) -> new NodeChaosServer(server.url(), seed));
  }
}

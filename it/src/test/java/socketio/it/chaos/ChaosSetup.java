package socketio.it.chaos;

import java.util.List;
import java.util.SplittableRandom;
import socketio.it.support.TransportMode;

/**
 * The configuration of a client.
 *
 * @param mode the transports
 * @param transport the library
 * @param parser the parser's name
 * @param buffering whether events emitted without a connection are buffered
 * @param leaving whether the application disconnects now and then, and comes back
 */
record ChaosSetup(
    TransportMode mode, String transport, String parser, boolean buffering, boolean leaving) {
  /** The setup of a seed: consecutive seeds cover all setups. */
  static ChaosSetup of(long seed) {
    int mode = (int) Math.floorMod(seed, 3L);
    boolean jetty = Math.floorMod(seed / 3, 2L) == 1;
    var random = new SplittableRandom(~seed);
    return new ChaosSetup(
        List.of(TransportMode.values()).get(mode),
        jetty ? "jetty" : "okhttp",
        random.nextInt(4) == 0 ? "msgpack" : "json",
        random.nextInt(3) == 0,
        random.nextInt(2) == 0);
  }

  /** The same with the parser that all servers support. */
  ChaosSetup withJson() {
    return new ChaosSetup(mode, transport, "json", buffering, leaving);
  }
}

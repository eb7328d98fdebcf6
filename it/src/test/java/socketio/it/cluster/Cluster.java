package socketio.it.cluster;

import socketio.it.support.ServerProcess;

/**
 * Two nodes of Node's server, which share a Redis, behind an HAProxy; {@code servers/cluster.js}
 * runs them all.
 */
final class Cluster implements AutoCloseable {
  /** The nodes. */
  static final String A = "a";

  static final String B = "b";

  /** The name of the cookie with which HAProxy finds the node of a session. */
  static final String COOKIE = "node";

  private final ServerProcess process = ServerProcess.start("node", "cluster.js");

  /** The address at which a session stays on its node, for clients that keep cookies. */
  String url() {
    return url(0);
  }

  /** The address at which consecutive requests go to alternating nodes. */
  String roundRobinUrl() {
    return url(1);
  }

  private String url(int index) {
    return "http://127.0.0.1:" + process.ready().get(index);
  }

  /** Kills a node without notifying anybody. */
  void kill(String node) {
    process.ask("kill " + node);
  }

  /** Shuts a node down gracefully; returns when it has ended. */
  void stop(String node) {
    process.ask("stop " + node);
  }

  /** Starts a node unless it runs; returns when HAProxy knows. */
  void start(String node) {
    process.ask("start " + node);
  }

  /** Restores the initial state of the cluster. */
  void repair() {
    start(A);
    start(B);
  }

  /**
   * How many HTTP requests the nodes have refused so far, as for an unknown session id.
   *
   * @param mark what the addresses that count have in them
   */
  int refusedRequests(String mark) {
    return Integer.parseInt(process.ask("refused " + mark).get(0));
  }

  @Override
  public void close() {
    process.close();
  }
}

package socketio.it.realservers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.AnnotationSupport;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ConnectOptions;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;
import socketio.it.support.Setup;

/** Runs tests against a real server: both views of a client, over each transport mode. */
@ParameterizedClass(name = "{0}")
@MethodSource("socketio.it.support.Setup#all")
@RealServer
@Timeout(120)
abstract class RealServerTest {
  final Setup setup;
  final NodeServer server;
  final Peer peer;

  /** The name of the parser that the server uses, too. */
  final String parser;

  /** The errors passed to the client's {@code onError}. */
  final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();

  RealServerTest(Setup setup, NodeServer server) {
    this.setup = setup;
    this.server = server;
    parser = AnnotationSupport.findAnnotation(getClass(), RealServer.class).orElseThrow().parser();
    peer = Peer.of(setup, builder().onError(errors::add));
  }

  /** The settings of a client for this server. */
  final ClientBuilder builder() {
    return Client.builder().reconnection(false).parser(parser);
  }

  @AfterEach
  void closeTheClient() {
    peer.close();
  }

  /** Options to connect to the server by the transports of this run. */
  ConnectOptions options() {
    return setup.to(server);
  }

  void connect() throws InterruptedException {
    peer.connect(options());
  }

  /** Connects to several namespaces, "/admin" with the token that it requires. */
  void connect(List<String> namespaces) throws InterruptedException {
    peer.connect(
        options()
            .namespaces(namespaces.toArray(String[]::new))
            .auth("/admin", Map.of("token", "letmein")));
  }
}

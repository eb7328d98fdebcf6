package socketio.it.support;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import socketio.testkit.contract.RawServer;
import socketio.testkit.contract.RawWebSocket;

/** A Socket.IO server whose misbehaviour after the connect is scripted in the test. */
public final class RawIoServer implements AutoCloseable {
  /** The system's default is larger, and would make floods look larger. */
  static final int SEND_BUFFER_BYTES = 256 << 10;

  private final RawServer server;

  private RawIoServer(RawServer server) {
    this.server = server;
  }

  /** The script of a connection, run once the namespace "/" is confirmed. */
  @FunctionalInterface
  public interface Script<P> {
    void run(P peer) throws Exception;
  }

  /** A server for one transport, which serves every connection by the same script. */
  public static RawIoServer start(TransportMode mode, Script<RawPeer> script) throws IOException {
    return mode == TransportMode.POLLING
        ? polling((peer, session) -> script.run(peer))
        : webSocket((peer, session) -> script.run(peer));
  }

  /** The script of a connection that gets the number of the connection, from 1. */
  @FunctionalInterface
  public interface NumberedScript<P> {
    void run(P peer, int session) throws Exception;
  }

  public static RawIoServer webSocket(NumberedScript<RawWebSocketPeer> script) throws IOException {
    return webSocket(List.of(), script);
  }

  /** A server whose handshake of the WebSocket has further headers. */
  public static RawIoServer webSocket(List<String> headers, NumberedScript<RawWebSocketPeer> script)
      throws IOException {
    var sessions = new AtomicInteger();
    return new RawIoServer(
        new RawServer(
            socket -> {
              socket.setSendBufferSize(SEND_BUFFER_BYTES);
              var peer =
                  new RawWebSocketPeer(
                      RawWebSocket.accept(socket, RawWebSocket.input(socket), headers));
              connect(peer, "raw");
              script.run(peer, sessions.incrementAndGet());
              peer.finish();
            }));
  }

  public static RawIoServer polling(NumberedScript<RawPollingPeer> script) throws IOException {
    return new RawIoServer(new RawServer(new RawPolling(script)));
  }

  static void connect(RawPeer peer, String sid) throws IOException, InterruptedException {
    peer.send(RawPeer.handshake(sid));
    peer.flush();
    if (!peer.receive().startsWith("40")) {
      throw new IOException("the client does not connect");
    }
    peer.send(RawPeer.CONNECTED);
    peer.flush();
  }

  public String url() {
    return server.uri().resolve("/").toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

package socketio.okhttp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;
import socketio.testkit.contract.ChannelRecorder;
import socketio.testkit.contract.RawServer;
import socketio.testkit.contract.RawWebSocket;

/** A server for both protocols, and a transport at work on it. */
abstract class OkHttpFixture {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long MAX = 100L << 20;

  static Transport.Request get(URI uri) {
    return get(uri, MAX);
  }

  static Transport.Request get(URI uri, long maxResponse) {
    return new Transport.Request("GET", uri, Map.of(), null, TIMEOUT, maxResponse);
  }

  static Transport.Request post(URI uri, byte[] body) {
    return new Transport.Request("POST", uri, Map.of(), body, TIMEOUT, MAX);
  }

  /** Answers HTTP requests, and upgrades to WebSocket to send one text. */
  static RawServer newServer() throws Exception {
    return new RawServer(
        socket -> {
          var in = RawWebSocket.input(socket);
          while (true) {
            in.mark(4096);
            List<String> head = RawWebSocket.readHead(in);
            if (head.stream().anyMatch(line -> line.equalsIgnoreCase("Upgrade: websocket"))) {
              in.reset();
              RawWebSocket peer = RawWebSocket.accept(socket, in);
              peer.writeText("hello");
              peer.readToEnd();
              return;
            }
            socket
                .getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1));
          }
        });
  }

  static void use(Transport transport, URI uri) throws Exception {
    assertEquals(200, transport.exchange(get(uri)).get(10, SECONDS).status());
    var recorder = new ChannelRecorder();
    Channel channel = transport.connect(TransportKind.WEBSOCKET, get(uri), recorder);
    recorder.next(ChannelRecorder.Opened.class);
    assertEquals("hello", recorder.nextText());
    channel.send(List.of(new Frame.Binary(new byte[100_000])));
    recorder.next(ChannelRecorder.Drained.class);
  }
}

package socketio.fuzz;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Parser;
import socketio.spi.Transport;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.FakeTransport;
import socketio.testkit.ManualLoop;

/**
 * A server and the steps of its clients. What begins a line says which:
 *
 * <ul>
 *   <li>{@code G} a GET with this query; {@code O} one that opens a session
 *   <li>{@code g} a GET and {@code =} a POST of the latest session; {@code C} cancels them
 *   <li>{@code W} a WebSocket with this query; {@code w} one that opens a session; {@code u} one to
 *       which the latest session moves
 *   <li>{@code >} and {@code <} a text and a binary frame on it; {@code x} and {@code X} close and
 *       drop all of them
 *   <li>{@code h} a header of the requests that follow
 *   <li>{@code t...} lets ten seconds pass for each dot; {@code e} emits to all clients, {@code k}
 *       disconnects them
 * </ul>
 */
final class HostileClients implements AutoCloseable {
  private static final String OPEN = "EIO=4&transport=";
  private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]*)\"");

  private final ManualLoop time = new ManualLoop();
  private final FakeServer server;
  private final FakeTransport transport;
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private final List<CompletableFuture<Transport.Response>> exchanges = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private String sid = "";
  private int ends;

  HostileClients(Parser parser) {
    server =
        FakeServer.builder()
            .loop(time)
            .parser(parser)
            .maxPayload(1_000)
            .recovery(Duration.ofSeconds(30))
            .start();
    server.onCall("echo", (socket, args) -> args);
    server.on("bye", (socket, args) -> socket.disconnect());
    server.namespace("/admin").on("echo", (socket, args) -> socket.emit("back", args.size()));
    server.namespace("/no").reject("no");
    transport = FakeTransport.to(server);
  }

  /** Does what a line says; a line that says nothing is no step. */
  void step(byte[] line) {
    if (line.length == 0) {
      return;
    }
    String rest = Lines.text(line, 1);
    switch (line[0]) {
      case 'G' -> exchange("GET", rest, null);
      case 'O' -> exchange("GET", OPEN + "polling", null);
      case 'g' -> exchange("GET", OPEN + "polling&sid=" + sid, null);
      case '=' -> exchange("POST", OPEN + "polling&sid=" + sid, rest(line));
      case 'C' -> exchanges.forEach(exchange -> exchange.cancel(true));
      case 'W' -> connect(rest);
      case 'w' -> connect(OPEN + "websocket");
      case 'u' -> connect(OPEN + "websocket&sid=" + sid);
      case '>' -> send(new Frame.Text(rest));
      case '<' -> send(new Frame.Binary(rest(line)));
      case 'x' -> channels.forEach(channel -> channel.close(rest.length() + 1000, rest));
      case 'X' -> channels.forEach(Channel::abort);
      case 'h' -> header(rest);
      case 't' -> time.advance(Duration.ofSeconds(rest.length() * 10L));
      case 'e' -> server.emit("news", rest, rest(line));
      case 'k' -> server.namespace("/").sockets().forEach(FakeSocket::disconnect);
      default -> {}
    }
    time.runAll();
  }

  private static byte[] rest(byte[] line) {
    return Arrays.copyOfRange(line, 1, line.length);
  }

  private void header(String line) {
    int colon = line.indexOf(':');
    if (colon > 0) {
      headers.put(line.substring(0, colon), List.of(line.substring(colon + 1)));
    }
  }

  private Transport.Request request(String method, String query, byte @Nullable [] body) {
    return new Transport.Request(
        method, uri(query), Map.copyOf(headers), body, Duration.ofMinutes(5), 1 << 20);
  }

  /** As it stands if that is possible, else quoted. */
  private static URI uri(String query) {
    try {
      return new URI("http://server/socket.io/?" + query);
    } catch (URISyntaxException e) {
      try {
        return new URI("http", "server", "/socket.io/", query, null);
      } catch (URISyntaxException impossible) {
        return URI.create("http://server/socket.io");
      }
    }
  }

  private void exchange(String method, String query, byte @Nullable [] body) {
    CompletableFuture<Transport.Response> exchange =
        transport.exchange(request(method, query, body));
    exchanges.add(exchange);
    time.runAll();
    if (exchange.isDone() && !exchange.isCompletedExceptionally()) {
      learn(new String(exchange.join().body(), StandardCharsets.UTF_8));
    }
  }

  private void learn(String packet) {
    if (packet.startsWith("0")) {
      Matcher found = SID.matcher(packet);
      if (found.find()) {
        sid = found.group(1);
      }
    }
  }

  private void connect(String query) {
    channels.add(
        transport.connect(TransportKind.WEBSOCKET, request("GET", query, null), new Client()));
  }

  private void send(Frame frame) {
    if (!channels.isEmpty()) {
      channels.get(channels.size() - 1).send(List.of(frame));
    }
  }

  /** Lets everybody go, and the server notice. */
  void leave() {
    exchanges.forEach(exchange -> exchange.cancel(true));
    channels.forEach(Channel::abort);
    time.advance(Duration.ofMinutes(5));
    if (server.connectionCount() > 0) {
      throw new AssertionError("clients that are gone: " + server.connectionCount());
    }
    if (ends != channels.size()) {
      throw new AssertionError(ends + " ends of " + channels.size() + " channels");
    }
  }

  @Override
  public void close() {
    transport.close();
    server.close();
  }

  /** Listens to one WebSocket. */
  private final class Client implements Channel.Listener {
    private boolean ended;

    @Override
    public void onOpen(Transport.Response handshake) {}

    @Override
    public void onFrame(Frame frame) {
      if (ended) {
        throw new AssertionError("a frame after the end");
      }
      if (frame instanceof Frame.Text text) {
        learn(text.data());
      }
    }

    @Override
    public void onDrain() {}

    @Override
    public void onClose(int code, String reason) {
      end();
    }

    @Override
    public void onFailure(Throwable cause, Transport.@Nullable Response response) {
      end();
    }

    private void end() {
      if (ended) {
        throw new AssertionError("a second end");
      }
      ended = true;
      ends++;
    }
  }
}

package socketio.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import socketio.AsyncClient;
import socketio.AsyncNamespace;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.DecodingException;
import socketio.EncodingException;
import socketio.Reconnection;
import socketio.SocketIOException;
import socketio.TransportKind;
import socketio.engineio.EngineIoProvider;
import socketio.spi.Frame;
import socketio.spi.Parser;
import socketio.testkit.ManualLoop;

/**
 * One client and the steps of its server and of its application. What begins a line says which:
 *
 * <ul>
 *   <li>{@code o} accepts the channel, the rest is a cookie; {@code r401 …} refuses it
 *   <li>{@code >} and {@code <} send a text and a binary frame on it
 *   <li>{@code x1000 …} ends it by a close frame, {@code X} without; {@code d} drains it
 *   <li>{@code =} answers the GET; {@code !429 …} does so with a status; {@code G} breaks it
 *   <li>{@code ^200 …} answers the POST; {@code P} breaks it
 *   <li>{@code t25} lets 25 seconds pass
 *   <li>{@code c} makes a call, {@code e} emits, {@code j} and {@code l} join and leave a namespace
 *       {@code /a}, {@code q} disconnects, {@code n} connects anew
 * </ul>
 */
final class HostileScript {
  private static final EngineIoProvider ENGINE = new EngineIoProvider();
  private static final Duration LONGEST = Duration.ofHours(1);

  private final ManualLoop time = new ManualLoop();
  private final HostileNetwork network = new HostileNetwork(time);
  private final List<Throwable> errors = new ArrayList<>();
  private final List<CompletableFuture<?>> futures = new ArrayList<>();
  private final ConnectOptions target;
  private final AsyncClient client;
  private final AsyncNamespace namespace;
  private boolean connected;
  private boolean namespaceConnected;

  /**
   * A client that connects.
   *
   * @param options {@code w} for WebSocket alone, {@code p} for polling alone, otherwise both;
   *     {@code r} to reconnect
   */
  HostileScript(String options, Parser parser) {
    client =
        Client.builder()
            .transport(network)
            .engine(ENGINE)
            .parser(parser)
            .loop(time)
            .handlerExecutor(time.handlerExecutor())
            .reconnection(
                options.indexOf('r') >= 0 ? Reconnection.defaults().jitter(0) : Reconnection.none())
            .onError(errors::add)
            .buildAsync();
    target =
        ConnectOptions.to("http://server")
            .transports(
                options.indexOf('w') >= 0
                    ? new TransportKind[] {TransportKind.WEBSOCKET}
                    : options.indexOf('p') >= 0
                        ? new TransportKind[] {TransportKind.POLLING}
                        : new TransportKind[] {TransportKind.POLLING, TransportKind.WEBSOCKET});
    namespace = client.namespace("/a");
    handlers();
    connect();
  }

  private void handlers() {
    client.onAny((event, args) -> args.toList());
    client.on("p", Shapes.Point.class, point -> {});
    client.on("b", byte[].class, String.class, (bytes, text) -> {});
    client.onCall("q", args -> args);
    client.onConnect(() -> connected = changed(connected, true));
    client.onDisconnect(reason -> connected = changed(connected, false));
    namespace.on("e", args -> args.toList());
    namespace.onConnect(() -> namespaceConnected = changed(namespaceConnected, true));
    namespace.onDisconnect(reason -> namespaceConnected = changed(namespaceConnected, false));
  }

  private static boolean changed(boolean before, boolean after) {
    if (before == after) {
      throw new AssertionError("reported twice in a row: connected " + after);
    }
    return after;
  }

  private void connect() {
    futures.add(client.connect(target));
  }

  /** As long as the client tries by itself, connecting is wrong use. */
  private void connectAnew() {
    if (client.state() == ClientState.IDLE) {
      connect();
    }
  }

  /** Does what a line says; a line that says nothing is no step. */
  void step(byte[] line) {
    if (line.length == 0) {
      return;
    }
    switch (line[0]) {
      case 'o' -> network.open(cookies(line));
      case 'r' -> network.refuse(number(line, 101), rest(line, 5));
      case '>' -> network.send(new Frame.Text(Lines.text(line, 1)));
      case '<' -> network.send(new Frame.Binary(rest(line, 1)));
      case 'x' -> network.end(number(line, 1005), Lines.text(rest(line, 6), 0));
      case 'X' -> network.end(1006, null);
      case 'd' -> network.drain();
      case '=' -> network.answer(false, 200, rest(line, 1));
      case '!' -> network.answer(false, number(line, 500), rest(line, 5));
      case 'G' -> network.fail(false);
      case '^' -> network.answer(true, number(line, 200), rest(line, 5));
      case 'P' -> network.fail(true);
      case 't' -> time.advance(Duration.ofSeconds(number(line, 1)));
      case 'c' -> attempt(() -> client.call("c", Lines.text(line, 1)));
      case 'e' -> attempt(() -> client.emit("e", (Object) rest(line, 1)));
      case 'j' -> attempt(namespace::connect);
      case 'l' -> attempt(namespace::disconnect);
      case 'q' -> attempt(client::disconnect);
      case 'n' -> connectAnew();
      default -> {}
    }
    time.runAll();
  }

  private static String[] cookies(byte[] line) {
    return line.length == 1 ? new String[0] : new String[] {Lines.text(line, 1)};
  }

  private static byte[] rest(byte[] line, int start) {
    return Arrays.copyOfRange(line, Math.min(start, line.length), line.length);
  }

  /** Up to four digits after the first byte. */
  private static int number(byte[] line, int otherwise) {
    int number = 0;
    int i = 1;
    for (; i < line.length && i < 5 && line[i] >= '0' && line[i] <= '9'; i++) {
      number = number * 10 + line[i] - '0';
    }
    return i == 1 ? otherwise : number;
  }

  private interface Act {
    CompletableFuture<?> begin();
  }

  /** Wrong use is reported by the call, even where it returns a future. */
  private void attempt(Act act) {
    futures.add(act.begin());
  }

  /** Ends everything and looks at what is left. */
  void end() {
    boolean joined = client.connected();
    if (joined != connected || namespace.connected() != namespaceConnected) {
      throw new AssertionError("handlers were not called: connected " + joined);
    }
    if (joined && client.state() != ClientState.CONNECTED) {
      throw new AssertionError("connected, in state " + client.state());
    }
    CompletableFuture<Void> closed = client.closeAsync();
    time.runAll();
    time.advance(Duration.ofSeconds(2));
    if (!closed.isDone() || client.state() != ClientState.CLOSED || connected) {
      throw new AssertionError("not closed but " + client.state());
    }
    int requests = network.requests();
    network.answerFarewells();
    time.advance(LONGEST);
    if (network.open() > 0 || network.requests() > requests || time.untilNextTimer() != null) {
      throw new AssertionError("something goes on after the end");
    }
    futures.forEach(HostileScript::check);
    errors.forEach(HostileScript::check);
  }

  private static void check(CompletableFuture<?> future) {
    if (!future.isDone()) {
      throw new AssertionError("a future that nobody completes");
    }
    @Nullable Throwable error = future.handle((value, problem) -> problem).join();
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    if (cause != null && !(cause instanceof SocketIOException)) {
      throw new AssertionError("a future failed with what is not declared", cause);
    }
  }

  private static void check(Throwable error) {
    if (!(error instanceof DecodingException) && !(error instanceof EncodingException)) {
      throw new AssertionError("an error of the client's own", error);
    }
  }
}

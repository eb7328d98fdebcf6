package socketio.testkit.internal.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.testkit.FakeHandshake;
import socketio.testkit.FakeNamespace;
import socketio.testkit.FakeSocket;
import socketio.testkit.SocketGoneException;
import socketio.testkit.internal.run.Recorder;

/** A namespace and its script. Thread-safe, except where marked as confined to the loop. */
public final class NamespaceCore implements FakeNamespace {
  private final Hub hub;
  private final String path;
  private final Map<String, CallHandler> handlers = new ConcurrentHashMap<>();
  private final List<SocketCore> sockets = new CopyOnWriteArrayList<>();
  private final Recorder<SocketCore> arrivals;
  private final Recorder<EventCore> unhandled;
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile ConnectHandler connectHandler = socket -> {};
  private volatile DisconnectHandler disconnectHandler = (socket, reason) -> {};
  private volatile @Nullable Refusal refusal;

  /** Which clients are refused, and the payload they are sent. */
  private record Refusal(@Nullable Predicate<FakeHandshake> unwanted, Args payload) {}

  NamespaceCore(Hub hub, String path) {
    this.hub = hub;
    this.path = path;
    arrivals = hub.host().newRecorder();
    unhandled = hub.host().newRecorder();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public FakeNamespace onConnect(ConnectHandler handler) {
    connectHandler = Objects.requireNonNull(handler, "handler must not be null");
    return this;
  }

  @Override
  public FakeNamespace onDisconnect(DisconnectHandler handler) {
    disconnectHandler = Objects.requireNonNull(handler, "handler must not be null");
    return this;
  }

  @Override
  public FakeNamespace on(String event, EventHandler handler) {
    Objects.requireNonNull(handler, "handler must not be null");
    return onCall(
        event,
        (socket, args) -> {
          handler.handle(socket, args);
          return null;
        });
  }

  @Override
  public FakeNamespace onCall(String event, CallHandler handler) {
    handlers.put(
        Objects.requireNonNull(event, "event must not be null"),
        Objects.requireNonNull(handler, "handler must not be null"));
    return this;
  }

  @Override
  public FakeNamespace reject(String message) {
    return reject(message, null);
  }

  @Override
  public FakeNamespace reject(String message, @Nullable Object data) {
    refusal = new Refusal(null, payload(message, data));
    return this;
  }

  @Override
  public FakeNamespace rejectIf(
      Predicate<FakeHandshake> unwanted, String message, @Nullable Object data) {
    refusal = new Refusal(unwanted, payload(message, data));
    return this;
  }

  @Override
  public FakeNamespace rejectWith(Object payload) {
    refusal = new Refusal(null, Args.of(payload));
    return this;
  }

  private static Args payload(String message, @Nullable Object data) {
    var payload = new LinkedHashMap<String, Object>();
    payload.put("message", message);
    if (data != null) {
      payload.put("data", data);
    }
    return Args.of(payload);
  }

  @Override
  public FakeNamespace accept() {
    refusal = null;
    return this;
  }

  @Override
  public void emit(String event, @Nullable Object... args) {
    Hub.EncodedEvent encoded =
        hub.encode(path, Objects.requireNonNull(event, "event must not be null"), Args.of(args));
    hub.host()
        .inCore(
            core -> {
              hub.recovery().sent(path, encoded);
              sockets.forEach(socket -> socket.send(encoded));
            });
  }

  @Override
  public List<FakeSocket> sockets() {
    return List.copyOf(sockets);
  }

  @Override
  public FakeSocket takeSocket() {
    return arrivals.take(
        any -> true,
        hub.host().scheduling(),
        hub.host().patience(),
        none ->
            "no client connected to %s within %s; %s"
                .formatted(path, hub.host().patience(), hub.diagnostics()));
  }

  /** A summary of this namespace, for the message of a wait that failed. */
  String summary() {
    var facts = new ArrayList<String>();
    if (!arrivals.untaken().isEmpty()) {
      facts.add(arrivals.untaken().size() + " not taken");
    }
    if (!sockets.isEmpty()) {
      facts.add(sockets.size() + " connected");
    }
    if (refusals.get() > 0) {
      facts.add(refusals.get() + " refused");
    }
    return facts.isEmpty() ? "" : path + ": " + String.join(", ", facts);
  }

  /** The events neither handled nor taken by the test. */
  List<String> unexpected() {
    return unhandled.untaken().stream()
        .filter(event -> !event.taken())
        .map(event -> "event " + event + " in " + path)
        .toList();
  }

  /** Discards all recordings. */
  void clear() {
    arrivals.clear();
    unhandled.clear();
    refusals.set(0);
  }

  /**
   * Decides whether to accept a client. Passes null, or the payload of the refusal, to the callback
   * in the loop.
   */
  void decide(FakeHandshake handshake, Consumer<@Nullable Args> decided) {
    Refusal now = refusal;
    Predicate<FakeHandshake> unwanted = now == null ? null : now.unwanted;
    if (now == null || unwanted == null) {
      decided.accept(now == null ? null : now.payload);
      return;
    }
    hub.newQueue()
        .execute(
            () -> {
              boolean refused = unwanted.test(handshake);
              hub.host()
                  .scheduling()
                  .loop()
                  .execute(() -> decided.accept(refused ? now.payload : null));
            });
  }

  void refused() {
    refusals.incrementAndGet();
  }

  /** A client has joined. Confined to the loop. */
  void joined(SocketCore socket) {
    sockets.add(socket);
    handle(socket, "onConnect", () -> connectHandler.handle(socket));
    arrivals.add(socket);
  }

  /** A client has left. Confined to the loop. */
  void left(SocketCore socket, DisconnectReason reason) {
    sockets.remove(socket);
    handle(socket, "onDisconnect", () -> disconnectHandler.handle(socket, reason));
  }

  /** An event arrived. Confined to the loop. */
  void dispatch(SocketCore socket, EventCore event) {
    CallHandler handler = handlers.get(event.name());
    if (handler != null) {
      handle(
          socket,
          "the handler of " + event,
          () -> event.answer(handler.handle(socket, event.args())));
    } else {
      unhandled.add(event);
    }
    socket.events().add(event);
  }

  private interface Script {
    void run() throws Exception;
  }

  private void handle(SocketCore socket, String what, Script script) {
    socket
        .queue()
        .execute(
            () -> {
              try {
                script.run();
              } catch (SocketGoneException e) {
                return; // the client left while the handler was running, which is not an error
              } catch (Exception e) {
                hub.host().reportProblem(what + " in " + path + " failed: " + e);
              }
            });
  }
}

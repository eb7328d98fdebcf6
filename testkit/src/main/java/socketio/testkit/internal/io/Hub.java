package socketio.testkit.internal.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.testkit.FakeSocket;
import socketio.testkit.internal.ServerHost;
import socketio.testkit.internal.engine.EngineSession;
import socketio.testkit.internal.run.HandlerQueue;

/** State shared by the namespaces of one Socket.IO server. */
public final class Hub {
  private final IoOptions options;
  private final Map<String, NamespaceCore> namespaces = new ConcurrentSkipListMap<>();
  private final AtomicLong offsets = new AtomicLong();
  private final ServerHost host;
  private final RecoveryStore recovery;
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();

  /**
   * Creates a server with the main namespace.
   *
   * @param options how it behaves
   * @param settings how its Engine.IO server runs
   */
  public Hub(IoOptions options, ServerHost.Settings settings) {
    this.options = options;
    host = new ServerHost(settings, new Sessions());
    recovery = new RecoveryStore(host, options.recovery());
    namespace("/");
  }

  /**
   * The Engine.IO server beneath.
   *
   * @return the host
   */
  public ServerHost host() {
    return host;
  }

  /**
   * Returns a namespace, creating it on the first call.
   *
   * @param path its path
   * @return the namespace; always the same instance for a path
   */
  public NamespaceCore namespace(String path) {
    return namespaces.computeIfAbsent(path, absent -> new NamespaceCore(this, absent));
  }

  /**
   * Takes the next client that has joined a namespace.
   *
   * @param path the namespace's path
   * @return its socket
   * @throws AssertionError if none joins, or there is no such namespace
   */
  public FakeSocket takeSocket(String path) {
    NamespaceCore namespace = namespaces.get(path);
    if (namespace == null) {
      throw new AssertionError(
          "no client can join %s: only %s are declared; call namespace(\"%s\") before the client connects; %s"
              .formatted(path, namespaces.keySet(), path, diagnostics()));
    }
    return namespace.takeSocket();
  }

  @Nullable NamespaceCore find(String path) {
    return namespaces.get(path);
  }

  IoOptions options() {
    return options;
  }

  RecoveryStore recovery() {
    return recovery;
  }

  HandlerQueue newQueue() {
    return new HandlerQueue(host.scheduling().handlers(), this::handlerFailed);
  }

  private void handlerFailed(Throwable failure) {
    host.reportProblem("a handler failed: " + failure);
  }

  /** A client asked to join a namespace that does not exist. */
  void noteUnknown(String path) {
    unknown.add(path);
  }

  /** What happened so far, for the message of a wait that failed. */
  String diagnostics() {
    var facts = new ArrayList<String>();
    for (NamespaceCore namespace : namespaces.values()) {
      String summary = namespace.summary();
      if (!summary.isEmpty()) {
        facts.add(summary);
      }
    }
    if (!unknown.isEmpty()) {
      facts.add("requested but not declared with namespace(…): " + unknown);
    }
    if (!host.problems().untaken().isEmpty()) {
      facts.add("problems: " + host.problems().untaken());
    }
    facts.add("open connections: %d".formatted(host.inLoop(() -> host.core().sessionCount())));
    return String.join("; ", facts);
  }

  /**
   * Everything unexpected: events neither handled nor taken, protocol violations, failures of
   * handlers.
   *
   * @return descriptions
   */
  public List<String> unexpected() {
    var all = new ArrayList<String>();
    for (NamespaceCore namespace : namespaces.values()) {
      all.addAll(namespace.unexpected());
    }
    all.addAll(host.problems().untaken());
    return all;
  }

  /** Discards all recordings, and the states kept for recovery. */
  public void clear() {
    namespaces.values().forEach(NamespaceCore::clear);
    host.problems().clear();
    unknown.clear();
    host.inCore(core -> recovery.forgetAll());
  }

  private final class Sessions implements ServerHost.Listener {
    @Override
    public void onOpen(EngineSession session) {
      session.listen(new Peer(Hub.this, session));
    }

    @Override
    public void onRestart() {
      recovery.forgetAll();
    }
  }

  /** Encodes an event; with recovery its offset is appended, as the reference server does. */
  EncodedEvent encode(String path, String event, Args args) {
    if (options.recovery() == null) {
      return new EncodedEvent("", encode(new Packet.Event(path, Packet.Event.NO_ID, event, args)));
    }
    String offset = Long.toString(offsets.incrementAndGet(), Character.MAX_RADIX);
    var more = new ArrayList<>(args.toList());
    more.add(offset);
    var packet = new Packet.Event(path, Packet.Event.NO_ID, event, Args.of(more.toArray()));
    return new EncodedEvent(offset, encode(packet));
  }

  List<Frame> encode(Packet packet) {
    return options.parser().encode(packet);
  }

  /**
   * An event ready to be sent.
   *
   * @param offset its position among all events, or empty without recovery
   * @param frames its frames
   */
  record EncodedEvent(String offset, List<Frame> frames) {}
}

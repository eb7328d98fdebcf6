package socketio.testkit.internal.io;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.spi.Packet;
import socketio.spi.Parser;
import socketio.testkit.FakeHandshake;
import socketio.testkit.internal.engine.EngineSession;

/** One connection and the namespaces that its client has joined. Confined to the loop. */
final class Peer implements EngineSession.Listener {
  private final Hub hub;
  private final EngineSession session;
  private final Parser.Decoder decoder;
  private final PacketFaults faults;
  private final Map<String, SocketCore> joined = new LinkedHashMap<>();
  private final Set<String> joining = new HashSet<>();
  private final Set<String> left = new HashSet<>();
  private Loop.@Nullable Timer timer;
  private boolean closed;

  Peer(Hub hub, EngineSession session) {
    this.hub = hub;
    this.session = session;
    decoder = hub.options().parser().newDecoder();
    faults = new PacketFaults(hub.host(), session);
    awaitConnect();
  }

  EngineSession session() {
    return session;
  }

  /** Starts the time within which the connection must join a namespace. */
  private void awaitConnect() {
    timer =
        hub.host()
            .scheduling()
            .loop()
            .schedule(
                hub.options().connectTimeout(),
                () -> {
                  if (joined.isEmpty()) {
                    session.close();
                  }
                });
  }

  @Override
  public void onMessage(Frame content) {
    Packet packet;
    try {
      packet = decoder.decode(content);
    } catch (DecodingException e) {
      violation("a packet that cannot be decoded: " + e.getMessage());
      return;
    }
    if (packet != null) {
      handle(packet);
    }
  }

  private void handle(Packet packet) {
    String path = packet.namespace();
    if (packet instanceof Packet.Connect connect) {
      connect(path, connect.data());
      return;
    }
    SocketCore socket = joined.get(path);
    if (socket == null) {
      if (!left.contains(
          path)) { // packets in flight when the server disconnected are not a violation
        violation("a packet for namespace " + path + " before CONNECT");
      }
    } else if (packet instanceof Packet.Event event) {
      socket.onEvent(event);
    } else if (packet instanceof Packet.Ack ack) {
      socket.onAck(ack);
    } else if (packet instanceof Packet.Disconnect) {
      leave(socket, DisconnectReason.CLIENT_DISCONNECT);
    } else {
      violation("a CONNECT_ERROR packet, which only servers send");
    }
  }

  private void connect(String path, Args payload) {
    NamespaceCore namespace = hub.find(path);
    if (namespace == null) {
      hub.noteUnknown(path);
      send(
          hub.encode(
              new Packet.ConnectError(path, Args.of(Map.of("message", "Invalid namespace")))));
    } else if (joined.containsKey(path) || !joining.add(path)) {
      violation("a second CONNECT for namespace " + path);
    } else {
      var handshake =
          new FakeHandshake(
              path, session.handshake().headers(), session.handshake().query(), payload);
      namespace.decide(handshake, refusal -> decided(namespace, handshake, refusal));
    }
  }

  private void decided(NamespaceCore namespace, FakeHandshake handshake, @Nullable Args refusal) {
    joining.remove(namespace.path());
    if (closed) {
      return;
    }
    if (refusal == null) {
      join(namespace, handshake);
    } else {
      namespace.refused();
      send(hub.encode(new Packet.ConnectError(namespace.path(), refusal)));
    }
  }

  private void join(NamespaceCore namespace, FakeHandshake handshake) {
    left.remove(namespace.path());
    RecoveryStore.Resumed resumed = hub.recovery().resume(handshake);
    SocketCore socket = new SocketCore(hub, namespace, this, handshake, resumed);
    joined.put(namespace.path(), socket);
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    namespace.joined(socket); // the script's packets follow after this task
    if (resumed != null) {
      resumed.missed().forEach(this::send);
    }
    send(hub.encode(new Packet.Connect(namespace.path(), Args.of(socket.connectReply()))));
  }

  /** Removes a socket from its namespace. */
  void leave(SocketCore socket, DisconnectReason reason) {
    if (joined.remove(socket.namespace(), socket)) {
      left.add(socket.namespace());
      socket.left(reason);
      if (joined.isEmpty() && !closed) {
        awaitConnect();
      }
    }
  }

  /** Sends a packet. */
  void send(List<Frame> frames) {
    session.send(faults.apply(frames));
  }

  /** Sends an acknowledgement. */
  void sendAck(List<Frame> frames) {
    send(frames);
    if (faults.duplicatesAck()) {
      send(frames);
    }
  }

  /** The client broke the protocol. */
  void violation(String what) {
    hub.host().reportProblem("a client broke the protocol: " + what);
    session.abort(DisconnectReason.PARSE_ERROR);
  }

  @Override
  public void onClose(DisconnectReason reason) {
    closed = true;
    if (timer != null) {
      timer.cancel();
    }
    for (SocketCore socket : List.copyOf(joined.values())) {
      joined.remove(socket.namespace());
      socket.lost(reason);
    }
  }
}

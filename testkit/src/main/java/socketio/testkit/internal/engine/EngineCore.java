package socketio.testkit.internal.engine;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.When;
import socketio.testkit.internal.net.HttpCall;
import socketio.testkit.internal.net.Reply;
import socketio.testkit.internal.net.RequestHead;
import socketio.testkit.internal.net.ServerWebSocket;

/**
 * An Engine.IO v4 server without a network: decides how to answer the requests passed to it.
 * Confined to the loop, except {@link #handle} and {@code enter}.
 */
public final class EngineCore {
  /** How long the last packets of a closed polling session can still be fetched. */
  static final Duration LINGER = Duration.ofSeconds(30);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final EngineOptions options;
  private final Loop loop;
  private final Host host;
  private final PendingFaults faults = new PendingFaults();
  private final Gate gate = new Gate();
  private final Map<String, EngineSession> sessions = new LinkedHashMap<>();
  private Loop.@Nullable Timer stall;

  /** The environment of the server. Called in the loop. */
  public interface Host {
    /**
     * A session has opened; its messages follow.
     *
     * @param session the session
     */
    void onOpen(EngineSession session);

    /**
     * A client broke the protocol.
     *
     * @param what what it did
     */
    void onViolation(String what);

    /**
     * Drops every connection and accepts none for a time.
     *
     * @param downtime how long
     */
    void restart(Duration downtime);
  }

  /**
   * Creates a server.
   *
   * @param options how it behaves
   * @param loop the loop that owns it
   * @param host its environment
   */
  public EngineCore(EngineOptions options, Loop loop, Host host) {
    this.options = options;
    this.loop = loop;
    this.host = host;
  }

  /**
   * Handles a request. May be called on any thread.
   *
   * @param call the request
   */
  public void handle(HttpCall call) {
    enter(() -> route(call));
  }

  /**
   * The number of sessions that are open, or whose client has yet to fetch the close packet.
   *
   * @return the number
   */
  public int sessionCount() {
    return sessions.size();
  }

  /**
   * The faults that have yet to strike.
   *
   * @return the faults
   */
  public PendingFaults faults() {
    return faults;
  }

  /**
   * Arms a fault, or lets it strike immediately.
   *
   * @param fault the fault
   * @param when when it strikes
   */
  public void inject(Fault fault, When when) {
    if (fault instanceof Fault.OfConnection whole
        && when.phase() == null
        && when.direction() == null
        && when.skip() == 0
        && !sessions.isEmpty()) {
      if (whole instanceof Fault.Stall || whole instanceof Fault.Restart) {
        strike(List.of(whole), sessions.values().iterator().next());
      } else {
        for (EngineSession session : List.copyOf(sessions.values())) {
          strike(List.of(whole), session);
        }
      }
      if (when.times() == 1) {
        return;
      }
      faults.arm(fault, when.times() == Integer.MAX_VALUE ? when : when.times(when.times() - 1));
    } else {
      faults.arm(fault, when);
    }
  }

  /** Disarms all faults and ends a stall. */
  public void clearFaults() {
    faults.clear();
    resume();
  }

  /**
   * The faults that have not struck.
   *
   * @return descriptions
   */
  public List<String> pendingFaults() {
    return faults.pending();
  }

  /** Drops every connection; the sessions end. */
  public void dropAll() {
    for (EngineSession session : List.copyOf(sessions.values())) {
      session.drop(false);
    }
  }

  /**
   * Drops every session and connection, and accepts none for a time.
   *
   * @param downtime how long
   */
  public void restart(Duration downtime) {
    dropAll();
    host.restart(downtime);
  }

  /** Closes every session in an orderly way. */
  public void closeAll() {
    for (EngineSession session : List.copyOf(sessions.values())) {
      session.close();
    }
  }

  EngineOptions options() {
    return options;
  }

  boolean gateIsOpen() {
    return gate.isOpen();
  }

  /**
   * Runs a task in the loop, after the stall if the server is stalled. May be called on any thread.
   */
  void enter(Runnable task) {
    loop.execute(() -> gate.pass(task));
  }

  /** Like {@link #enter}, from within the loop. */
  void pass(Runnable task) {
    gate.pass(task);
  }

  Loop.Timer after(Duration delay, Runnable task) {
    return loop.schedule(delay, () -> gate.pass(task));
  }

  void violation(String what, EngineSession session) {
    host.onViolation(what + " (session " + session.id() + ")");
  }

  void forget(EngineSession session) {
    sessions.remove(session.id(), session);
  }

  void respond(HttpCall call, Reply reply) {
    call.respond(reply.with(options.responseHeaders()));
  }

  void reject(HttpCall call, Rejection rejection) {
    respond(call, rejection.reply());
  }

  /**
   * Lets faults of the connection strike.
   *
   * @return true if the connection is gone or has been answered, so the caller must not continue
   */
  boolean strike(List<Fault.OfConnection> struck, Target target) {
    boolean gone = false;
    for (Fault.OfConnection fault : struck) {
      if (fault instanceof Fault.DropConnection drop) {
        target.drop(drop.reset());
        gone = true;
      } else if (fault instanceof Fault.Stall suspension) {
        stallFor(suspension.time());
      } else if (fault instanceof Fault.BadPacket bad) {
        target.sendRaw(new Frame.Text(bad.packet()));
      } else if (fault instanceof Fault.OversizedPayload oversized) {
        target.sendRaw(new Frame.Text("4" + "x".repeat(oversized.bytes() - 1)));
      } else if (fault instanceof Fault.Restart restart) {
        target.drop(false);
        restart(restart.downtime());
        gone = true;
      }
    }
    return gone || target.usedUp();
  }

  private void stallFor(Duration time) {
    gate.close();
    if (stall != null) {
      stall.cancel();
    }
    stall = loop.schedule(time, this::resume);
  }

  private void resume() {
    if (stall != null) {
      stall.cancel();
      stall = null;
    }
    gate.open();
    for (EngineSession session : List.copyOf(sessions.values())) {
      session.flush();
    }
  }

  private void route(HttpCall call) {
    RequestHead head = call.head();
    if (!inPath(head.path())) {
      respond(
          call,
          Reply.of(404, PollingLink.TEXT, "nothing here: the server is at " + options.path()));
      return;
    }
    String sid = head.query().get("sid");
    EngineSession session = sid == null ? null : sessions.get(sid);
    Phase phase = phase(head, session);
    Fault.Http http = faults.take(Fault.Http.class, phase);
    if (http != null) {
      respond(call, Reply.of(http.status(), PollingLink.TEXT, http.body()));
      return;
    }
    Rejection rejection = verify(head, sid, session);
    if (rejection != null) {
      reject(call, rejection);
    } else if (head.upgrade()) {
      upgrade(call, session);
    } else if (session == null) {
      Handshakes.openPolling(this, call);
    } else if (head.method().equals("GET")) {
      session.poll(call);
    } else {
      session.post(call);
    }
  }

  private static Phase phase(RequestHead head, @Nullable EngineSession session) {
    return session == null ? Phase.OPENING : head.upgrade() ? Phase.PROBING : session.phase();
  }

  private boolean inPath(String path) {
    return path.equals(options.path()) || (path + "/").equals(options.path());
  }

  private @Nullable Rejection verify(
      RequestHead head, @Nullable String sid, @Nullable EngineSession session) {
    String transport = head.query().get("transport");
    if (transport == null || !options.transports().contains(TransportKind.of(transport))) {
      return Rejection.UNKNOWN_TRANSPORT;
    }
    if (sid != null && session == null) {
      return Rejection.UNKNOWN_SID;
    }
    boolean get = head.method().equals("GET");
    if (session == null ? !get : !get && !head.method().equals("POST")) {
      return Rejection.BAD_HANDSHAKE_METHOD;
    }
    if (!"4".equals(head.query().get("EIO"))) {
      return Rejection.UNSUPPORTED_PROTOCOL_VERSION;
    }
    boolean websocket = transport.equals(TransportKind.WEBSOCKET.name());
    return websocket != head.upgrade() ? Rejection.BAD_REQUEST : null;
  }

  private void upgrade(HttpCall call, @Nullable EngineSession session) {
    Phase phase = session == null ? Phase.OPENING : Phase.PROBING;
    Fault.RefuseUpgrade refuse = faults.take(Fault.RefuseUpgrade.class, phase);
    if (refuse != null) {
      respond(call, Reply.of(refuse.status(), PollingLink.TEXT, "WebSocket refused"));
    } else if (faults.take(Fault.HangUpgrade.class, phase) == null) {
      if (session == null) {
        Handshakes.openWebSocket(this, call);
      } else {
        Handshakes.openProbe(this, call, session);
      }
    }
  }

  /** Creates a session; the caller sends its open packet. */
  EngineSession newSession(RequestHead head, @Nullable ServerWebSocket webSocket) {
    byte[] random = new byte[15];
    RANDOM.nextBytes(random);
    String id = Base64.getUrlEncoder().encodeToString(random);
    EngineSession session = new EngineSession(this, id, head, webSocket);
    sessions.put(id, session);
    return session;
  }

  /** The open packet of a session (protocol: Handshake). */
  Frame openPacket(EngineSession session) {
    boolean upgrades =
        session.transport().equals(TransportKind.POLLING)
            && options.transports().contains(TransportKind.WEBSOCKET);
    return new Frame.Text(
        "0{\"sid\":\"%s\",\"upgrades\":[%s],\"pingInterval\":%d,\"pingTimeout\":%d,\"maxPayload\":%d}"
            .formatted(
                session.id(),
                upgrades ? "\"websocket\"" : "",
                options.pingInterval().toMillis(),
                options.pingTimeout().toMillis(),
                options.maxPayload()));
  }

  /** The handshake has been answered. */
  void opened(EngineSession session) {
    session.opened();
    host.onOpen(session);
    strike(faults.entering(session.phase(), true), session);
  }
}

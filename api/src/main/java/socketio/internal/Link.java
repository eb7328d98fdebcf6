package socketio.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.SocketIOException;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.EngineProvider;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * One engine and the decoder of its messages. Confined to the loop. Whoever opened it hears of it
 * until {@link #close}; afterwards it only ends.
 */
final class Link implements Engine.Listener {
  /** How much may wait to be sent when the server wants an answer; far above the gate's mark. */
  private static final long MAX_UNREAD_BYTES = 64L << 20;

  /** What an answer takes in memory beside its bytes. */
  private static final int ANSWER_OVERHEAD = 128;

  private final Core core;
  private final Parser.Decoder decoder;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Engine engine;
  private final String origin;
  private final LinkNews news;
  private final long started;
  private final Incomplete incomplete;
  private @Nullable Owner owner;
  private @Nullable String engineId;

  /** What an answer has in bytes, about: the latest ones count most. */
  private double answerBytes;

  /** Hears of a link, in the loop. */
  interface Owner {
    void opened(Link link, String engineId);

    /**
     * A packet arrived.
     *
     * @param size its bytes on the wire, about
     */
    void received(Link link, Packet packet, int size);

    void upgraded(Link link, TransportKind transport);

    /** The link has ended; called once, last, unless {@link Link#close} was called. */
    void lost(Link link, DisconnectReason reason, @Nullable Throwable cause);
  }

  Link(Core core, EngineProvider provider, EngineConfig config, Owner owner, LinkNews news) {
    assert core.loop().inLoop();
    this.core = core;
    this.owner = owner;
    this.news = news;
    started = core.loop().nanoTime();
    incomplete = new Incomplete(core.loop());
    decoder = core.parser().newDecoder();
    origin = config.origin();
    core.observation().opening(config);
    engine = provider.open(config, this);
    core.intake().attach(engine);
  }

  /** Completes, in the loop, when the engine has ended. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  boolean isOpen() {
    return engineId != null && !ended.isDone();
  }

  @Nullable String engineId() {
    return engineId;
  }

  /** The server, as scheme, host and port. */
  String origin() {
    return origin;
  }

  /** Whether the network has taken all that was sent. */
  boolean isWritable() {
    return engine.queuedBytes() == 0;
  }

  TransportKind transport() {
    return engine.transport();
  }

  Engine.Limits limits() {
    return engine.limits();
  }

  /** Sends a packet; false if the engine does not take it, because it ends or will now end. */
  boolean send(Packet packet, List<Frame> frames) {
    List<Frame> kept = core.observation().keep(frames);
    boolean taken = engine.send(frames);
    if (taken) {
      sent(packet, kept);
    }
    return taken;
  }

  /** Sends what must not arrive in one piece with what is sent before and after it. */
  void sendApart(Packet packet, List<Frame> frames) {
    List<Frame> kept = core.observation().keep(frames);
    if (engine.sendApart(frames)) {
      sent(packet, kept);
    }
  }

  private void sent(Packet packet, List<Frame> frames) {
    core.observation().sent(packet, frames, engine);
    core.gate().sent(engine);
  }

  /**
   * Sends what the server has asked for. Nobody can be held back here, as an emitter is: a server
   * that asks and never reads is given up, or its questions would exhaust the memory.
   */
  void reply(Packet packet, List<Frame> frames) {
    long bytes = 1;
    for (Frame frame : frames) {
      bytes += size(frame);
    }
    answerBytes = answerBytes == 0 ? bytes : answerBytes + (bytes - answerBytes) / 64;
    if (engine.queuedBytes() * (1 + ANSWER_OVERHEAD / answerBytes) > MAX_UNREAD_BYTES) {
      engine.abort(
          DisconnectReason.TRANSPORT_ERROR,
          new SocketIOException(
              String.format(
                  "the server does not read: answers of more than %,d bytes of memory wait to be"
                      + " sent",
                  MAX_UNREAD_BYTES)));
      return;
    }
    send(packet, frames);
  }

  /** Ends the link in good order; its owner hears no more of it. */
  void close() {
    owner = null;
    release();
    engine.close();
  }

  /** Ends the link if the server's ping is overdue. */
  void checkNow() {
    engine.checkNow();
  }

  /** Ends the link because the server broke the protocol. */
  void abort(DecodingException fault) {
    engine.abort(DisconnectReason.PARSE_ERROR, fault);
  }

  private void release() {
    core.intake().detach(engine);
    // After this task, when the namespaces know of the end: whom the gate lets go looks at them.
    core.loop().execute(core.gate()::release);
  }

  @Override
  public void onOpen(String sid) {
    engineId = sid;
    news.opened(engine.transport(), Duration.ofNanos(core.loop().nanoTime() - started));
    if (owner != null) {
      owner.opened(this, sid);
    }
  }

  @Override
  public void onMessage(Frame frame) {
    if (owner == null) {
      return;
    }
    Packet packet;
    try {
      packet = decoder.decode(frame);
    } catch (DecodingException e) {
      abort(e);
      return;
    }
    core.observation().received(frame, packet);
    if (packet == null) {
      incomplete.add(size(frame));
    } else {
      owner.received(this, packet, incomplete.complete(size(frame)));
    }
  }

  /** About how many bytes a frame has. */
  static int size(Frame frame) {
    return frame instanceof Frame.Binary binary
        ? binary.data().length
        : ((Frame.Text) frame).length();
  }

  @Override
  public void onUpgrade(TransportKind transport) {
    if (owner != null) {
      owner.upgraded(this, transport);
      news.upgraded(transport);
    }
  }

  @Override
  public void onUpgradeError(TransportKind transport, Throwable cause) {
    if (owner != null) {
      owner.upgraded(this, engine.transport()); // the same, but with limits of its own
      news.upgradeFailed(transport, cause);
    }
  }

  @Override
  public void onPing() {
    if (owner == null) {
      return;
    }
    if (incomplete.isGivenUp()) {
      abort(
          new DecodingException(
              "the server began a packet and has sent nothing but pings for "
                  + Incomplete.MOST_SECONDS
                  + " s: attachments are missing"));
      return;
    }
    news.pinged();
  }

  @Override
  public void onRoundTrip(Duration time) {
    core.observation().roundTrip(time);
  }

  @Override
  public void onDrain() {
    if (owner != null) { // else the gate is another connection's
      core.gate().drained(engine);
      core.observation().drained(engine);
    }
  }

  @Override
  public void onClose(DisconnectReason reason, @Nullable Throwable cause) {
    Owner last = owner;
    owner = null;
    ended.complete(null);
    news.ended(engineId != null, engine.transport(), reason, cause);
    if (last != null) {
      release();
      last.lost(this, reason, cause);
    }
  }
}

package socketio.core.link;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.SocketIOException;
import socketio.TransportKind;
import socketio.core.Frames;
import socketio.core.runtime.ClientContext;
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
public final class EngineLink implements Engine.Listener {
  /** How much may wait to be sent when the server wants an answer; far above the gate's mark. */
  private static final long MAX_UNREAD_BYTES = 64L << 20;

  /** What an answer takes in memory beside its bytes. */
  private static final int ANSWER_OVERHEAD = 128;

  private final ClientContext context;
  private final Parser.Decoder decoder;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Engine engine;
  private final String origin;
  private final LinkEvents events;
  private final long started;
  private final PartialPacketWatch incomplete;
  private @Nullable Owner owner;
  private @Nullable String engineId;

  /** What an answer has in bytes, about: the latest ones count most. */
  private double answerBytes;

  /** Hears of a link, in the loop. */
  public interface Owner {
    void opened(EngineLink link, String engineId);

    /**
     * A packet arrived.
     *
     * @param size its bytes on the wire, about
     */
    void received(EngineLink link, Packet packet, int size);

    void upgraded(EngineLink link, TransportKind transport);

    /** The link has ended; called once, last, unless {@link EngineLink#close} was called. */
    void lost(EngineLink link, DisconnectReason reason, @Nullable Throwable cause);
  }

  EngineLink(
      ClientContext context,
      EngineProvider provider,
      EngineConfig config,
      Owner owner,
      LinkEvents events) {
    assert context.loop().inLoop();
    this.context = context;
    this.owner = owner;
    this.events = events;
    started = context.loop().nanoTime();
    incomplete = new PartialPacketWatch(context.loop());
    decoder = context.parser().newDecoder();
    origin = config.origin();
    context.observation().opening(config);
    engine = provider.open(config, this);
    context.intake().attach(engine);
  }

  /** Completes, in the loop, when the engine has ended. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  public boolean isOpen() {
    return engineId != null && !ended.isDone();
  }

  public @Nullable String engineId() {
    return engineId;
  }

  /** The server, as scheme, host and port. */
  public String origin() {
    return origin;
  }

  /** Whether the network has taken all that was sent. */
  public boolean isWritable() {
    return engine.queuedBytes() == 0;
  }

  public TransportKind transport() {
    return engine.transport();
  }

  public Engine.Limits limits() {
    return engine.limits();
  }

  /** Sends a packet; false if the engine does not take it, because it ends or will now end. */
  public boolean send(Packet packet, List<Frame> frames) {
    List<Frame> kept = context.observation().snapshot(frames);
    boolean taken = engine.send(frames);
    if (taken) {
      sent(packet, kept);
    }
    return taken;
  }

  /** Sends what must not arrive in one piece with what is sent before and after it. */
  public void sendApart(Packet packet, List<Frame> frames) {
    List<Frame> kept = context.observation().snapshot(frames);
    if (engine.sendApart(frames)) {
      sent(packet, kept);
    }
  }

  private void sent(Packet packet, List<Frame> frames) {
    context.observation().sent(packet, frames, engine);
    context.gate().sent(engine);
  }

  /**
   * Sends what the server has asked for. Nobody can be held back here, as an emitter is: a server
   * that asks and never reads is given up, or its questions would exhaust the memory.
   */
  public void reply(Packet packet, List<Frame> frames) {
    long bytes = 1 + Frames.size(frames);
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
  public void close() {
    owner = null;
    release();
    engine.close();
  }

  /** Ends the link if the server's ping is overdue. */
  public void checkNow() {
    engine.checkNow();
  }

  /** Ends the link because the server broke the protocol. */
  public void abort(DecodingException fault) {
    engine.abort(DisconnectReason.PARSE_ERROR, fault);
  }

  private void release() {
    context.intake().detach(engine);
    // After this task, when the namespaces know of the end: whom the gate lets go looks at them.
    context.loop().execute(context.gate()::release);
  }

  @Override
  public void onOpen(String sid) {
    engineId = sid;
    events.opened(engine.transport(), Duration.ofNanos(context.loop().nanoTime() - started));
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
    context.observation().received(frame, packet);
    if (packet == null) {
      incomplete.add(Frames.size(frame));
    } else {
      owner.received(this, packet, incomplete.complete(Frames.size(frame)));
    }
  }

  @Override
  public void onUpgrade(TransportKind transport) {
    if (owner != null) {
      owner.upgraded(this, transport);
      events.upgraded(transport);
    }
  }

  @Override
  public void onUpgradeError(TransportKind transport, Throwable cause) {
    if (owner != null) {
      events.upgradeFailed(transport, cause);
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
                  + PartialPacketWatch.MOST_SECONDS
                  + " s: attachments are missing"));
      return;
    }
    events.pinged();
  }

  @Override
  public void onRoundTrip(Duration time) {
    context.observation().roundTrip(time);
  }

  @Override
  public void onDrain() {
    if (owner != null) { // else the gate is another connection's
      context.gate().drained(engine);
      context.observation().drained(engine);
    }
  }

  @Override
  public void onClose(DisconnectReason reason, @Nullable Throwable cause) {
    Owner last = owner;
    owner = null;
    ended.complete(null);
    events.ended(engineId != null, engine.transport(), reason, cause);
    if (last != null) {
      release();
      last.lost(this, reason, cause);
    }
  }
}

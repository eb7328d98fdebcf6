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
 * One engine and the decoder of its messages. It calls its owner until {@link #close}, and never
 * afterwards. Confined to the loop.
 */
public final class EngineLink implements Engine.Listener {
  /** How much may be queued when another reply is due; far above the gate's mark. */
  private static final long MAX_UNREAD_BYTES = 64L << 20;

  /** The memory that a queued reply takes in addition to its bytes. */
  private static final int REPLY_OVERHEAD = 128;

  private final ClientContext context;
  private final Parser.Decoder decoder;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Engine engine;
  private final String origin;
  private final LinkEvents events;
  private final long started;
  private final PartialPacketWatch partialPacket;
  private @Nullable Owner owner;
  private @Nullable String engineId;

  /** The approximate size of a reply in bytes: a moving average. */
  private double replyBytes;

  /** Receives the events of a link, in the loop. */
  public interface Owner {
    void opened(EngineLink link, String engineId);

    /**
     * A packet arrived.
     *
     * @param size its approximate size on the wire, in bytes
     */
    void received(EngineLink link, Packet packet, int size);

    /** The transport, or the limits of its messages, may have changed. */
    void transportChanged(EngineLink link, TransportKind transport);

    /** The link has ended. Called once, last, unless {@link EngineLink#close} was called. */
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
    partialPacket = new PartialPacketWatch(context.loop());
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

  /** Returns the scheme, host and port of the server. */
  public String origin() {
    return origin;
  }

  /** Returns whether the network has taken everything that was sent. */
  public boolean isWritable() {
    return engine.queuedBytes() == 0;
  }

  public TransportKind transport() {
    return engine.transport();
  }

  public Engine.Limits limits() {
    return engine.limits();
  }

  /** Sends a packet; returns false if the engine rejects it because it is ending. */
  public boolean send(Packet packet, List<Frame> frames) {
    List<Frame> kept = context.observation().snapshot(frames);
    boolean taken = engine.send(frames);
    if (taken) {
      sent(packet, kept);
    }
    return taken;
  }

  /** Sends a packet that must not arrive in one chunk with those before and after it. */
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
   * Sends a reply to the server. There is no emitter to block here: the link is aborted if the
   * server keeps requesting replies without reading them, which would exhaust the memory.
   */
  public void reply(Packet packet, List<Frame> frames) {
    long bytes = 1 + Frames.size(frames);
    replyBytes = replyBytes == 0 ? bytes : replyBytes + (bytes - replyBytes) / 64;
    if (engine.queuedBytes() * (1 + REPLY_OVERHEAD / replyBytes) > MAX_UNREAD_BYTES) {
      engine.abort(
          DisconnectReason.TRANSPORT_ERROR,
          new SocketIOException(
              String.format(
                  "the server does not read: replies that use more than %,d bytes of memory are"
                      + " waiting to be sent",
                  MAX_UNREAD_BYTES)));
      return;
    }
    send(packet, frames);
  }

  /** Closes the link gracefully; its owner is not called any more. */
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
  public void abort(DecodingException error) {
    engine.abort(DisconnectReason.PARSE_ERROR, error);
  }

  private void release() {
    context.intake().detach(engine);
    // After this task, when the namespaces are disconnected: released emitters look at their state.
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
      partialPacket.add(Frames.size(frame));
    } else {
      owner.received(this, packet, partialPacket.complete(Frames.size(frame)));
    }
  }

  @Override
  public void onUpgrade(TransportKind transport) {
    if (owner != null) {
      owner.transportChanged(this, transport);
      events.upgraded(transport);
    }
  }

  @Override
  public void onUpgradeError(TransportKind transport, Throwable cause) {
    if (owner != null) {
      owner.transportChanged(
          this, engine.transport()); // the limits of the other one do not count any more
      events.upgradeFailed(transport, cause);
    }
  }

  @Override
  public void onPing() {
    if (owner == null) {
      return;
    }
    if (partialPacket.isStalledAtPing()) {
      abort(
          new DecodingException(
              "the server started a packet and has sent nothing but pings for "
                  + PartialPacketWatch.MAX_STALL_SECONDS
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
    if (owner != null) { // otherwise the gate belongs to the next connection
      context.gate().drained(engine);
      context.observation().drained(engine);
    }
  }

  @Override
  public void onClose(DisconnectReason reason, @Nullable Throwable cause) {
    Owner current = owner;
    owner = null;
    ended.complete(null);
    events.ended(engineId != null, engine.transport(), reason, cause);
    if (current != null) {
      release();
      current.lost(this, reason, cause);
    }
  }
}

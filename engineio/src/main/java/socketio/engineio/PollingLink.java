package socketio.engineio;

import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.Frame;
import socketio.spi.Transport;

/**
 * A link over HTTP long-polling: one GET after another to receive, one POST after another to send,
 * never two of a kind at once (Engine.IO protocol, "HTTP long-polling").
 *
 * <p>Events only record a change; {@link #step} then does what the mode allows. It is a task of its
 * own, so that everything sent in one task of the loop leaves in one POST.
 */
final class PollingLink implements Link {
  /** Added to the heartbeat, which is the real deadline of a long poll. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** For the close packet after an abort, which nobody waits for. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private enum Mode {
    /** Polls and posts. */
    ACTIVE,
    /** Before an upgrade: lets requests in flight end, and starts none. */
    PAUSING,
    /** Nothing is in flight and nothing is started. */
    PAUSED,
    /** Posts what is queued, then ends. */
    CLOSING,
    ENDED
  }

  private final Http http;
  private final Handshake handshake;
  private final Listener listener;
  private final Failures failures;
  private final Duration timeout;

  /** Packets to send. A batch may take several POSTs; a POST never holds parts of two. */
  private final Deque<Deque<Frame>> batches = new ArrayDeque<>();

  /** Whether the last batch is to leave apart. */
  private boolean apart;

  private Mode mode = Mode.ACTIVE;
  private boolean reading = true;
  private boolean held;
  private boolean stepDue;
  private Runnable onPaused = () -> {};
  private Payload inbox;
  private Http.@Nullable Exchange get;
  private Http.@Nullable Exchange post;
  private long queuedBytes;
  private long postedBytes;

  /**
   * Begins to poll after the current task of the loop.
   *
   * @param rest the packets after the handshake in its response
   */
  PollingLink(Http http, Handshake handshake, Payload rest, Listener listener) {
    this.http = http;
    this.handshake = handshake;
    this.listener = listener;
    this.inbox = rest;
    this.failures = new Failures(http, TransportKind.POLLING);
    this.timeout = Duration.ofMillis(handshake.heartbeatMillis()).plus(GRACE);
    stepLater();
  }

  @Override
  public TransportKind kind() {
    return TransportKind.POLLING;
  }

  @Override
  public void send(List<Frame> packets) {
    enqueue(packets, false);
  }

  /** A server answers a POST when it has processed its packets. */
  @Override
  public void sendApart(List<Frame> packets) {
    enqueue(packets, true);
  }

  private void enqueue(List<Frame> packets, boolean toLeaveApart) {
    if (batches.isEmpty() || apart != toLeaveApart) {
      batches.add(new ArrayDeque<>());
      apart = toLeaveApart;
    }
    Deque<Frame> batch = batches.getLast();
    for (Frame packet : packets) {
      batch.add(packet);
      queuedBytes += PacketCodec.weight(packet);
    }
    stepLater();
  }

  @Override
  public long queuedBytes() {
    return queuedBytes + postedBytes;
  }

  /** Binary messages grow by a third in base64. */
  @Override
  public Engine.Limits limits(long maxPayload) {
    // A payload is built in one array.
    long max = Math.min(maxPayload, Integer.MAX_VALUE - 8);
    return new Engine.Limits(max - 1, PacketCodec.largestBinary(max));
  }

  @Override
  public void reading(boolean wanted) {
    reading = wanted;
    stepLater();
  }

  /** Holds back the next GET, or releases it. */
  void hold(boolean wanted) {
    held = wanted;
    stepLater();
  }

  /**
   * Starts no more requests, and calls back when none is in flight and everything received is
   * delivered.
   */
  void pause(Runnable whenPaused) {
    mode = Mode.PAUSING;
    onPaused = whenPaused;
    stepLater();
  }

  /** Continues after {@link #pause}. */
  void resume() {
    if (mode == Mode.PAUSING || mode == Mode.PAUSED) {
      mode = Mode.ACTIVE;
      stepLater();
    }
  }

  /** Removes the packets that are in no POST yet, and ends the link. */
  List<Frame> takeOver() {
    mode = Mode.ENDED;
    List<Frame> packets = new ArrayList<>();
    batches.forEach(packets::addAll);
    batches.clear();
    return packets;
  }

  @Override
  public void close() {
    mode = Mode.CLOSING;
    sendApart(PacketCodec.control(PacketCodec.CLOSE, ""));
  }

  @Override
  public void abort(boolean notifyPeer) {
    if (mode == Mode.ENDED) {
      return;
    }
    boolean notified = mode == Mode.CLOSING;
    end();
    if (notifyPeer && !notified) {
      // Otherwise the server would keep the session until its ping times out.
      byte[] farewell = {PacketCodec.CLOSE};
      http.post(handshake.sid(), farewell, FAREWELL, new Farewell());
    }
  }

  private void end() {
    mode = Mode.ENDED;
    if (get != null) {
      get.cancel();
    }
    if (post != null) {
      post.cancel();
    }
  }

  private void fail(RuntimeException cause) {
    end();
    listener.onEnded(DisconnectReason.TRANSPORT_ERROR, cause);
  }

  private void stepLater() {
    if (!stepDue) {
      stepDue = true;
      http.loop().execute(this::step);
    }
  }

  private void step() {
    stepDue = false;
    deliver();
    switch (mode) {
      case ACTIVE -> {
        if (get == null && reading && !held && !inbox.hasNext()) {
          get = http.get(handshake.sid(), timeout, new Poll());
        }
        postNext();
      }
      case PAUSING -> {
        if (get == null && post == null) {
          mode = Mode.PAUSED;
          onPaused.run();
        }
      }
      case CLOSING -> {
        if (post == null && batches.isEmpty()) {
          end();
          listener.onEnded(DisconnectReason.TRANSPORT_CLOSE, null);
        } else {
          postNext();
        }
      }
      case PAUSED, ENDED -> {}
    }
  }

  /** Delivers while packets are wanted; before an upgrade, in any case. */
  private void deliver() {
    while (inbox.hasNext() && ((mode == Mode.ACTIVE && reading) || mode == Mode.PAUSING)) {
      Frame packet;
      try {
        packet = inbox.next();
      } catch (ProtocolException e) {
        abort(true);
        listener.onEnded(
            DisconnectReason.PARSE_ERROR,
            new DecodingException("the polling response holds " + e.getMessage(), e));
        return;
      }
      listener.onPacket(packet);
    }
  }

  private void postNext() {
    if (post == null && !batches.isEmpty()) {
      Deque<Frame> batch = batches.element();
      PacketCodec.Batch taken = PacketCodec.encodePayload(batch, handshake.maxPayload());
      if (batch.isEmpty()) {
        batches.remove();
      }
      byte[] payload = taken.payload();
      queuedBytes -= taken.weight();
      postedBytes = taken.weight();
      post = http.post(handshake.sid(), payload, timeout, new Post(payload.length));
    }
  }

  private static boolean success(Transport.Response response) {
    return response.status() >= 200 && response.status() < 300;
  }

  private final class Poll implements Http.Answer {
    @Override
    public void onResponse(Transport.Response response) {
      get = null;
      if (mode == Mode.CLOSING) {
        return;
      }
      if (success(response)) {
        inbox = new Payload(response.body());
        step();
      } else {
        fail(failures.refused(response, 0));
      }
    }

    @Override
    public void onFailure(Throwable cause) {
      get = null;
      if (mode != Mode.CLOSING) {
        fail(failures.broken(cause));
      }
    }
  }

  private final class Post implements Http.Answer {
    private final int size;

    Post(int size) {
      this.size = size;
    }

    @Override
    public void onResponse(Transport.Response response) {
      post = null;
      postedBytes = 0;
      if (success(response)) {
        if (mode != Mode.CLOSING) {
          listener.onDrain();
        }
        step();
      } else {
        fail(failures.refused(response, size));
      }
    }

    @Override
    public void onFailure(Throwable cause) {
      post = null;
      fail(failures.broken(cause));
    }
  }

  private static final class Farewell implements Http.Answer {
    @Override
    public void onResponse(Transport.Response response) {}

    @Override
    public void onFailure(Throwable cause) {}
  }
}

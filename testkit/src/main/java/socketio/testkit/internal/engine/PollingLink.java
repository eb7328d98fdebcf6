package socketio.testkit.internal.engine;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.DisconnectReason;
import socketio.spi.Frame;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.internal.net.HttpCall;
import socketio.testkit.internal.net.Reply;
import socketio.testkit.internal.net.TooLargeException;

/** HTTP long-polling: at most one GET and one POST at a time (protocol: HTTP long-polling). */
final class PollingLink implements Link {
  static final String TEXT = "text/plain; charset=UTF-8";

  private final EngineCore core;
  private final EngineSession session;
  private @Nullable HttpCall poll;
  private @Nullable HttpCall post;
  private boolean held;

  PollingLink(EngineCore core, EngineSession session) {
    this.core = core;
    this.session = session;
  }

  @Override
  public Phase phase() {
    return Phase.POLLING;
  }

  /** Handles a GET, which waits until there is something to send. */
  void poll(HttpCall call) {
    if (poll != null) {
      core.violation("a second GET while one was pending", session);
      core.reject(call, Rejection.BAD_REQUEST);
      session.fail(DisconnectReason.TRANSPORT_ERROR);
      return;
    }
    poll = call;
    call.onGone(() -> core.enter(() -> gone(call)));
    if (session.upgrading() && session.nothingQueued()) {
      session.sendPacket(PacketCodec.NOOP);
    } else {
      session.flush();
    }
  }

  /** Handles a POST: its packets first, then the response. */
  void post(HttpCall call) {
    if (post != null && !post.isGone()) { // an abandoned request does not overlap
      core.violation("a second POST while one was pending", session);
      core.reject(call, Rejection.BAD_REQUEST);
      session.fail(DisconnectReason.TRANSPORT_ERROR);
      return;
    }
    post = call;
    call.body(
        core.options().maxPayload(),
        new HttpCall.BodyReceiver() {
          @Override
          public void onBody(byte[] body) {
            core.enter(() -> posted(call, body));
          }

          @Override
          public void onFailure(IOException cause) {
            core.enter(() -> notPosted(call, cause));
          }
        });
  }

  private void notPosted(HttpCall call, IOException cause) {
    if (post != call || session.hasEnded()) {
      core.reject(call, Rejection.UNKNOWN_SID); // the session ended while the body was arriving
      return;
    }
    post = null;
    if (cause instanceof TooLargeException) {
      core.violation("a POST larger than maxPayload", session);
      core.respond(call, Reply.of(413, TEXT, "payload too large"));
    } else {
      call.drop(false);
      session.fail(DisconnectReason.TRANSPORT_ERROR);
    }
  }

  private void posted(HttpCall call, byte[] body) {
    if (post != call || session.hasEnded()) {
      core.reject(call, Rejection.UNKNOWN_SID);
      return;
    }
    List<Frame> packets = PacketCodec.decodePayload(body);
    if (packets == null) {
      post = null;
      core.violation("a POST whose body is not a valid payload", session);
      core.reject(call, Rejection.BAD_REQUEST);
      session.fail(DisconnectReason.PARSE_ERROR);
      return;
    }
    for (Frame packet : packets) {
      core.pass(() -> session.receive(packet));
    }
    core.pass(
        () -> {
          if (post == call) {
            post = null;
          }
          core.respond(call, Reply.of(200, "text/html", "ok"));
        });
  }

  private void gone(HttpCall call) {
    if (poll == call) {
      poll = null;
      session.fail(DisconnectReason.TRANSPORT_ERROR);
    }
  }

  /** Answers the pending GET, if any, so that the client can leave this transport. */
  void release() {
    if (poll != null) {
      session.sendPacket(PacketCodec.NOOP);
    }
  }

  @Override
  public void flush() {
    if (poll == null || held || session.nothingQueued()) {
      return;
    }
    Fault.SlowPoll slow = core.faults().take(Fault.SlowPoll.class, session.phase());
    if (slow == null) {
      answer();
    } else {
      held = true;
      core.after(
          slow.delay(),
          () -> {
            held = false;
            answer();
          });
    }
  }

  private void answer() {
    if (poll == null) {
      return;
    }
    var payload = new StringBuilder();
    boolean truncated = false;
    Frame packet;
    while (!truncated && (packet = session.nextPacket()) != null) {
      PacketCodec.appendTo(payload, packet);
      truncated = core.faults().take(Fault.TruncatedFrame.class, session.phase(), packet) != null;
    }
    HttpCall call = poll;
    if (call == null || payload.length() == 0) {
      return; // a fault intervened
    }
    poll = null;
    Reply reply = Reply.of(200, TEXT, payload.toString()).with(NO_STORE);
    if (truncated) {
      call.respondTruncated(reply);
      session.fail(DisconnectReason.TRANSPORT_ERROR);
    } else {
      core.respond(call, reply);
    }
  }

  private static final Map<String, List<String>> NO_STORE =
      Map.of("Cache-Control", List.of("no-store"));

  @Override
  public boolean end() {
    return session.nothingQueued();
  }

  @Override
  public void drop(boolean reset) {
    HttpCall pendingPoll = poll;
    HttpCall pendingPost = post;
    poll = null;
    post = null;
    if (pendingPoll != null) {
      pendingPoll.drop(reset);
    }
    if (pendingPost != null) {
      pendingPost.drop(reset);
    }
  }
}

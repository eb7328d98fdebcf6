package socketio.testkit.internal.io;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.spi.Packet;
import socketio.testkit.ReceivedEvent;

/** An event that arrived. Thread-safe. */
final class EventCore implements ReceivedEvent {
  private final Hub hub;
  private final SocketCore socket;
  private final Packet.Event packet;
  private final AtomicBoolean acknowledged = new AtomicBoolean();
  private volatile boolean taken;

  EventCore(Hub hub, SocketCore socket, Packet.Event packet) {
    this.hub = hub;
    this.socket = socket;
    this.packet = packet;
  }

  @Override
  public String name() {
    return packet.name();
  }

  @Override
  public Args args() {
    return packet.args();
  }

  @Override
  public boolean wantsAck() {
    return packet.id() != Packet.Event.NO_ID;
  }

  @Override
  public void ack(@Nullable Object... values) {
    if (!wantsAck()) {
      throw new IllegalStateException(
          "the client sent \"" + name() + "\" without asking for an acknowledgement");
    }
    if (!acknowledged.compareAndSet(false, true)) {
      throw new IllegalStateException("\"" + name() + "\" has been acknowledged already");
    }
    socket.acknowledge(packet.id(), Args.of(values));
  }

  /** Whether the test has taken it. */
  boolean taken() {
    return taken;
  }

  /** Marks it as taken by the test. */
  EventCore take() {
    taken = true;
    return this;
  }

  /** Acknowledges with a handler's result. */
  void answer(@Nullable Object result) {
    if (result instanceof CompletionStage<?> later) {
      later.whenComplete(
          (value, error) -> {
            if (error == null) {
              answer(value);
            } else {
              hub.host()
                  .reportProblem("the acknowledgement of \"" + name() + "\" failed: " + error);
            }
          });
    } else if (wantsAck() && acknowledged.compareAndSet(false, true)) {
      boolean none = result == null || result.getClass().getName().equals("kotlin.Unit");
      socket.acknowledge(packet.id(), none ? Args.of() : Args.of(result));
    }
  }

  @Override
  public String toString() {
    return "\"" + name() + "\"";
  }
}

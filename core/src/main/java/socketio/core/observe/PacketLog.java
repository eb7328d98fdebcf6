package socketio.core.observe;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.SocketIOException;
import socketio.TransportKind;
import socketio.core.Frames;
import socketio.core.Log;
import socketio.core.runtime.Observation;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.Frame;
import socketio.spi.Packet;

/**
 * Logs packets and the life cycle of connections at level DEBUG. It logs in the loop, so that times
 * are exact and a slow log fills no queue. It never logs the content of a packet or the id of a
 * session.
 */
final class PacketLog implements Observation {
  private static final Log LOG = Log.named("socketio.packets");

  private final String client;

  // The frames so far of a packet that is not yet complete.
  private long receivedBytes;
  private int receivedFrames;

  /**
   * Creates the log of one client.
   *
   * @param client its name
   */
  PacketLog(String client) {
    this.client = client;
  }

  private void log(Supplier<String> message) {
    if (LOG.isDebug()) {
      write(message);
    }
  }

  private void write(Supplier<String> message) {
    try {
      LOG.debug(client + " " + message.get());
    } catch (RuntimeException e) {
      // A log that fails must not break the connection, and there is nowhere else to report it.
    }
  }

  @Override
  public void opening(EngineConfig config) {
    receivedBytes = 0;
    receivedFrames = 0;
    log(() -> "connecting to " + config);
  }

  @Override
  public void opened(TransportKind transport, Duration handshake) {
    log(() -> "opened with " + transport + " in " + handshake.toMillis() + " ms");
  }

  @Override
  public void openFailed(
      TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
    log(() -> "opening with " + transport + " failed: " + reason + describe(cause));
  }

  @Override
  public void closed(TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
    log(() -> "closed " + transport + ": " + reason + describe(cause));
  }

  @Override
  public void upgraded(TransportKind transport) {
    log(() -> "upgraded to " + transport);
  }

  @Override
  public void upgradeFailed(TransportKind transport, Throwable cause) {
    log(() -> "upgrade to " + transport + " failed" + describe(cause));
  }

  @Override
  public void stateChanged(ClientState from, ClientState to) {
    log(() -> from + " > " + to);
  }

  @Override
  public void reconnection(Reconnection.Event event) {
    if (event instanceof Reconnection.Event.Scheduled next) {
      log(() -> "reconnecting in " + next.delay().toMillis() + " ms, attempt " + next.attempt());
    } else if (event instanceof Reconnection.Event.GaveUp last) {
      log(() -> "gave up after " + last.attempts() + " attempts");
    }
  }

  @Override
  public void sent(Packet packet, List<Frame> frames, Engine engine) {
    if (LOG.isDebug()) {
      write(
          () -> {
            long bytes = 0;
            for (Frame frame : frames) {
              bytes += Frames.bytes(frame);
            }
            return "-> " + summary(packet, frames.size(), bytes);
          });
    }
  }

  @Override
  public void received(Frame frame, @Nullable Packet packet) {
    if (LOG.isDebug()) {
      receivedBytes += Frames.bytes(frame);
      receivedFrames++;
      if (packet != null) {
        write(() -> "<- " + summary(packet, receivedFrames, receivedBytes));
        receivedBytes = 0;
        receivedFrames = 0;
      }
    }
  }

  private static String summary(Packet packet, int frames, long bytes) {
    return PacketText.header(packet)
        + (PacketText.hasArguments(packet)
            ? ", " + count(PacketText.content(packet).size(), "argument")
            : "")
        + (frames > 1 ? ", " + count(frames - 1, "attachment") : "")
        + ", "
        + count(bytes, "byte");
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Only the library's own messages are free of secrets. */
  private static String describe(@Nullable Throwable cause) {
    if (cause == null) {
      return "";
    }
    return ": " + (cause instanceof SocketIOException ? cause.getMessage() : cause.getClass());
  }
}

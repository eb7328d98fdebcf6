package socketio.core.observe;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.ReconnectionEvent;
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
 * Logs packets and the life of connections at level DEBUG, in the loop: what is logged has happened
 * just then, and a log that is slow fills no queue. Never the content of a packet, nor the id of a
 * session.
 */
final class PacketLog implements Observation {
  private static final Log LOG = Log.named("socketio.packets");

  private final String client;

  // Of the frames of a packet that is not yet complete.
  private long receivedBytes;
  private int receivedFrames;

  /**
   * For one client.
   *
   * @param client what tells it from others
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
      // A log that fails must not break the connection, and there is no other place to tell.
    }
  }

  @Override
  public void opening(EngineConfig config) {
    receivedBytes = 0;
    receivedFrames = 0;
    log(() -> "connects to " + config);
  }

  @Override
  public void opened(TransportKind transport, Duration handshake) {
    log(() -> "opened by " + transport + " in " + handshake.toMillis() + " ms");
  }

  @Override
  public void openFailed(
      TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
    log(() -> "not opened by " + transport + ": " + reason + words(cause));
  }

  @Override
  public void closed(TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {
    log(() -> "closed " + transport + ": " + reason + words(cause));
  }

  @Override
  public void upgraded(TransportKind transport) {
    log(() -> "upgraded to " + transport);
  }

  @Override
  public void upgradeFailed(TransportKind transport, Throwable cause) {
    log(() -> "not upgraded to " + transport + words(cause));
  }

  @Override
  public void stateChanged(ClientState from, ClientState to) {
    log(() -> from + " > " + to);
  }

  @Override
  public void reconnection(ReconnectionEvent event) {
    if (event instanceof ReconnectionEvent.Scheduled next) {
      log(() -> "retries in " + next.delay().toMillis() + " ms, attempt " + next.attempt());
    } else if (event instanceof ReconnectionEvent.GaveUp last) {
      log(() -> "gives up after " + last.attempts() + " attempts");
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
            ? ", " + counted(PacketText.content(packet).size(), "argument")
            : "")
        + (frames > 1 ? ", " + counted(frames - 1, "attachment") : "")
        + ", "
        + counted(bytes, "byte");
  }

  private static String counted(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** The library's own messages hold no secret; others may. */
  private static String words(@Nullable Throwable cause) {
    if (cause == null) {
      return "";
    }
    return ": " + (cause instanceof SocketIOException ? cause.getMessage() : cause.getClass());
  }
}

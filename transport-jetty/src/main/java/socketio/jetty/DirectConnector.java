package socketio.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.jspecify.annotations.Nullable;

/**
 * Reads a WebSocket on the thread that finds it readable. Jetty assumes that the reader may block,
 * and wakes another thread first to watch the other connections; here no reader blocks. HTTP and
 * the TLS handshake, which may ask others about certificates, are left unchanged. Large messages
 * are written in pieces.
 */
final class DirectConnector extends ClientConnector {
  @Override
  protected EndPoint newEndPoint(
      SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
    return new DirectEndPoint((SocketChannel) channel, selector, key, this);
  }

  private static final class DirectEndPoint extends SocketChannelEndPoint {
    /** More than a batch of messages, so that those leave in one system call. */
    private static final int PIECE = 256 << 10;

    /** Created once for each reader. */
    private @Nullable NonBlocking latest;

    private volatile boolean open;

    DirectEndPoint(
        SocketChannel channel, ManagedSelector selector, SelectionKey key, ClientConnector owner) {
      super(channel, selector, key, owner.getScheduler());
    }

    @Override
    public void onOpen() {
      super.onOpen();
      open = true;
    }

    /**
     * Only an open connection can be idle. On a very busy machine, one that is still being opened
     * would be closed, and the attempt to connect would fail with an IllegalStateException.
     */
    @Override
    protected void onIdleExpired(TimeoutException timeout) {
      if (open) {
        super.onIdleExpired(timeout);
      }
    }

    /**
     * The JDK copies whatever it is given to write into a direct buffer of the same size, which it
     * keeps for the thread: several threads that write parts of one large message would exhaust the
     * direct memory, and copy the rest of it for each part that the network takes.
     */
    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
      if (BufferUtil.remaining(buffers) <= PIECE) {
        return super.flush(buffers);
      }
      for (ByteBuffer buffer : buffers) {
        if (!flushPieces(buffer)) {
          return false;
        }
      }
      return true;
    }

    private boolean flushPieces(ByteBuffer buffer) throws IOException {
      int end = buffer.limit();
      boolean taken = true;
      while (taken && buffer.position() < end) {
        buffer.limit(buffer.position() + Math.min(PIECE, end - buffer.position()));
        try {
          taken = super.flush(buffer);
        } finally {
          buffer.limit(end);
        }
      }
      return taken;
    }

    @Override
    public void fillInterested(Callback callback) {
      super.fillInterested(isWebSocket() ? nonBlocking(callback) : callback);
    }

    @Override
    public boolean tryFillInterested(Callback callback) {
      return super.tryFillInterested(isWebSocket() ? nonBlocking(callback) : callback);
    }

    private boolean isWebSocket() {
      Connection connection = getConnection();
      if (connection instanceof SslConnection ssl) {
        connection = ssl.getSslEndPoint().getConnection();
      }
      return connection instanceof WebSocketConnection;
    }

    private NonBlocking nonBlocking(Callback callback) {
      NonBlocking wrapper = latest;
      if (wrapper == null || wrapper.callback != callback) {
        wrapper = new NonBlocking(callback);
        latest = wrapper;
      }
      return wrapper;
    }
  }

  private static final class NonBlocking implements Callback {
    final Callback callback;

    NonBlocking(Callback callback) {
      this.callback = callback;
    }

    @Override
    public void succeeded() {
      callback.succeeded();
    }

    @Override
    public void failed(Throwable cause) {
      callback.failed(cause);
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }

    @Override
    public String toString() {
      return callback.toString();
    }
  }
}

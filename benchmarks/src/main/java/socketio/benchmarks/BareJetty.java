package socketio.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.client.CoreClientUpgradeRequest;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;

/** Jetty's core WebSocket client, with one write per frame. */
final class BareJetty extends BareClient<byte[]> {
  private static final int MAX_QUEUED = 1024;

  private static final int BUFFER_BYTES = 64 << 10;

  private final WebSocketCoreClient client;
  private final Semaphore room = new Semaphore(MAX_QUEUED);
  private final Callback sent = Callback.from(room::release, failure -> room.release());
  private CoreSession session;

  BareJetty(WebSocketCoreClient client, boolean json) {
    super(json);
    this.client = client;
  }

  @Override
  void open(String url) throws Exception {
    var request = CoreClientUpgradeRequest.from(client, URI.create(url), new Events());
    request.setConfiguration(configuration());
    client.connect(request).get(1, TimeUnit.MINUTES);
  }

  /** Delivers whole frames, and uses larger buffers than the default. */
  private static Configuration.ConfigurationCustomizer configuration() {
    var configuration = new Configuration.ConfigurationCustomizer();
    configuration.setAutoFragment(false);
    configuration.setInputBufferSize(BUFFER_BYTES);
    configuration.setOutputBufferSize(BUFFER_BYTES);
    return configuration;
  }

  private final class Events implements FrameHandler {
    @Override
    public void onOpen(CoreSession opened, Callback callback) {
      session = opened;
      callback.succeeded();
      opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
      if (frame.getOpCode() == OpCode.TEXT) {
        text(payload(frame));
      } else if (frame.getOpCode() == OpCode.BINARY) {
        binary(payload(frame));
      }
      callback.succeeded();
      if (frame.getOpCode() != OpCode.CLOSE) {
        session.demand();
      }
    }

    private byte[] payload(Frame frame) {
      byte[] bytes = new byte[frame.getPayloadLength()];
      frame.getPayload().get(bytes);
      return bytes;
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
      callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
      callback.succeeded();
    }
  }

  @Override
  byte[] message(String text) {
    return text.getBytes(UTF_8);
  }

  @Override
  byte[] written(byte[] head, Kind kind, int number) throws IOException {
    return BareJson.bytes(head, kind, number);
  }

  @Override
  byte[] call(long id, byte[] head, boolean withJson, int number) throws IOException {
    String start = "42" + id + "[\"c\",";
    return withJson
        ? BareJson.bytes(message(start), Kind.SMALL, number)
        : message(start + Reading.JSON + "]");
  }

  @Override
  void send(byte[] message) throws InterruptedException {
    send(OpCode.TEXT, message);
  }

  @Override
  void sendBinary(byte[] message) throws InterruptedException {
    send(OpCode.BINARY, message);
  }

  private void send(byte opCode, byte[] message) throws InterruptedException {
    room.acquire();
    session.sendFrame(new Frame(opCode, ByteBuffer.wrap(message)), sent, false);
  }

  @Override
  long readJson(byte[] message) throws IOException {
    return BareJson.read(message, 2, message.length - 2);
  }

  @Override
  char charAt(byte[] message, int index) {
    return (char) message[index];
  }

  @Override
  long number(byte[] message, int start) {
    String text = new String(message, UTF_8);
    return Long.parseLong(text, start, text.indexOf(']'), 10);
  }

  @Override
  public void close() {
    session.close(CloseStatus.NORMAL, null, Callback.NOOP);
  }
}

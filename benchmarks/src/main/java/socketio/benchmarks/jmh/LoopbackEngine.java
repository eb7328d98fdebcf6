package socketio.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.EngineProvider;
import socketio.spi.Frame;
import socketio.spi.Loop;

/** An engine without a network, whose server confirms and acknowledges immediately. */
final class LoopbackEngine implements EngineProvider, Engine {
  private final CompletableFuture<EngineConfig> config = new CompletableFuture<>();
  private Listener listener;

  @Override
  public String name() {
    return "loopback";
  }

  @Override
  public Engine open(EngineConfig opened, Listener to) {
    listener = to;
    config.complete(opened);
    opened.loop().execute(() -> to.onOpen("loopback"));
    return this;
  }

  private Loop loop() {
    return config.join().loop();
  }

  void execute(Runnable task) {
    loop().execute(task);
  }

  /** Delivers a message from the server. */
  void receive(Frame frame) {
    loop().execute(() -> listener.onMessage(frame));
  }

  @Override
  public boolean send(List<Frame> frames) {
    String text = ((Frame.Text) frames.get(0)).data();
    if (text.startsWith("0")) {
      receive(new Frame.Text("0{\"sid\":\"loopback\"}"));
    } else if (text.startsWith("2") && !text.startsWith("2[")) {
      receive(new Frame.Text("3" + text.substring(1, text.indexOf('[')) + "[]"));
    }
    return true;
  }

  @Override
  public long queuedBytes() {
    return 0;
  }

  @Override
  public Limits limits() {
    return Limits.NONE;
  }

  @Override
  public void reading(boolean wanted) {
    // the benchmark waits for each batch
  }

  @Override
  public void close() {
    loop().execute(() -> listener.onClose(DisconnectReason.CLIENT_DISCONNECT, null));
  }

  @Override
  public void abort(DisconnectReason reason, Throwable cause) {
    listener.onClose(reason, cause);
  }

  @Override
  public TransportKind transport() {
    return TransportKind.WEBSOCKET;
  }
}

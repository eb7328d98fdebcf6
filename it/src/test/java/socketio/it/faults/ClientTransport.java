package socketio.it.faults;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

/** Delegates to another transport, and knows what the client has started and not ended. */
final class ClientTransport implements Transport {
  private final Transport network;
  private final Set<Object> open = new LinkedHashSet<>();
  private final List<String> offences = new ArrayList<>();
  private int requests;
  private int attempts;

  ClientTransport(Transport network) {
    this.network = network;
  }

  /** Requests of any kind so far. */
  int requests() {
    return requests;
  }

  /** Handshakes of new sessions so far. */
  int attempts() {
    return attempts;
  }

  /** Exchanges and channels that have not ended. */
  int open() {
    return open.size();
  }

  /** Breaches of the contract of channels. */
  List<String> offences() {
    return List.copyOf(offences);
  }

  private void count(Request request) {
    requests++;
    if (!request.uri().getRawQuery().contains("sid=")) {
      attempts++;
    }
  }

  @Override
  public Set<TransportKind> kinds() {
    return network.kinds();
  }

  @Override
  public long maxMessageSize(TransportKind kind) {
    return network.maxMessageSize(kind);
  }

  @Override
  public CompletableFuture<Response> exchange(Request request) {
    count(request);
    CompletableFuture<Response> exchange = network.exchange(request);
    var key = new Object();
    open.add(key);
    var unused = exchange.whenComplete((response, error) -> open.remove(key));
    return exchange;
  }

  @Override
  public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
    count(request);
    return network.connect(kind, request, new Watched(listener));
  }

  @Override
  public void close() {
    network.close();
  }

  /** Checks callbacks and passes them to the client. */
  private final class Watched implements Channel.Listener {
    private final Channel.Listener client;

    Watched(Channel.Listener client) {
      this.client = client;
      open.add(this);
    }

    private void ended(String how) {
      if (!open.remove(this)) {
        offences.add("a channel ended twice, the second time by " + how);
      }
    }

    @Override
    public void onOpen(Response handshake) {
      client.onOpen(handshake);
    }

    @Override
    public void onFrame(Frame frame) {
      client.onFrame(frame);
    }

    @Override
    public void onDrain() {
      client.onDrain();
    }

    @Override
    public void onClose(int code, String reason) {
      ended("onClose");
      client.onClose(code, reason);
    }

    @Override
    public void onFailure(Throwable cause, @Nullable Response response) {
      ended("onFailure");
      client.onFailure(cause, response);
    }
  }
}

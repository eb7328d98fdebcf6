package socketio.it.chaos;

import java.time.Duration;
import java.util.Objects;
import socketio.Args;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.EmitOptions;
import socketio.Emitter;
import socketio.TransportKind;

/** Node's server ({@code servers/chaos.js}), with connection state recovery. */
final class NodeChaosServer implements ChaosServer {
  private static final String CONTROL = "/chaos-control";

  private final String url;
  private final long run;

  /** Connected without chaos. */
  private final Client witness = Client.create();

  /** Sure to be answered, although this server expects pongs very soon. */
  private final Emitter control =
      witness
          .namespace(CONTROL)
          .with(EmitOptions.defaults().retries(20).timeout(Duration.ofSeconds(5)));

  NodeChaosServer(String url, long run) throws InterruptedException {
    this.url = url;
    this.run = run;
    witness.connect(
        ConnectOptions.to(url).namespaces(CONTROL).transports(TransportKind.WEBSOCKET).retry(true));
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public boolean recovers() {
    return true;
  }

  @Override
  public void quiet() throws InterruptedException {
    control.call("quiet", run);
  }

  @Override
  public ServerReport report() throws InterruptedException {
    Args report = control.call("report", run);
    return Objects.requireNonNull(report.get(0, ServerReport.class), "report");
  }

  @Override
  public int connections() throws InterruptedException {
    return Objects.requireNonNull(control.call("connections", run).get(0, Integer.class));
  }

  @Override
  public void close() {
    witness.close();
  }
}

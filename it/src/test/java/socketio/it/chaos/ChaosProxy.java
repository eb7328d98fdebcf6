package socketio.it.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import socketio.it.chaos.ChaosPlan.Cut;
import socketio.it.chaos.ChaosPlan.Forecast;
import socketio.it.chaos.ChaosPlan.Weather;
import socketio.it.chaos.ChaosPlan.Welcome;
import socketio.it.support.Sockets;

/**
 * A proxy to a server that carries out a {@link ChaosPlan} until chaos ends. As TCP promises, the
 * bytes of a stream that pass are never lost, changed or reordered.
 */
final class ChaosProxy implements AutoCloseable {
  private final URI server;
  private final ChaosPlan plan;
  private final ServerSocket listener;
  private final ByteGate passing = new ByteGate();
  private final Set<ChaosConnection> connections = ConcurrentHashMap.newKeySet();
  private final Map<Cut, Integer> cuts = new EnumMap<>(Cut.class);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "chaos-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean refusing;

  /**
   * Listens, and starts the disasters.
   *
   * @param server the server's address
   * @param plan what goes wrong
   */
  ChaosProxy(String server, ChaosPlan plan) throws IOException {
    this.server = URI.create(server);
    this.plan = plan;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
    threads.execute(this::weather);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** Ends chaos: from now on nothing goes wrong, and connections in a black hole are reset. */
  void makePeace() {
    passing.makePeace();
  }

  /** How many connections were cut in each way. */
  Map<Cut, Integer> cuts() {
    synchronized (cuts) {
      return new EnumMap<>(cuts);
    }
  }

  void count(Cut cut) {
    synchronized (cuts) {
      cuts.merge(cut, 1, Integer::sum);
    }
  }

  private void accept() {
    for (int number = 0; !listener.isClosed(); number++) {
      try {
        admit(listener.accept(), number);
      } catch (IOException | RejectedExecutionException e) {
        // this proxy was closed, or the server was, or the client has gone already
      }
    }
  }

  @SuppressWarnings("resource") // the connection closes them
  private void admit(Socket client, int number) throws IOException {
    Welcome welcome = passing.peace() ? Welcome.PASS : plan.welcome(number);
    if (welcome == Welcome.RESET || refusing) {
      count(Cut.RESET);
      Sockets.reset(client);
    } else if (welcome == Welcome.CLOSE) {
      count(Cut.CLOSE);
      client.close();
    } else if (welcome == Welcome.SILENCE) {
      count(Cut.BLACK_HOLE);
      int dark = plan.up(number).darkMillis();
      threads.execute(
          () -> {
            passing.pause(dark);
            Sockets.reset(client);
          });
    } else {
      try {
        Socket peer = new Socket(server.getHost(), server.getPort());
        var connection = new ChaosConnection(client, peer, passing, this);
        connections.add(connection);
        threads.execute(() -> connection.pump(client, peer, plan.up(number)));
        threads.execute(() -> connection.pump(peer, client, plan.down(number)));
      } catch (IOException | RejectedExecutionException e) {
        Sockets.reset(client); // the server or the proxy was closed
      }
    }
  }

  void over(ChaosConnection connection) {
    connections.remove(connection);
  }

  private void weather() {
    for (Forecast forecast = plan.forecast(); !passing.peace(); ) {
      Weather next = forecast.next();
      passing.pause(next.peaceMillis());
      if (passing.peace()) {
        return;
      }
      switch (next.disaster()) {
        case RESET_ALL -> resetAll();
        case STALL_ALL -> passing.stall(next.millis());
        case REFUSE_NEW -> {
          refusing = true;
          resetAll();
          passing.pause(next.millis());
          refusing = false;
        }
      }
    }
  }

  private void resetAll() {
    connections.forEach(
        connection -> {
          count(Cut.RESET);
          connection.reset();
        });
  }

  @Override
  public void close() throws IOException {
    listener.close();
    makePeace();
    connections.forEach(ChaosConnection::reset);
    threads.shutdownNow();
  }
}

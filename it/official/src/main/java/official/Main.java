package official;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;

/** The official client: what it must see of the server, by every transport. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    try {
      for (String[] transports :
          new String[][] {{"polling"}, {"websocket"}, {"polling", "websocket"}}) {
        run(args[0], transports);
        System.out.println("done: " + String.join(" and ", transports));
      }
      System.exit(0); // its threads would keep the process for a minute
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static IO.Options options(String[] transports) {
    IO.Options options = new IO.Options();
    options.transports = transports;
    options.forceNew = true;
    options.reconnectionDelay = 20;
    return options;
  }

  private static void run(String url, String[] transports) throws Exception {
    IO.Options options = options(transports);
    options.auth = Map.of("token", "abc");
    Socket socket = IO.socket(URI.create(url + "/custom"), options);
    BlockingQueue<Object[]> connects = record(socket, Socket.EVENT_CONNECT);
    BlockingQueue<Object[]> greetings = record(socket, "auth");
    BlockingQueue<Object[]> answers = record(socket, "message-back");
    BlockingQueue<Object[]> told = record(socket, "told");
    socket.on(
        "ask",
        args -> ((Ack) args[args.length - 1]).call((int) args[0] + 1, new byte[] {5, 6}));
    socket.connect();
    next(connects);
    check("abc", ((JSONObject) next(greetings)[0]).getString("token"));

    socket.emit("message", 1, "zwei \u20ac", new byte[] {1, 2, 3});
    Object[] answer = next(answers);
    check(1, answer[0]);
    check("zwei \u20ac", answer[1]);
    check("[1, 2, 3]", Arrays.toString((byte[]) answer[2]));

    BlockingQueue<Object[]> acks = new LinkedBlockingQueue<>();
    socket.emit("message-with-ack", new Object[] {7, "x"}, (Ack) acks::add);
    check("[7, x]", Arrays.toString(next(acks)));

    socket.emit("ask-me", 41);
    check(42, next(told)[0]);

    BlockingQueue<Object[]> lost = record(socket, Socket.EVENT_DISCONNECT);
    socket.emit("drop-me");
    next(lost);
    next(connects);
    next(greetings);
    socket.emit("kick-me");
    check("io server disconnect", next(lost)[0]);

    Socket refused = IO.socket(URI.create(url + "/refused"), options(transports));
    BlockingQueue<Object[]> errors = record(refused, Socket.EVENT_CONNECT_ERROR);
    refused.connect();
    JSONObject error = (JSONObject) next(errors)[0];
    check("Not authorized", error.getString("message"));
    check(401, error.getJSONObject("data").getInt("code"));
    refused.close();
    socket.close();
  }

  private static BlockingQueue<Object[]> record(Socket socket, String event) {
    BlockingQueue<Object[]> queue = new LinkedBlockingQueue<>();
    socket.on(event, queue::add);
    return queue;
  }

  private static Object[] next(BlockingQueue<Object[]> queue) throws InterruptedException {
    Object[] next = queue.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }

  private static void check(Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError("expected " + expected + " but got " + actual);
    }
  }
}

package chat;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import socketio.Client;
import socketio.ConnectOptions;

/** A chat room as an application might have it. */
public final class Chat implements AutoCloseable {
  /** What somebody said. */
  public record Message(String from, String text) {}

  private final Client client = Client.create();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  /** Enters the room. */
  public Chat(String url, String token) throws InterruptedException {
    client.on("message", Message.class, said -> lines.add(said.from() + ": " + said.text()));
    client.onDisconnect(reason -> lines.add("connection lost"));
    client.onConnect(() -> lines.add("connected"));
    client.connect(ConnectOptions.to(url).auth(Map.of("token", token)));
  }

  /** Says something; the server gives its number. */
  public long say(String text) throws InterruptedException {
    return client.call("message", text).get(0, Long.class);
  }

  /** The next line on the screen. */
  public String nextLine() throws InterruptedException {
    return lines.poll(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    client.close();
  }
}

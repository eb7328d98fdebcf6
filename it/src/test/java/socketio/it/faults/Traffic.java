package socketio.it.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncClient;
import socketio.DisconnectedException;
import socketio.NotConnectedException;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.SocketGoneException;

/**
 * Numbered events in both directions and calls, and their outcomes. Everything is kept by the
 * session id of the connection in the main namespace.
 */
final class Traffic {
  private final FakeServer server;
  private final AsyncClient client;
  private final Map<String, Integer> sentDown = new LinkedHashMap<>();
  private final Map<String, List<Long>> receivedDown = new LinkedHashMap<>();
  private final Map<String, List<Long>> sentUp = new LinkedHashMap<>();
  private final Map<String, List<Long>> receivedUp = new LinkedHashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> over = new HashSet<>();
  private final List<String> offences = new ArrayList<>();
  private long nextUp;

  /** A call, the connection it was made on, and how it ended. */
  private static final class Call {
    private final @Nullable String sid;
    private final long number;
    private int completions;
    private @Nullable Args answer;
    private @Nullable Throwable error;

    Call(@Nullable String sid, long number) {
      this.sid = sid;
      this.number = number;
    }

    void ended(@Nullable Args result, @Nullable Throwable failure) {
      completions++;
      answer = result;
      error = failure instanceof CompletionException ? failure.getCause() : failure;
    }
  }

  Traffic(FakeServer server, AsyncClient client) {
    this.server = server;
    this.client = client;
    client.on("text", this::received);
    client.on("binary", this::received);
    client.onDisconnect(reason -> over.addAll(receivedDown.keySet()));
    server.onConnect(socket -> send(socket));
    server.on("up", (socket, args) -> numbers(receivedUp, socket.id()).add(number(args, 0)));
    server.onCall("echo", (socket, args) -> args.get(0));
  }

  private static List<Long> numbers(Map<String, List<Long>> by, String sid) {
    return by.computeIfAbsent(sid, fresh -> new ArrayList<>());
  }

  private static long number(Args args, int index) {
    return Objects.requireNonNull(args.get(index, Long.class), "number");
  }

  /** The repeated actions of an application and its server. */
  void once() {
    down();
    up();
  }

  /** The server's part. */
  void down() {
    server.namespace("/").sockets().forEach(this::send);
  }

  /** The client's part. */
  void up() {
    String sid = client.sid();
    long number = ++nextUp;
    CompletableFuture<Void> emitted = client.emit("up", number);
    if (!emitted.isCompletedExceptionally()) {
      numbers(sentUp, String.valueOf(sid)).add(number);
    }
    call(sid, number);
  }

  private void call(@Nullable String sid, long number) {
    var call = new Call(sid, number);
    calls.add(call);
    CompletableFuture<Args> unused = client.call("echo", number).whenComplete(call::ended);
  }

  private void send(FakeSocket socket) {
    try {
      int text = sentDown.merge(socket.id(), 1, Integer::sum);
      socket.emit("text", socket.id(), text);
      int binary = sentDown.merge(socket.id(), 1, Integer::sum);
      byte part = (byte) binary;
      socket.emit("binary", socket.id(), binary, new byte[] {part}, new byte[] {part, part});
    } catch (SocketGoneException e) {
      return; // the fault struck between the two
    }
  }

  private void received(Args args) {
    String sid = Objects.requireNonNull(args.get(0, String.class), "sid");
    long number = number(args, 1);
    numbers(receivedDown, sid).add(number);
    if (over.contains(sid)) {
      offences.add("event " + number + " of a connection whose end was reported before");
    }
    for (int i = 2; i < args.size(); i++) {
      byte[] part = Objects.requireNonNull(args.get(i, byte[].class), "attachment");
      if (part.length != i - 1 || part[0] != (byte) number) {
        offences.add("attachment " + i + " of event " + number + " is another one's");
      }
    }
  }

  /** How many events the client has got. */
  int receivedDown() {
    return receivedDown.values().stream().mapToInt(List::size).sum();
  }

  /** How many events the server has got. */
  int receivedUp() {
    return receivedUp.values().stream().mapToInt(List::size).sum();
  }

  /** How many calls were answered. */
  long answered() {
    return calls.stream().filter(call -> call.answer != null).count();
  }

  /** How many connections the server has talked to. */
  int connections() {
    return sentDown.size();
  }

  /**
   * Finds violations: on every connection, the events that arrived are the first of those sent, in
   * order; on a connection that is still up they are all of them.
   *
   * @param ended whether every call must have ended
   */
  List<String> offences(boolean ended) {
    var found = new ArrayList<>(offences);
    String up = client.sid();
    receivedDown.forEach(
        (sid, numbers) -> {
          for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) != i + 1) {
              found.add("event " + (i + 1) + " was due but " + numbers.get(i) + " came to client");
              return;
            }
          }
        });
    if (up != null) {
      int sent = sentDown.getOrDefault(up, 0);
      int received = numbers(receivedDown, up).size();
      if (sent != received) {
        found.add(sent + " events sent but " + received + " received on the connection that is up");
      }
    }
    receivedUp.forEach(
        (sid, numbers) -> {
          List<Long> sent = numbers(sentUp, sid);
          if (numbers.size() > sent.size() || !sent.subList(0, numbers.size()).equals(numbers)) {
            found.add("the server got " + numbers + " of " + sent);
          }
        });
    if (up != null && !numbers(sentUp, up).equals(numbers(receivedUp, up))) {
      found.add("the server lacks events of the connection that is up");
    }
    calls.forEach(call -> judge(call, up, ended, found));
    return found;
  }

  private static void judge(Call call, @Nullable String up, boolean ended, List<String> found) {
    String name = "call " + call.number;
    if (call.completions > 1) {
      found.add(name + " completed " + call.completions + " times");
    } else if (call.completions == 0) {
      if (ended) {
        found.add(name + " did not complete");
      }
    } else if (call.answer != null && number(call.answer, 0) != call.number) {
      found.add(name + " got the answer " + call.answer.toList());
    } else if (call.error != null) {
      boolean explained =
          call.sid == null
              ? call.error instanceof NotConnectedException
              : call.error instanceof DisconnectedException
                  || call.error instanceof NotConnectedException;
      if (!explained) {
        found.add(name + " failed with " + call.error);
      }
      if (call.sid != null && call.sid.equals(up)) {
        found.add(name + " failed on the connection that is up: " + call.error);
      }
    }
  }
}

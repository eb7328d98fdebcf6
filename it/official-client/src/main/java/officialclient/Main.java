package officialclient;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/** Takes the commands and prints the reports of {@code servers/client.js}; the argument is a URL. */
public final class Main {
  private final Map<String, Socket> sockets = new ConcurrentHashMap<>();
  private final PrintStream output = new PrintStream(System.out, false, UTF_8);
  private final String url;

  private Main(String url) {
    this.url = url;
  }

  public static void main(String[] args) throws IOException, JSONException {
    Main main = new Main(args[0]);
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    main.report("ready", "/");
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      main.run(new JSONArray(line));
    }
    System.exit(0); // the client's threads would go on
  }

  private void run(JSONArray command) throws JSONException {
    String namespace = command.getString(1);
    switch (command.getString(0)) {
      case "open" -> open(namespace, command.getJSONObject(2));
      case "connect" -> sockets.get(namespace).connect();
      case "disconnect" -> sockets.get(namespace).disconnect();
      case "emit" -> sockets.get(namespace).emit(command.getString(2), args(command));
      case "call" -> call(namespace, command.getString(2), args(command));
      default -> throw new IllegalArgumentException(command.toString());
    }
  }

  private void open(String namespace, JSONObject wanted) throws JSONException {
    Socket socket = IO.socket(URI.create(url + namespace), options(wanted));
    socket.on(
        Socket.EVENT_CONNECT, nothing -> report("connected", namespace, socket.id(), false));
    socket.on(Socket.EVENT_CONNECT_ERROR, error -> refused(namespace, error[0]));
    socket.on(Socket.EVENT_DISCONNECT, reason -> report("disconnected", namespace, reason[0]));
    socket.onAnyIncoming(values -> event(namespace, Arrays.asList(values)));
    sockets.put(namespace, socket);
    socket.connect();
  }

  private static IO.Options options(JSONObject wanted) throws JSONException {
    IO.Options options = new IO.Options();
    options.transports = values(wanted.getJSONArray("transports")).toArray(String[]::new);
    options.reconnectionDelay = wanted.getLong("reconnectionDelay");
    options.query = query(strings(wanted, "query"));
    options.auth = strings(wanted, "auth");
    options.extraHeaders = new HashMap<>();
    strings(wanted, "extraHeaders")
        .forEach((name, value) -> options.extraHeaders.put(name, List.of(value)));
    return options;
  }

  private static Map<String, String> strings(JSONObject options, String key) throws JSONException {
    Map<String, String> strings = new HashMap<>();
    JSONObject entries = options.optJSONObject(key);
    if (entries != null) {
      for (Iterator<?> names = entries.keys(); names.hasNext(); ) {
        String name = (String) names.next();
        strings.put(name, entries.getString(name));
      }
    }
    return strings;
  }

  private static String query(Map<String, String> entries) {
    return String.join(
        "&",
        entries.entrySet().stream()
            .map(
                entry ->
                    URLEncoder.encode(entry.getKey(), UTF_8)
                        + "="
                        + URLEncoder.encode(entry.getValue(), UTF_8))
            .toList());
  }

  private void refused(String namespace, Object error) {
    if (error instanceof JSONObject payload) {
      report("refused", namespace, payload.opt("message"), payload.opt("data"));
    } else {
      report("refused", namespace, String.valueOf(error), null);
    }
  }

  private void event(String namespace, List<Object> values) {
    boolean wantsAck = values.get(values.size() - 1) instanceof Ack;
    List<Object> event = values.subList(0, values.size() - (wantsAck ? 1 : 0));
    report(Stream.concat(Stream.of("event", namespace), event.stream()).toArray());
    if (wantsAck) {
      Object[] reply = event.toArray();
      reply[0] = "reply to " + reply[0];
      ((Ack) values.get(values.size() - 1)).call(reply);
    }
  }

  private void call(String namespace, String event, Object[] args) {
    Ack ack =
        reply ->
            report(
                Stream.concat(Stream.of("reply", namespace, event), Stream.of(reply)).toArray());
    sockets.get(namespace).emit(event, args, ack);
  }

  private static Object[] args(JSONArray command) {
    return values(command).skip(3).map(Main::revived).toArray();
  }

  private static Stream<Object> values(JSONArray array) {
    return Stream.iterate(0, i -> i < array.length(), i -> i + 1).map(array::opt);
  }

  private synchronized void report(Object... values) {
    JSONArray line = new JSONArray();
    Stream.of(values).map(Main::readable).forEach(line::put);
    output.println(line);
    output.flush();
  }

  private static Object revived(Object value) {
    if (value instanceof JSONObject object && object.has("$bytes")) {
      return Base64.getDecoder().decode(object.optString("$bytes"));
    }
    return replaced(value, Main::revived);
  }

  private static Object readable(Object value) {
    if (value instanceof byte[] bytes) {
      return new JSONObject(Map.of("$bytes", Base64.getEncoder().encodeToString(bytes)));
    }
    return value == null ? JSONObject.NULL : replaced(value, Main::readable);
  }

  /** Applies a function to what a value contains. */
  private static Object replaced(
      Object value, UnaryOperator<Object> replacement) {
    if (value instanceof JSONArray array) {
      JSONArray copy = new JSONArray();
      values(array).map(replacement).forEach(copy::put);
      return copy;
    }
    if (value instanceof JSONObject object) {
      Map<String, Object> copy = new HashMap<>();
      for (Iterator<?> names = object.keys(); names.hasNext(); ) {
        String name = (String) names.next();
        copy.put(name, replacement.apply(object.opt(name)));
      }
      return new JSONObject(copy);
    }
    return value;
  }
}

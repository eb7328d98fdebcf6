package socketio.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import socketio.testkit.contract.RawServer;
import socketio.testkit.contract.RawWebSocket;

/** Long-polling on plain sockets: finds the session of each request. */
final class RawPolling implements RawServer.Handler {
  private static final Pattern SID = Pattern.compile("[?&]sid=([^& ]+)");
  private static final String LENGTH = "content-length:";

  private final RawIoServer.NumberedScript<RawPollingPeer> script;
  private final AtomicInteger count = new AtomicInteger();
  private final Map<String, RawPollingPeer> sessions = new ConcurrentHashMap<>();

  RawPolling(RawIoServer.NumberedScript<RawPollingPeer> script) {
    this.script = script;
  }

  @Override
  public void handle(Socket socket) throws Exception {
    socket.setTcpNoDelay(true);
    socket.setSendBufferSize(RawIoServer.SEND_BUFFER_BYTES);
    DataInputStream in = RawWebSocket.input(socket);
    while (true) {
      List<String> head = RawWebSocket.readHead(in);
      byte[] body = in.readNBytes(contentLength(head));
      RawPollingPeer session = session(head.get(0));
      if (head.get(0).startsWith("POST ")) {
        session.posted(new String(body, UTF_8));
        socket.getOutputStream().write(RawPollingPeer.response("ok"));
      } else {
        session.nextResponse().writeTo(socket.getOutputStream());
      }
    }
  }

  private static int contentLength(List<String> head) {
    return head.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(LENGTH))
        .mapToInt(line -> Integer.parseInt(line.substring(LENGTH.length()).strip()))
        .findFirst()
        .orElse(0);
  }

  private RawPollingPeer session(String requestLine) throws IOException {
    Matcher sid = SID.matcher(requestLine);
    if (!sid.find()) {
      return newSession();
    }
    RawPollingPeer session = sessions.get(sid.group(1));
    if (session == null) {
      throw new IOException("no such session: " + requestLine);
    }
    return session;
  }

  private RawPollingPeer newSession() {
    int number = count.incrementAndGet();
    String sid = "raw" + number;
    var peer = new RawPollingPeer();
    sessions.put(sid, peer);
    var thread = new Thread(() -> run(peer, sid, number), "RawPolling");
    thread.setDaemon(true);
    thread.start();
    return peer;
  }

  private void run(RawPollingPeer peer, String sid, int number) {
    try {
      RawIoServer.connect(peer, sid);
      script.run(peer, number);
      peer.finish();
    } catch (Exception e) {
      // the client went away, or the test ended: what it saw is asserted there
    }
  }
}

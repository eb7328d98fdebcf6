package socketio.testkit;

/** A raw client of a {@link FakeServer}, on WebSocket; the leading 4 of messages is implied. */
final class IoClient {
  private final RawWebSocket raw;

  private IoClient(RawWebSocket raw) {
    this.raw = raw;
  }

  /** A connection that has joined no namespace. */
  static IoClient open(FakeServer server) throws Exception {
    RawWebSocket raw =
        new RawClient(server.url(), "/socket.io/").webSocket("EIO=4&transport=websocket");
    if (!raw.take().startsWith("0{")) {
      throw new AssertionError("no open packet");
    }
    return new IoClient(raw);
  }

  /** A connection that has joined the main namespace. */
  static IoClient connect(FakeServer server) throws Exception {
    return open(server).join("0", "0{\"sid\":\"");
  }

  /** Sends a CONNECT packet and takes the reply. */
  IoClient join(String connect, String answerPrefix) throws Exception {
    send(connect);
    String answer = take();
    if (!answer.startsWith(answerPrefix)) {
      throw new AssertionError("not joined: " + answer);
    }
    return this;
  }

  IoClient send(String packet) throws Exception {
    raw.send("4" + packet);
    return this;
  }

  IoClient send(byte[] attachment) throws Exception {
    raw.send(attachment);
    return this;
  }

  /** Returns the next packet, and answers the pings before it, as a client of Engine.IO does. */
  String take() throws Exception {
    String message = raw.take();
    while (message.equals("2")) {
      raw.send("3");
      message = raw.take();
    }
    if (!message.startsWith("4")) {
      throw new AssertionError("not a message: " + message);
    }
    return message.substring(1);
  }

  byte[] takeBinary() throws Exception {
    return raw.takeBinary();
  }

  int takeClose() throws Exception {
    return raw.takeClose();
  }

  RawWebSocket raw() {
    return raw;
  }
}

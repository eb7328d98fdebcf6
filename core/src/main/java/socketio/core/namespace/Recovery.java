package socketio.core.namespace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * The data for connection state recovery (Socket.IO 4.6) of one namespace: the private session id
 * from the server, and the offset of the last event received. The id is a secret, and so is only
 * sent to the server that issued it. Confined to the loop.
 */
final class Recovery {
  private @Nullable String origin;
  private @Nullable String pid;
  private @Nullable String offset;

  /**
   * The server confirmed the namespace.
   *
   * @return whether it resumed the earlier session
   */
  boolean confirmed(String origin, @Nullable String pid) {
    boolean resumed = pid != null && pid.equals(this.pid) && Objects.equals(origin, this.origin);
    if (!resumed) {
      offset = null;
    }
    this.origin = origin;
    this.pid = pid;
    return resumed;
  }

  /**
   * An event arrived. A server that offers recovery appends the offset, as the last argument, to
   * events without an id. It is not removed, as in JavaScript: volatile events have no offset, so
   * the argument may be the application's.
   */
  void received(Packet.Event event) {
    if (pid == null || event.id() != Packet.Event.NO_ID) {
      return;
    }
    try {
      int size = event.args().size();
      if (size > 0 && event.args().get(size - 1) instanceof String last) {
        offset = last;
      }
    } catch (DecodingException e) {
      // The handler that reads the argument gets this error.
    }
  }

  /** The namespace ended in a way that no server recovers from. */
  void forget() {
    origin = null;
    pid = null;
    offset = null;
  }

  /** Adds the recovery data to an auth payload, whose own members take precedence. */
  Args auth(String origin, String path, Args auth, Parser parser) {
    if (pid == null || offset == null || !origin.equals(this.origin)) {
      return auth;
    }
    Map<?, ?> own = auth.size() == 0 ? Map.of() : members(auth, path, parser);
    if (own == null) {
      return auth;
    }
    var all = new LinkedHashMap<Object, @Nullable Object>();
    all.put("pid", pid);
    all.put("offset", offset);
    all.putAll(own);
    return Args.of(all);
  }

  /** The members of a payload as the server will see them, or null if it is not an object. */
  private static @Nullable Map<?, ?> members(Args auth, String path, Parser parser) {
    if (auth.get(0) instanceof Map<?, ?> map) {
      return map;
    }
    List<Frame> frames = parser.encode(new Packet.Connect(path, auth));
    Parser.Decoder decoder = parser.newDecoder();
    try {
      for (Frame frame : frames) {
        if (decoder.decode(frame) instanceof Packet.Connect seen && seen.data().size() > 0) {
          return seen.data().get(0) instanceof Map<?, ?> map ? map : null;
        }
      }
    } catch (DecodingException e) {
      // Some values can be encoded but not decoded.
    }
    return null;
  }
}

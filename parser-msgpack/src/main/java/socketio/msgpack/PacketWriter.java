package socketio.msgpack;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePacker;
import socketio.Args;
import socketio.EncodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;

/**
 * Writes packets as frames. Omits absent fields: Node.js servers would close the connection for a
 * nil in their place. Thread-safe.
 */
final class PacketWriter {
  static final int CONNECT = 0;
  static final int DISCONNECT = 1;
  static final int EVENT = 2;
  static final int ACK = 3;
  static final int CONNECT_ERROR = 4;

  private static final byte[] ROOT = Wire.key("/");

  private final Codec codec;
  private final MsgpackLimits limits;

  PacketWriter(Codec codec, MsgpackLimits limits) {
    this.codec = codec;
    this.limits = limits;
  }

  List<Frame> write(Packet packet) {
    if (packet instanceof Packet.Event event) {
      if (Packet.Event.isReserved(event.name())) {
        throw new EncodingException(
            "\"" + event.name() + "\" is a reserved event name: choose another one");
      }
      String what = "event \"" + event.name() + "\"";
      return write(EVENT, event, event.id(), event.name(), event.args(), what);
    }
    if (packet instanceof Packet.Ack ack) {
      if (ack.id() < 0) {
        throw new EncodingException("an acknowledgement needs the id of its event");
      }
      return write(ACK, ack, ack.id(), null, ack.args(), "an acknowledgement");
    }
    if (packet instanceof Packet.Connect connect) {
      return writeSingle(CONNECT, connect, connect.data(), "a CONNECT packet");
    }
    if (packet instanceof Packet.ConnectError error) {
      return writeSingle(CONNECT_ERROR, error, error.data(), "a CONNECT_ERROR packet");
    }
    return writeSingle(DISCONNECT, packet, Args.of(), "a DISCONNECT packet");
  }

  /** Writes a packet whose data is an array. */
  private List<Frame> write(
      int type, Packet packet, long id, @Nullable String name, Args args, String what) {
    if (id > MsgpackDecoder.MAX_ID) {
      throw new EncodingException("the id " + id + " is larger than 2^53-1");
    }
    FrameOutput output = new FrameOutput(limits);
    MessagePacker packer = output.packer();
    try {
      begin(output, type, packet.namespace(), id < 0 ? 3 : 4);
      output.raw(MsgpackDecoder.DATA);
      ValueWriter values = new ValueWriter(output, codec, limits);
      values.beginArguments(args.size() + (name == null ? 0 : 1));
      if (name != null) {
        packer.packString(name);
      }
      for (int i = 0; i < args.size(); i++) {
        writeValue(values, args, i, what);
      }
      if (id >= 0) {
        output.raw(MsgpackDecoder.ID);
        packer.packLong(id);
      }
      return List.of(new Frame.Binary(output.finish()));
    } catch (IOException e) {
      throw failure(what, e);
    }
  }

  /** Writes a packet whose data is one value or none, and never binary. */
  private List<Frame> writeSingle(int type, Packet packet, Args data, String what) {
    if (data.size() > 1) {
      throw new EncodingException(
          "%s holds one value at most, not %d".formatted(what, data.size()));
    }
    FrameOutput output = new FrameOutput(limits);
    try {
      begin(output, type, packet.namespace(), 2 + data.size());
      if (data.size() == 1) {
        output.raw(MsgpackDecoder.DATA);
        writeValue(new ValueWriter(output, codec, limits), data, 0, what);
      }
      byte[] frame = output.finish();
      ValueScanner scanner = new ValueScanner(frame, limits.withValues(Integer.MAX_VALUE));
      scanner.mapHeader();
      while (!scanner.atEnd()) {
        scanner.skip(0);
      }
      if (scanner.hasBinary()) {
        throw new EncodingException(
            "argument 0 of %s cannot be encoded: packets of this type cannot carry binary content"
                .formatted(what));
      }
      return List.of(new Frame.Binary(frame));
    } catch (IOException e) {
      throw failure(what, e);
    }
  }

  private static void begin(FrameOutput output, int type, String namespace, int fields)
      throws IOException {
    if (!namespace.startsWith("/") || namespace.indexOf(',') >= 0) {
      throw new EncodingException(
          "\""
              + namespace
              + "\" is not a valid namespace: it must begin with a slash and contain no comma");
    }
    MessagePacker packer = output.packer();
    packer.packMapHeader(fields);
    output.raw(MsgpackDecoder.TYPE);
    packer.packInt(type);
    output.raw(MsgpackDecoder.NAMESPACE);
    if (namespace.equals("/")) {
      output.raw(ROOT);
    } else {
      packer.packString(namespace);
    }
  }

  private static void writeValue(ValueWriter values, Args args, int index, String what) {
    Object value = null;
    try {
      value = args.get(index);
      values.write(value);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      String type = value == null ? "" : " (" + value.getClass().getTypeName() + ")";
      throw new EncodingException(
          "argument %d%s of %s cannot be encoded: %s".formatted(index, type, what, reason(e)), e);
    }
  }

  private static String reason(Throwable problem) {
    if (problem instanceof PacketFault fault) {
      return fault.reason();
    }
    return problem instanceof StackOverflowError
        ? "it contains itself, or is nested too deeply"
        : problem.getClass().getName() + " was thrown while it was written";
  }

  private static EncodingException failure(String what, IOException problem) {
    return new EncodingException(what + " cannot be encoded: " + reason(problem), problem);
  }
}

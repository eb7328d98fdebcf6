package socketio.msgpack;

import static socketio.msgpack.Wire.malformed;

import socketio.Args;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * Reads frames, each of which is a packet: a map of {@code type}, {@code nsp} and, if present,
 * {@code data} and {@code id}, in any order and among other keys.
 */
final class MsgpackDecoder implements Parser.Decoder {
  static final byte[] TYPE = Wire.key("type");
  static final byte[] NAMESPACE = Wire.key("nsp");
  static final byte[] DATA = Wire.key("data");
  static final byte[] ID = Wire.key("id");

  /** The largest integer that every peer represents exactly. */
  static final long MAX_ID = (1L << 53) - 1;

  private static final int ABSENT = -1;

  private final ArgumentReader reader;
  private final MsgpackLimits limits;

  MsgpackDecoder(ArgumentReader reader, MsgpackLimits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  @Override
  public Packet decode(Frame frame) {
    if (!(frame instanceof Frame.Binary binary)) {
      throw malformed(
          "text arrived instead of MessagePack: client and server must use the same parser");
    }
    byte[] data = binary.data();
    if (data.length > limits.frameBytes()) {
      throw malformed(
          "it has %d bytes, more than %d (a peer that sends more needs MsgpackLimits)"
              .formatted(data.length, limits.frameBytes()));
    }
    return packet(data, fields(data));
  }

  /** Finds the fields of a packet and skips everything else. */
  private Fields fields(byte[] data) {
    ValueScanner scanner = new ValueScanner(data, limits);
    int rest = scanner.mapHeader();
    if (rest < 0) {
      throw malformed("it is not a map");
    }
    Fields fields = new Fields();
    for (; rest > 0; rest -= 2) {
      int key = scanner.position();
      scanner.skip(0);
      int end = scanner.position();
      int value = end;
      if (isKey(data, key, end, DATA)) {
        fields.data = value;
        fields.bounds = data(data, scanner);
        continue;
      }
      scanner.skip(0);
      if (isKey(data, key, end, TYPE)) {
        fields.type = value;
      } else if (isKey(data, key, end, NAMESPACE)) {
        fields.namespace = value;
        fields.namespaceEnd = scanner.position();
      } else if (isKey(data, key, end, ID)) {
        fields.id = value;
      }
    }
    if (!scanner.atEnd()) {
      throw malformed("there are bytes after its map");
    }
    return fields;
  }

  private static boolean isKey(byte[] data, int start, int end, byte[] key) {
    return end - start == key.length && Wire.startsWith(data, start, end, key);
  }

  private static int[] data(byte[] data, ValueScanner scanner) {
    int start = scanner.position();
    if (!scanner.atEnd() && Wire.isArray(data, start)) {
      return scanner.array();
    }
    scanner.skip(0);
    return Wire.isNull(data, start) ? new int[] {start} : new int[] {start, scanner.position()};
  }

  private Packet packet(byte[] data, Fields fields) {
    int type = fields.type == ABSENT ? ABSENT : type(data, fields.type);
    return switch (type) {
      case PacketWriter.CONNECT -> {
        if (fields.has(data) && !Wire.isMap(data, fields.data)) {
          throw malformed("the data of its CONNECT is not a map");
        }
        yield new Packet.Connect(namespace(data, fields), args(data, fields, 0));
      }
      case PacketWriter.DISCONNECT -> {
        if (fields.has(data)) {
          throw malformed("a DISCONNECT takes no data");
        }
        yield new Packet.Disconnect(namespace(data, fields));
      }
      case PacketWriter.EVENT -> {
        requireArray(data, fields, "EVENT");
        yield new Packet.Event(
            namespace(data, fields), id(data, fields), name(data, fields), args(data, fields, 1));
      }
      case PacketWriter.ACK -> {
        requireArray(data, fields, "ACK");
        long id = id(data, fields);
        if (id == Packet.Event.NO_ID) {
          throw malformed("its ACK has no id");
        }
        yield new Packet.Ack(namespace(data, fields), id, args(data, fields, 0));
      }
      case PacketWriter.CONNECT_ERROR -> {
        if (fields.has(data)
            && !Wire.isMap(data, fields.data)
            && !Wire.isString(data, fields.data)) {
          throw malformed("the data of its CONNECT_ERROR is neither a map nor a string");
        }
        yield new Packet.ConnectError(namespace(data, fields), args(data, fields, 0));
      }
      default -> throw malformed("it has no type from 0 to 4");
    };
  }

  private int type(byte[] data, int position) {
    long type = integer(data, position);
    return type > Byte.MAX_VALUE ? ABSENT : (int) type;
  }

  /** A non-negative integer in any of its formats; a negative value for anything else. */
  private long integer(byte[] data, int position) {
    byte first = data[position];
    if (first >= 0) {
      return first; // the shortest form is the value itself
    }
    return ArgumentReader.natural(data, position) instanceof Long value ? value : ABSENT;
  }

  private static void requireArray(byte[] data, Fields fields, String type) {
    if (fields.data == ABSENT || !Wire.isArray(data, fields.data)) {
      throw malformed("the data of its " + type + " is not an array");
    }
  }

  private Args args(byte[] data, Fields fields, int first) {
    return new MsgpackArgs(reader, data, fields.bounds, first);
  }

  private String namespace(byte[] data, Fields fields) {
    if (fields.namespace == ABSENT || !Wire.isString(data, fields.namespace)) {
      throw malformed("it has no nsp that is a string");
    }
    String path = Wire.text(data, fields.namespace, fields.namespaceEnd);
    if (!path.startsWith("/")) {
      throw malformed("its nsp does not begin with a slash");
    }
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  private long id(byte[] data, Fields fields) {
    if (fields.id == ABSENT || Wire.isNull(data, fields.id)) {
      return Packet.Event.NO_ID;
    }
    long id = integer(data, fields.id);
    if (id < 0 || id > MAX_ID) {
      throw malformed("its id is not an integer from 0 to 2^53-1");
    }
    return id;
  }

  private String name(byte[] data, Fields fields) {
    if (fields.bounds.length == 1) {
      throw malformed("its event has no name");
    }
    String name = name(data, fields.bounds[0], fields.bounds[1]);
    if (Packet.Event.isReserved(name)) {
      throw malformed("its event has the reserved name " + name);
    }
    return name;
  }

  private String name(byte[] data, int start, int end) {
    if (Wire.isString(data, start)) {
      return Wire.text(data, start, end);
    }
    if (ArgumentReader.natural(data, start) instanceof Number number) {
      return number.toString();
    }
    throw malformed("the name of its event is neither a string nor a number");
  }

  /** Where the fields of a packet begin. */
  private static final class Fields {
    private static final int[] NOTHING = {0};

    int type = ABSENT;
    int namespace = ABSENT;
    int namespaceEnd;
    int id = ABSENT;
    int data = ABSENT;

    /** Where the elements of the data begin, and where the last one ends. */
    int[] bounds = NOTHING;

    /** Whether there is data. A peer may send nil or undefined if there is none. */
    boolean has(byte[] bytes) {
      return data != ABSENT && !Wire.isNull(bytes, data);
    }
  }
}

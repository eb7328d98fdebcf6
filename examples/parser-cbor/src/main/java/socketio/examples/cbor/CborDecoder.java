package socketio.examples.cbor;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * Decodes frames, each of which is a packet. It only locates the arguments; each is decoded when a
 * handler reads it.
 */
final class CborDecoder implements Parser.Decoder {
  private static final long MAX_ID = (1L << 53) - 1; // JavaScript's largest safe integer

  private final CBORFactory factory;
  private final ValueReader reader;

  CborDecoder(CBORFactory factory, ValueReader reader) {
    this.factory = factory;
    this.reader = reader;
  }

  @Override
  public Packet decode(Frame frame) {
    if (!(frame instanceof Frame.Binary binary)) {
      throw malformed("received text instead of CBOR: client and server must use the same parser");
    }
    try (CBORParser in = factory.createParser(binary.data())) {
      return packet(binary.data(), fields(in));
    } catch (IOException | RuntimeException e) {
      throw e instanceof DecodingException known ? known : malformed("it is not valid CBOR");
    }
  }

  /** The fields of a packet that have been found so far. */
  private static final class Fields {
    int type = -1;
    @Nullable String namespace;
    long id = Packet.Event.NO_ID;
    @Nullable JsonToken data;
    @Nullable String name;

    /** The offsets at which the values of the data begin, and the end of the last one. */
    int[] bounds = {0};
  }

  private static Fields fields(CBORParser in) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw malformed("it is not a map");
    }
    var fields = new Fields();
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      JsonToken token = in.nextToken();
      switch (key) {
        case "type" -> fields.type = token == JsonToken.VALUE_NUMBER_INT ? in.getIntValue() : -1;
        case "nsp" -> fields.namespace = token == JsonToken.VALUE_STRING ? in.getText() : null;
        case "id" -> fields.id = token == JsonToken.VALUE_NULL ? -1 : id(in);
        case "data" -> data(in, fields);
        default -> in.skipChildren();
      }
    }
    if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
      throw malformed("it is more than one map");
    }
    return fields;
  }

  private static long id(CBORParser in) throws IOException {
    long id = in.currentToken() == JsonToken.VALUE_NUMBER_INT ? in.getLongValue() : -1;
    if (id < 0 || id > MAX_ID) {
      throw malformed("its id is not an integer from 0 to 2^53-1");
    }
    return id;
  }

  /** Array elements are adjacent: each begins where the previous one ends. */
  private static void data(CBORParser in, Fields fields) throws IOException {
    fields.data = in.currentToken();
    fields.name = null;
    if (fields.data == JsonToken.VALUE_NULL) {
      fields.data = null;
    } else if (fields.data == JsonToken.START_ARRAY) {
      var bounds = IntStream.builder().add(position(in));
      JsonToken token = in.nextToken();
      fields.name = name(in);
      for (; token != JsonToken.END_ARRAY; token = in.nextToken()) {
        bounds.add(end(in));
      }
      fields.bounds = bounds.build().toArray();
    } else {
      int start = (int) in.currentTokenLocation().getByteOffset();
      fields.bounds = new int[] {start, end(in)};
    }
  }

  private static @Nullable String name(CBORParser in) throws IOException {
    JsonToken token = in.currentToken();
    return token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())
        ? in.getText()
        : null;
  }

  private static int end(CBORParser in) throws IOException {
    in.skipChildren();
    in.finishToken();
    return position(in);
  }

  private static int position(CBORParser in) {
    return (int) in.currentLocation().getByteOffset();
  }

  private Packet packet(byte[] frame, Fields fields) {
    String path = fields.namespace;
    if (path == null || !path.startsWith("/")) {
      throw malformed("it has no nsp that begins with a slash");
    }
    int query = path.indexOf('?');
    String namespace = query < 0 ? path : path.substring(0, query);
    JsonToken data = fields.data;
    return switch (fields.type) {
      case CborPacketParser.CONNECT -> {
        require(data == null || data == JsonToken.START_OBJECT, "the data of its CONNECT");
        yield new Packet.Connect(namespace, args(frame, fields, 0));
      }
      case CborPacketParser.DISCONNECT -> {
        require(data == null, "the data of its DISCONNECT");
        yield new Packet.Disconnect(namespace);
      }
      case CborPacketParser.EVENT -> {
        require(data == JsonToken.START_ARRAY, "the data of its EVENT");
        String name = fields.name;
        if (name == null || Packet.Event.isReserved(name)) {
          throw malformed("the name of its event is not allowed");
        }
        yield new Packet.Event(namespace, fields.id, name, args(frame, fields, 1));
      }
      case CborPacketParser.ACK -> {
        require(data == JsonToken.START_ARRAY, "the data of its ACK");
        require(fields.id >= 0, "the id of its ACK");
        yield new Packet.Ack(namespace, fields.id, args(frame, fields, 0));
      }
      case CborPacketParser.CONNECT_ERROR -> {
        boolean text = data == JsonToken.VALUE_STRING;
        require(
            data == null || data == JsonToken.START_OBJECT || text,
            "the data of its CONNECT_ERROR");
        yield new Packet.ConnectError(namespace, args(frame, fields, 0));
      }
      default -> throw malformed("it has no type from 0 to 4");
    };
  }

  private Args args(byte[] frame, Fields fields, int first) {
    return new CborArgs(reader, frame, fields.bounds, first);
  }

  private static void require(boolean valid, String what) {
    if (!valid) {
      throw malformed(what + " is missing or not allowed");
    }
  }

  private static DecodingException malformed(String why) {
    return new DecodingException("the packet is malformed: " + why);
  }
}

package socketio.examples.cbor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.EncodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * A CBOR codec (RFC 8949) with Jackson. A packet is one binary frame, a map of {@code type}, {@code
 * nsp} and, if necessary, {@code data} and {@code id}; binary content is inline. The peer must use
 * the same parser. Immutable and thread-safe; one parser may serve many clients.
 */
public final class CborPacketParser implements Parser {
  static final int CONNECT = 0;
  static final int DISCONNECT = 1;
  static final int EVENT = 2;
  static final int ACK = 3;
  static final int CONNECT_ERROR = 4;

  private final CBORMapper mapper = Mappers.newMapper();
  private final ValueReader reader = new ValueReader(mapper);

  /** Creates a parser with Jackson's limits: 1,000 levels, strings of up to 100 million bytes. */
  public CborPacketParser() {}

  @Override
  public List<Frame> encode(Packet packet) {
    if (packet instanceof Packet.Event event) {
      if (Packet.Event.isReserved(event.name())) {
        throw new EncodingException("\"" + event.name() + "\" is reserved: choose another name");
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

  @Override
  public Decoder newDecoder() {
    return new CborDecoder(mapper.getFactory(), reader);
  }

  /** Writes a packet whose data is an array. */
  private List<Frame> write(
      int type, Packet packet, long id, @Nullable String name, Args args, String what) {
    var bytes = new ByteArrayOutputStream();
    try (CBORGenerator out = mapper.getFactory().createGenerator(bytes)) {
      begin(out, type, packet.namespace(), id < 0 ? 3 : 4);
      out.writeFieldName("data");
      out.writeStartArray(null, args.size() + (name == null ? 0 : 1));
      if (name != null) {
        out.writeString(name);
      }
      for (int i = 0; i < args.size(); i++) {
        writeValue(out, args, i, what);
      }
      out.writeEndArray();
      if (id >= 0) {
        out.writeNumberField("id", id);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw failure(what, e);
    }
    return List.of(new Frame.Binary(bytes.toByteArray()));
  }

  /** Writes a packet whose data is at most one value, and never binary. */
  private List<Frame> writeSingle(int type, Packet packet, Args data, String what) {
    if (data.size() > 1) {
      throw new EncodingException(what + " can have at most one value, not " + data.size());
    }
    var bytes = new ByteArrayOutputStream();
    try (CBORGenerator out = mapper.getFactory().createGenerator(bytes)) {
      begin(out, type, packet.namespace(), 2 + data.size());
      if (data.size() > 0) {
        out.writeFieldName("data");
        writeValue(out, data, 0, what);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw failure(what, e);
    }
    refuseBinary(bytes.toByteArray(), what);
    return List.of(new Frame.Binary(bytes.toByteArray()));
  }

  private static void begin(CBORGenerator out, int type, String namespace, int fields)
      throws IOException {
    out.writeStartObject(null, fields);
    out.writeNumberField("type", type);
    out.writeStringField("nsp", namespace);
  }

  /** Reports any failure with the position and type of the value, never its content. */
  private void writeValue(CBORGenerator out, Args args, int index, String what) {
    Object value = null;
    try {
      value = args.get(index);
      mapper.writeValue(out, value);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      String type = value == null ? "" : " (" + value.getClass().getTypeName() + ")";
      throw failure("argument " + index + type + " of " + what, e);
    }
  }

  private void refuseBinary(byte[] packet, String what) {
    try (JsonParser tokens = mapper.getFactory().createParser(packet)) {
      for (JsonToken token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
        if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
          throw new EncodingException(what + " cannot carry binary content");
        }
      }
    } catch (IOException e) {
      throw failure(what, e);
    }
  }

  private static EncodingException failure(String what, Throwable problem) {
    String reason =
        problem instanceof InvalidDefinitionException type
            ? type.getOriginalMessage() // names types, and quotes no value
            : problem.getClass().getName() + " was thrown while writing it";
    return new EncodingException(what + " cannot be encoded: " + reason);
  }
}

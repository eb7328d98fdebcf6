package socketio.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.EncodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;

/** Writes packets as frames. Thread-safe. */
final class PacketWriter {
  private final JsonFactory factory;
  private final ObjectWriter values;
  private final JsonLimits limits;

  PacketWriter(ObjectMapper mapper, JsonLimits limits) {
    factory = mapper.getFactory();
    values =
        mapper
            .writer()
            .without(
                SerializationFeature.FLUSH_AFTER_WRITE_VALUE,
                SerializationFeature.INDENT_OUTPUT,
                SerializationFeature.WRAP_ROOT_VALUE);
    this.limits = limits;
  }

  List<Frame> write(Packet packet) {
    if (packet instanceof Packet.Event event) {
      if (Packet.Event.isReserved(event.name())) {
        throw new EncodingException(
            "\"" + event.name() + "\" is a reserved event name: choose another one");
      }
      return write(PacketType.EVENT, event, event.id(), event.name(), event.args());
    }
    if (packet instanceof Packet.Ack ack) {
      if (ack.id() < 0) {
        throw new EncodingException("an acknowledgement needs the id of its event");
      }
      return write(PacketType.ACK, ack, ack.id(), null, ack.args());
    }
    if (packet instanceof Packet.Connect connect) {
      return writeSingle(PacketType.CONNECT, connect, connect.data());
    }
    if (packet instanceof Packet.ConnectError error) {
      return writeSingle(PacketType.CONNECT_ERROR, error, error.data());
    }
    TextSink sink = new TextSink(limits.textLength());
    writeHeader(sink.builder(), PacketType.DISCONNECT, packet.namespace(), Packet.Event.NO_ID);
    return List.of(sink.frame());
  }

  /** Writes a packet whose payload is an array. */
  private List<Frame> write(
      PacketType type, Packet packet, long id, @Nullable String name, Args args) {
    TextSink sink = new TextSink(limits.textLength());
    writeHeader(sink.builder(), type, packet.namespace(), id);
    PayloadGenerator generator = generator(sink, true, packet);
    try (generator) {
      generator.writeStartArray();
      if (name != null) {
        generator.writeString(name);
      }
      for (int i = 0; i < args.size(); i++) {
        writeValue(generator, args, i, packet);
      }
      generator.writeEndArray();
    } catch (IOException e) {
      throw new EncodingException(
          name(packet) + " cannot be encoded: " + JacksonMessages.encoding(e), e);
    }
    return frames(type, sink, generator.attachments());
  }

  /** Writes a packet whose payload is one value or none. */
  private List<Frame> writeSingle(PacketType type, Packet packet, Args data) {
    if (data.size() > 1) {
      throw new EncodingException(
          String.format("a %s packet holds one value at most, not %d", type, data.size()));
    }
    TextSink sink = new TextSink(limits.textLength());
    writeHeader(sink.builder(), type, packet.namespace(), Packet.Event.NO_ID);
    if (data.size() == 1) {
      try (PayloadGenerator generator = generator(sink, false, packet)) {
        writeValue(generator, data, 0, packet);
      } catch (IOException e) {
        throw new EncodingException(
            name(packet) + " cannot be encoded: " + JacksonMessages.encoding(e), e);
      }
    }
    return List.of(sink.frame());
  }

  private void writeValue(PayloadGenerator generator, Args args, int index, Packet packet) {
    Object value = null;
    try {
      value = args.get(index);
      values.writeValue(generator, value);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      String type = value == null ? "" : " (" + value.getClass().getTypeName() + ")";
      throw new EncodingException(
          String.format(
              "argument %d%s of %s cannot be encoded: %s",
              index, type, name(packet), JacksonMessages.encoding(e)),
          e);
    }
  }

  private PayloadGenerator generator(TextSink sink, boolean binaryAllowed, Packet packet) {
    try {
      return new PayloadGenerator(factory.createGenerator(sink), sink, limits, binaryAllowed);
    } catch (IOException e) {
      throw new EncodingException(name(packet) + " cannot be encoded: Jackson cannot begin", e);
    }
  }

  /** The name of a packet in an error message. */
  private static String name(Packet packet) {
    if (packet instanceof Packet.Event event) {
      return "event \"" + event.name() + "\"";
    }
    return packet instanceof Packet.Ack
        ? "an acknowledgement"
        : packet instanceof Packet.Connect ? "a CONNECT packet" : "a CONNECT_ERROR packet";
  }

  private static void writeHeader(StringBuilder text, PacketType type, String namespace, long id) {
    text.append(type.digit());
    if (!namespace.equals("/")) {
      if (!namespace.startsWith("/") || namespace.indexOf(',') >= 0) {
        throw new EncodingException(
            "\""
                + namespace
                + "\" is not a valid namespace: it must begin with a slash and contain no comma");
      }
      text.append(namespace).append(',');
    }
    if (id > PacketHeader.MAX_ID) {
      throw new EncodingException("the id " + id + " is larger than 2^53-1");
    }
    if (id >= 0) {
      text.append(id);
    }
  }

  private static List<Frame> frames(PacketType type, TextSink sink, List<byte[]> attachments) {
    if (attachments.isEmpty()) {
      return List.of(sink.frame());
    }
    StringBuilder text = sink.builder();
    text.setCharAt(TextSink.START, type.binaryDigit());
    text.insert(TextSink.START + 1, attachments.size() + "-");
    List<Frame> frames = new ArrayList<>(1 + attachments.size());
    frames.add(sink.frame());
    for (byte[] attachment : attachments) {
      frames.add(new Frame.Binary(attachment));
    }
    return frames;
  }
}

package socketio.json;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes payloads. Everything that Jackson would write as base64 becomes an attachment: byte
 * arrays, byte buffers and binary nodes at any depth. Numbers that JSON cannot represent become
 * null.
 */
final class PayloadGenerator extends JsonGeneratorDelegate {
  private final TextSink sink;
  private final JsonLimits limits;
  private final boolean binaryAllowed;
  private final List<byte[]> attachments = new ArrayList<>(0);
  private long attachmentBytes;

  /**
   * Creates a generator for one payload.
   *
   * @param target the generator that writes to the sink
   */
  PayloadGenerator(JsonGenerator target, TextSink sink, JsonLimits limits, boolean binaryAllowed) {
    super(target, false); // nested values must come back here
    this.sink = sink;
    this.limits = limits;
    this.binaryAllowed = binaryAllowed;
  }

  /** Copies of the bytes, in the order of their placeholders. */
  List<byte[]> attachments() {
    return attachments;
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] data, int offset, int length)
      throws IOException {
    reserve(length);
    attach(Arrays.copyOfRange(data, offset, offset + length));
  }

  @Override
  public int writeBinary(Base64Variant variant, InputStream data, int length) throws IOException {
    byte[] bytes;
    if (length < 0) {
      long left = limits.attachmentBytes() - attachmentBytes;
      bytes = read(data, (int) Math.min(left + 1, Integer.MAX_VALUE - 8));
      reserve(bytes.length);
    } else {
      reserve(length);
      bytes = read(data, length);
    }
    attach(bytes);
    return bytes.length;
  }

  @Override
  public void writeString(@Nullable String text) throws IOException {
    if (text != null) {
      sink.reserve(text.length());
    }
    super.writeString(text);
  }

  @Override
  public void writeEmbeddedObject(@Nullable Object value) throws IOException {
    if (value instanceof byte[] bytes) {
      writeBinary(bytes);
    } else {
      super.writeEmbeddedObject(value);
    }
  }

  /** Like InputStream.readNBytes, which Android has only since API level 33. */
  private static byte[] read(InputStream data, int most) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var chunk = new byte[Math.min(most, 8192)];
    int length = 0;
    while (length >= 0 && bytes.size() < most) {
      bytes.write(chunk, 0, length);
      length = data.read(chunk, 0, Math.min(chunk.length, most - bytes.size()));
    }
    return bytes.toByteArray();
  }

  /** Checks that so many more bytes are allowed, before they are copied. */
  private void reserve(int length) throws IOException {
    if (!binaryAllowed) {
      throw new PacketFault("packets of this type cannot carry binary content");
    }
    if (attachments.size() == limits.attachments()) {
      throw new PacketFault(
          String.format(
              "the packet has more than %d attachments (JsonLimits can allow more if the server"
                  + " does)",
              limits.attachments()));
    }
    if (length > limits.attachmentBytes() - attachmentBytes) {
      throw new PacketFault(
          String.format(
              "the attachments of the packet have more than %d bytes (JsonLimits can allow more)",
              limits.attachmentBytes()));
    }
    attachmentBytes += length;
  }

  private void attach(byte[] bytes) throws IOException {
    writeRawValue("{\"_placeholder\":true,\"num\":" + attachments.size() + "}");
    attachments.add(bytes);
  }

  @Override
  public void writeNumber(double value) throws IOException {
    if (Double.isFinite(value)) {
      super.writeNumber(value);
    } else {
      writeNull();
    }
  }

  @Override
  public void writeNumber(float value) throws IOException {
    if (Float.isFinite(value)) {
      super.writeNumber(value);
    } else {
      writeNull();
    }
  }

  @Override
  public void writeArray(double[] values, int offset, int length) throws IOException {
    writeStartArray(values, length);
    for (int i = offset; i < offset + length; i++) {
      writeNumber(values[i]);
    }
    writeEndArray();
  }
}

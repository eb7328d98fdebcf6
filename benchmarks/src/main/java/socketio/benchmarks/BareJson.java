package socketio.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;

/** Reads and writes every token with Jackson's streaming API and builds nothing: a lower bound. */
final class BareJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private BareJson() {}

  static String text(String head, Kind kind, int number) throws IOException {
    StringWriter out = new StringWriter(128);
    out.write(head);
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(generator, kind, number);
    }
    return out.append(']').toString();
  }

  static byte[] bytes(byte[] head, Kind kind, int number) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    out.write(head);
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(generator, kind, number);
    }
    out.write(']');
    return out.toByteArray();
  }

  private static void write(JsonGenerator generator, Kind kind, int number) throws IOException {
    if (kind == Kind.SMALL) {
      write(generator, Reading.number(number));
      return;
    }
    Report report = Report.number(number);
    generator.writeStartObject();
    generator.writeStringField("site", report.site());
    generator.writeArrayFieldStart("readings");
    for (Reading reading : report.readings()) {
      write(generator, reading);
    }
    generator.writeEndArray();
    generator.writeEndObject();
  }

  private static void write(JsonGenerator generator, Reading reading) throws IOException {
    generator.writeStartObject();
    generator.writeStringField("device", reading.device());
    generator.writeNumberField("time", reading.time());
    generator.writeNumberField("temperature", reading.temperature());
    generator.writeNumberField("humidity", reading.humidity());
    generator.writeNumberField("battery", reading.battery());
    generator.writeBooleanField("charging", reading.charging());
    generator.writeEndObject();
  }

  static long read(String text, int start) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text.substring(start))) {
      return read(parser);
    }
  }

  static long read(byte[] bytes, int offset, int length) throws IOException {
    try (JsonParser parser = FACTORY.createParser(bytes, offset, length)) {
      return read(parser);
    }
  }

  private static long read(JsonParser parser) throws IOException {
    long sum = 0;
    while (parser.nextToken() != null) {
      switch (parser.currentToken()) {
        case VALUE_NUMBER_INT -> sum += parser.getLongValue();
        case VALUE_NUMBER_FLOAT -> sum += (long) parser.getDoubleValue();
        case VALUE_STRING -> sum += parser.getText().length();
        case FIELD_NAME -> sum += parser.currentName().length();
        default -> sum++;
      }
    }
    return sum;
  }
}

package socketio.json;

import static socketio.json.PacketHeader.malformed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;

/** Reads parts of a text as Java values. Thread-safe. */
final class ArgumentReader {
  static final byte[][] NO_ATTACHMENTS = {};

  /**
   * Handlers use few types. Beyond this number, readers are looked up each time, so the cache stays
   * bounded.
   */
  private static final int MAX_CACHED_READERS = 256;

  /** Reads natural types and nothing else, independently of the application's mapper. */
  private static final ObjectReader NATURAL =
      JsonMapper.builder()
          .addModule(NaturalTypes.module())
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(Object.class);

  private final JsonFactory factory;
  private final ObjectReader reader;
  private final ConcurrentHashMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();

  /** Whether strings are read unchanged: the application's mapper does not customize them. */
  private final boolean plainStrings;

  ArgumentReader(ObjectMapper mapper) {
    factory = mapper.getFactory();
    reader =
        mapper
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .without(DeserializationFeature.UNWRAP_ROOT_VALUE);
    plainStrings = readsPlainStrings(mapper);
  }

  private static boolean readsPlainStrings(ObjectMapper mapper) {
    if (!(mapper.getDeserializationContext() instanceof DefaultDeserializationContext context)) {
      return false;
    }
    try {
      return context
              .createDummyInstance(mapper.getDeserializationConfig())
              .findRootValueDeserializer(mapper.constructType(String.class))
              .getClass()
          == StringDeserializer.class;
    } catch (JsonMappingException e) {
      return false; // reading a string will report it
    }
  }

  /**
   * Reads one argument.
   *
   * @throws socketio.DecodingException if it is invalid, or not of this type
   */
  @Nullable Object read(
      String text, int start, int end, byte[][] attachments, Type type, int index) {
    if ((type == Object.class || (type == String.class && plainStrings))
        && isPlainString(text, start, end)) {
      return text.substring(start + 1, end - 1); // Jackson would copy it three times
    }
    if (attachments.length > 0 && (type == byte[].class || type == Object.class)) {
      int number = Placeholders.number(text, start, end);
      if (number >= 0 && number < attachments.length) {
        return attachments[number].clone();
      }
    }
    if (type == Object.class && isPlainString(text, start, end)) {
      return text.substring(start + 1, end - 1); // as NATURAL would read it
    }
    try (JsonParser parser = parser(text, start, end, attachments)) {
      return read(parser, type, index);
    } catch (DecodingException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw JacksonMessages.decoding(index, type, e);
    }
  }

  /** Reports a failure before the parser is closed and forgets which value it was at. */
  private @Nullable Object read(JsonParser parser, Type type, int index) {
    try {
      return reader(type).readValue(parser);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw JacksonMessages.decoding(index, type, e);
    }
  }

  /**
   * Reads an event's name.
   *
   * @param likely the name expected, returned instead of a new string if it matches
   * @throws socketio.DecodingException if it is neither a string nor a number
   */
  String eventName(String text, int start, int end, String likely) {
    if (isPlainString(text, start, end)) {
      boolean same = end - start == likely.length() + 2 && text.startsWith(likely, start + 1);
      return same ? likely : text.substring(start + 1, end - 1);
    }
    try (JsonParser parser = factory.createParser(new SliceReader(text, start, end))) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())) {
        String name = parser.getText();
        if (parser.nextToken() == null) {
          return name;
        }
      }
    } catch (IOException | RuntimeException e) {
      throw malformed("the name of its event is not valid JSON");
    }
    throw malformed("the name of its event is neither a string nor a number");
  }

  /** Whether this is a string without escapes and forbidden characters. */
  private static boolean isPlainString(String text, int start, int end) {
    int last = end - 1;
    if (last <= start || text.charAt(start) != '"' || text.charAt(last) != '"') {
      return false;
    }
    for (int i = start + 1; i < last; i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == '"' || c < ' ') {
        return false;
      }
    }
    return true;
  }

  private JsonParser parser(String text, int start, int end, byte[][] attachments)
      throws IOException {
    return attachments.length == 0
        ? factory.createParser(new SliceReader(text, start, end))
        : Placeholders.resolve(factory, text, start, end, attachments);
  }

  private ObjectReader reader(Type type) {
    if (type == Object.class) {
      return NATURAL;
    }
    ObjectReader cached = readers.get(type);
    if (cached != null) {
      return cached;
    }
    ObjectReader created = reader.forType(reader.getTypeFactory().constructType(type));
    if (readers.size() < MAX_CACHED_READERS) {
      readers.put(type, created);
    }
    return created;
  }
}

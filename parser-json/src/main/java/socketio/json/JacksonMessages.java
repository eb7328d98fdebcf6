package socketio.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;

/**
 * Messages for values that Jackson could not write or read. Jackson's own messages quote the
 * values, which may be secret; these name only types, properties and positions.
 */
final class JacksonMessages {
  private static final Pattern PROPERTY = Pattern.compile("[\\w$-]{1,64}");

  /** How Jackson appends a value that has no constructor; "(no …" belongs to the sentence. */
  private static final Pattern QUOTED_VALUE = Pattern.compile(" value \\((?!no )");

  private JacksonMessages() {}

  /** Why a value could not be written. */
  static String encoding(Throwable problem) {
    if (problem instanceof StackOverflowError) {
      return "it contains itself, or is nested too deeply";
    }
    for (Throwable t = problem; t != null; t = t.getCause()) {
      if (t instanceof PacketFault fault) {
        return fault.reason();
      }
      if (t instanceof StreamConstraintsException) {
        return "it contains itself, or is nested deeper than JsonLimits allow";
      }
    }
    String where = problem instanceof JsonMappingException mapping ? at(mapping.getPath()) : "";
    if (problem instanceof InvalidDefinitionException definition) {
      String message = message(definition);
      return message.startsWith("No serializer found for class")
          ? where
              + definition.getType().getRawClass().getTypeName()
              + " has no properties: send a record or a map, or give it getters"
          : where + message;
    }
    Throwable cause = problem.getCause();
    return where
        + (cause == null ? problem : cause).getClass().getName()
        + " was thrown while it was written";
  }

  /**
   * The exception for an argument that could not be read. Its cause is the exception thrown by the
   * application's own code, if any: other causes would quote the payload.
   */
  static DecodingException decoding(int index, Type type, Throwable problem) {
    String argument = "argument " + index;
    for (Throwable t = problem; t != null; t = t.getCause()) {
      if (t instanceof PacketFault fault) {
        return new DecodingException(argument + " is not valid: " + fault.reason());
      }
      if (t instanceof InputCoercionException coercion) {
        return mismatch(
            argument, type, "a number is out of the range of " + name(coercion.getTargetType()));
      }
      if (t instanceof StreamConstraintsException) {
        return new DecodingException(
            argument + " exceeds a limit: a number or a name in it is too long");
      }
      if (t instanceof StreamReadException read) {
        return new DecodingException(argument + " is not valid JSON" + near(read));
      }
    }
    if (problem instanceof JsonMappingException mapping) {
      return mismatch(argument, type, mapping);
    }
    if (problem instanceof StackOverflowError) {
      return mismatch(argument, type, "it is nested too deeply for this type");
    }
    return new DecodingException(
        String.format(
            "%s cannot be read as %s: %s was thrown",
            argument, name(type), problem.getClass().getName()),
        problem instanceof JacksonException ? null : problem);
  }

  private static DecodingException mismatch(
      String argument, Type type, JsonMappingException problem) {
    List<JsonMappingException.Reference> path = problem.getPath();
    if (problem instanceof UnrecognizedPropertyException unknown) {
      return mismatch(
          argument,
          type,
          at(path.subList(0, Math.max(0, path.size() - 1)))
              + String.format("a property is unknown to %s", name(unknown.getReferringClass())));
    }
    if (problem instanceof ValueFault) {
      return mismatch(argument, type, at(path) + message(problem));
    }
    if (problem instanceof InvalidDefinitionException definition) {
      return mismatch(argument, type, at(path) + withoutValue(message(definition)));
    }
    if (message(problem).startsWith("Trailing token")) {
      return mismatch(argument, type, "it contains more than one value");
    }
    Throwable cause = problem.getCause();
    if (problem instanceof ValueInstantiationException || isForeign(cause)) {
      return new DecodingException(
          String.format(
              "%s cannot be read as %s: %s%s was thrown by the type's own code",
              argument,
              name(type),
              at(path),
              cause == null ? "an exception" : cause.getClass().getName()),
          isForeign(cause) ? cause : null);
    }
    Class<?> target = problem instanceof MismatchedInputException m ? m.getTargetType() : null;
    return mismatch(
        argument,
        type,
        at(path)
            + (target == null
                ? "the value has a different form"
                : kind(problem) + " does not fit " + name(target)));
  }

  /** What the value is that does not fit. */
  private static String kind(JsonMappingException problem) {
    JsonToken token = problem.getProcessor() instanceof JsonParser p ? p.currentToken() : null;
    if (token == null) {
      return "the value";
    }
    return switch (token) {
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      case VALUE_EMBEDDED_OBJECT -> "binary data";
      case START_ARRAY -> "an array";
      case START_OBJECT -> "an object";
      case FIELD_NAME -> "a key or an object";
      default -> "the value";
    };
  }

  private static DecodingException mismatch(String argument, Type type, String reason) {
    return new DecodingException(
        String.format("%s cannot be read as %s: %s", argument, name(type), reason));
  }

  private static boolean isForeign(@Nullable Throwable cause) {
    return cause != null && !(cause instanceof JacksonException);
  }

  private static String message(JsonMappingException problem) {
    return String.valueOf(problem.getOriginalMessage());
  }

  private static String withoutValue(String message) {
    Matcher value = QUOTED_VALUE.matcher(message);
    return value.find() ? message.substring(0, value.start()) : message;
  }

  private static String near(StreamReadException problem) {
    JsonLocation location = problem.getLocation();
    return location == null || location.getCharOffset() < 0
        ? ""
        : " (near its character " + location.getCharOffset() + ")";
  }

  /** The name of a type, if it is known; older Android lacks Type.getTypeName. */
  private static String name(@Nullable Type type) {
    if (type == null) {
      return "its type";
    }
    return type instanceof Class<?> raw ? raw.getTypeName() : type.toString();
  }

  /** The path to a part of a value, by properties and indexes; the keys of maps are data. */
  private static String at(List<JsonMappingException.Reference> path) {
    if (path.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("at ");
    for (JsonMappingException.Reference step : path) {
      Object from = step.getFrom();
      Class<?> owner = from instanceof Class<?> type ? type : from == null ? null : from.getClass();
      String property = step.getFieldName();
      if (property == null) {
        text.append('[').append(step.getIndex()).append(']');
      } else if (owner == null
          || Map.class.isAssignableFrom(owner)
          || !PROPERTY.matcher(property).matches()) {
        text.append("[key]");
      } else {
        text.append('.').append(property);
      }
    }
    return text.append(": ").toString();
  }
}

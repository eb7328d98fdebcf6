package socketio.core.handlers;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes what the Kotlin compiler makes of functions, by the names that it uses. */
final class Kotlin {
  private static final String METADATA = "kotlin.Metadata";
  private static final String CONTINUATION = "kotlin.coroutines.Continuation";
  private static final String UNIT = "kotlin.Unit";

  /** Ends the name of an internal function with its module, of others with a hash of its types. */
  private static final Pattern MANGLED = Pattern.compile("(.+)(\\$[^$]+|-[\\w-]{7})");

  private Kotlin() {}

  /** Whether a result is that of a Kotlin function that has none. */
  static boolean isUnit(Object result) {
    return result.getClass().getName().equals(UNIT);
  }

  /** Whether a method is a lambda or a local function of another one. */
  static boolean isNested(ScannedMethod method) {
    return method.isStatic() && method.name().indexOf('$') > 0 && isKotlin(method);
  }

  /** Whether a method is a {@code suspend} function. */
  static boolean isSuspending(ScannedMethod method) {
    return method.members().stream()
        .map(Method::getParameterTypes)
        .anyMatch(
            types -> types.length > 0 && types[types.length - 1].getName().equals(CONTINUATION));
  }

  /**
   * Returns the name of a method, and the name of the function that it was compiled from if the
   * compiler has probably changed that.
   */
  static List<String> names(ScannedMethod method) {
    Matcher mangled = MANGLED.matcher(method.name());
    return mangled.matches() && isKotlin(method)
        ? List.of(mangled.group(1), method.name())
        : List.of(method.name());
  }

  private static boolean isKotlin(ScannedMethod method) {
    return method.members().stream()
        .flatMap(member -> Arrays.stream(member.getDeclaringClass().getAnnotations()))
        .anyMatch(annotation -> annotation.annotationType().getName().equals(METADATA));
  }
}

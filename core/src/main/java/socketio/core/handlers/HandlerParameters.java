package socketio.core.handlers;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import socketio.Args;
import socketio.core.handlers.HandlerMethod.Parameter;
import socketio.internal.MethodAccess;
import socketio.internal.TypeNames;

/** Maps the parameters of handler methods to the arguments of events. */
final class HandlerParameters {
  private final Class<?> type;
  private final TypeVariables variables;
  private final boolean allNamespaces;

  /**
   * Creates the mapping for the methods of one class.
   *
   * @param allNamespaces whether the first argument is always the path of the namespace
   */
  HandlerParameters(Class<?> type, TypeVariables variables, boolean allNamespaces) {
    this.type = type;
    this.variables = variables;
    this.allNamespaces = allNamespaces;
  }

  /** Maps the parameters of a method that handles an event. */
  List<Parameter> forEvent(ScannedMethod scanned) {
    Method method = scanned.method();
    if (scanned.isVarArgs()) {
      throw invalid(
          method, "has a variable number of parameters; take socketio.Args for all arguments");
    }
    Type[] types = scanned.parameterTypes();
    var parameters = new ArrayList<Parameter>();
    for (int i = 0; i < types.length; i++) {
      if (types[i] == Args.class && i < types.length - 1) {
        throw invalid(
            method,
            "takes socketio.Args, which holds all further arguments, before another parameter");
      }
      Type resolved = variables.resolve(types[i]);
      if (TypeVariables.mentionsVariable(resolved)) {
        throw invalid(
            method,
            String.format(
                "takes a %s as parameter %d, whose type variables %s does not define",
                TypeNames.of(types[i]), i, type.getName()));
      }
      parameters.add(new Parameter(i, resolved));
    }
    return parameters;
  }

  /** Maps the parameters of a method that handles a connection change with some values. */
  List<Parameter> forConnectionChange(ScannedMethod scanned, List<Class<?>> values) {
    Method method = scanned.method();
    List<Class<?>> offered =
        allNamespaces
            ? Stream.concat(Stream.of(String.class), values.stream()).collect(Collectors.toList())
            : values;
    var parameters = new ArrayList<Parameter>();
    int next = 0;
    for (Class<?> wanted : method.getParameterTypes()) {
      while (next < offered.size() && !wanted.isAssignableFrom(offered.get(next))) {
        next++;
      }
      if (next == offered.size()) {
        throw invalid(
            method,
            String.format(
                "takes a %s that it cannot get: it may take %s",
                wanted.getSimpleName(), list(offered)));
      }
      parameters.add(new Parameter(next++, wanted));
    }
    return parameters;
  }

  /** Describes what a method may take: one value or none, or two of which each may be absent. */
  private static String list(List<Class<?>> types) {
    List<String> names = types.stream().map(Class::getSimpleName).collect(Collectors.toList());
    return switch (names.size()) {
      case 0 -> "no argument";
      case 1 -> "one " + names.get(0) + " or no argument";
      default -> String.join(", then ", names) + ", or fewer";
    };
  }

  static IllegalArgumentException invalid(Method method, String why) {
    return new IllegalArgumentException(
        String.format("handlers: %s %s", MethodAccess.describe(method), why));
  }
}

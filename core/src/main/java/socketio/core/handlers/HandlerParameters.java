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
  HandlerParameters(Class<?> type, boolean allNamespaces) {
    this.type = type;
    variables = new TypeVariables(type);
    this.allNamespaces = allNamespaces;
  }

  /** Maps the parameters of a method that handles an event. */
  List<Parameter> forEvent(Method method) {
    if (method.isVarArgs()) {
      throw invalid(
          method, "has a variable number of parameters; take socketio.Args for all arguments");
    }
    Type[] types = method.getGenericParameterTypes();
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
  List<Parameter> forConnectionChange(Method method, List<Class<?>> values) {
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
        throw invalid(method, "may take " + list(offered) + " and nothing else");
      }
      parameters.add(new Parameter(next++, wanted));
    }
    return parameters;
  }

  private static String list(List<Class<?>> types) {
    return types.isEmpty()
        ? "no argument"
        : types.stream().map(Class::getSimpleName).collect(Collectors.joining(", then "));
  }

  static IllegalArgumentException invalid(Method method, String why) {
    return new IllegalArgumentException(
        String.format("handlers: %s %s", MethodAccess.describe(method), why));
  }
}

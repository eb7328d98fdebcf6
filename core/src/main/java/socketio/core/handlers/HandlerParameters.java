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

/** Finds out where the parameters of handler methods get their values from. */
final class HandlerParameters {
  private final Class<?> type;
  private final TypeVariables variables;
  private final boolean allNamespaces;

  /**
   * For the methods of one class.
   *
   * @param allNamespaces whether the path of the namespace is the first argument of everything
   */
  HandlerParameters(Class<?> type, boolean allNamespaces) {
    this.type = type;
    variables = new TypeVariables(type);
    this.allNamespaces = allNamespaces;
  }

  /** Those of a method that handles an event. */
  List<Parameter> ofEvent(Method method) {
    if (method.isVarArgs()) {
      throw unfit(
          method, "takes a variable number of arguments; take socketio.Args for all there are");
    }
    Type[] types = method.getGenericParameterTypes();
    var parameters = new ArrayList<Parameter>();
    for (int i = 0; i < types.length; i++) {
      if (types[i] == Args.class && i < types.length - 1) {
        throw unfit(method, "takes socketio.Args, which are all further arguments, before another");
      }
      Type resolved = variables.resolve(types[i]);
      if (TypeVariables.mentionsVariable(resolved)) {
        throw unfit(
            method,
            String.format(
                "takes a %s as parameter %d, of which %s does not say what it is",
                TypeNames.of(types[i]), i, type.getName()));
      }
      parameters.add(new Parameter(i, resolved));
    }
    return parameters;
  }

  /** Those of a method that hears of a change of the connection, which comes with some values. */
  List<Parameter> ofChange(Method method, List<Class<?>> values) {
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
        throw unfit(method, "may take " + list(offered) + " and nothing else");
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

  static IllegalArgumentException unfit(Method method, String why) {
    return new IllegalArgumentException(
        String.format("handlers: %s %s", MethodAccess.describe(method), why));
  }
}

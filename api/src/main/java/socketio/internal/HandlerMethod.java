package socketio.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import socketio.Args;

/** A method of an object that handles an event, ready to be called. */
final class HandlerMethod {
  private static final String OUR_MODULE = "socketio.api";

  private final Method method;
  private final List<Parameter> parameters;

  /** Takes an array of the arguments. */
  private final MethodHandle handle;

  /**
   * Where the value of a parameter comes from.
   *
   * @param index which argument of the event
   * @param type what it is decoded as; {@link Args} are all arguments from this one on
   */
  record Parameter(int index, Type type) {}

  /**
   * Makes a method callable.
   *
   * @throws IllegalArgumentException if its module keeps it from being called
   */
  HandlerMethod(Object object, Method method, List<Parameter> parameters) {
    this.method = method;
    this.parameters = parameters;
    handle = handle(object, method);
  }

  private static MethodHandle handle(Object object, Method method) {
    try {
      method.setAccessible(true);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "handlers: " + describe(method) + " cannot be called; " + Modules.cure(method), e);
    }
    try {
      return MethodHandles.lookup()
          .unreflect(method)
          .bindTo(object)
          .asSpreader(Object[].class, method.getParameterCount())
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e); // it has just been made accessible
    }
  }

  /** Calls the method; {@code void} gives null. */
  @Nullable Object invoke(String event, Args args) throws Exception {
    var values = new @Nullable Object[parameters.size()];
    for (int i = 0; i < values.length; i++) {
      Parameter parameter = parameters.get(i);
      values[i] =
          parameter.type == Args.class
              ? TailArgs.of(args, parameter.index)
              : TypedHandlers.arg(event, args, parameter.index, parameter.type);
    }
    try {
      return handle.invokeExact(values);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new UndeclaredThrowableException(e);
    }
  }

  /** A class of its own: where there are no modules, nothing is closed. */
  @NotOnAndroid
  private static final class Modules {
    static String cure(Method method) {
      Class<?> type = method.getDeclaringClass();
      return String.format(
          "put \"opens %s to %s;\" into the module-info of %s",
          type.getPackageName(), OUR_MODULE, type.getModule().getName());
    }
  }

  @Override
  public String toString() {
    return describe(method);
  }

  /** The method as messages name it: {@code chat.Chat.onNews(String, int)}. */
  static String describe(Method method) {
    String parameters =
        Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", "));
    return String.format(
        "%s.%s(%s)", method.getDeclaringClass().getName(), method.getName(), parameters);
  }
}

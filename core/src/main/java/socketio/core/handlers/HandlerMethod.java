package socketio.core.handlers;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.core.TailArgs;
import socketio.internal.MethodAccess;
import socketio.internal.TypedHandlers;

/** A callable handler method of an object. */
final class HandlerMethod {
  private final Method method;
  private final List<Parameter> parameters;

  /** Takes an array of the arguments. */
  private final MethodHandle handle;

  /**
   * Says how to obtain the value of a parameter.
   *
   * @param index the index of the event's argument
   * @param type the type to decode it as; {@link Args} means all arguments from this one on
   */
  record Parameter(int index, Type type) {}

  /**
   * Makes a method callable.
   *
   * @throws IllegalArgumentException if its module does not open the package
   */
  HandlerMethod(Object object, Method method, List<Parameter> parameters) {
    this.method = method;
    this.parameters = parameters;
    handle = handle(object, method);
  }

  private static MethodHandle handle(Object object, Method method) {
    return MethodAccess.bind(object, method)
        .asSpreader(Object[].class, method.getParameterCount())
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  /** Calls the method; returns null if it is {@code void}. */
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

  @Override
  public String toString() {
    return MethodAccess.describe(method);
  }
}

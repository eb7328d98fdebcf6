package socketio.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Makes methods of the application callable. It lives in this module because applications open
 * their packages to {@code socketio.api}, the only module that they know.
 */
public final class MethodAccess {
  private static final String THIS_MODULE = "socketio.api";

  private MethodAccess() {}

  /**
   * Returns a handle for a method, bound to an object.
   *
   * @throws IllegalArgumentException if the module of the method does not open its package
   */
  public static MethodHandle bind(Object object, Method method) {
    try {
      method.setAccessible(true);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "handlers: " + describe(method) + " cannot be called; " + Modules.howToOpen(method), e);
    }
    try {
      return MethodHandles.lookup().unreflect(method).bindTo(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e); // it has just been made accessible
    }
  }

  /** Returns the name of a method for messages: {@code chat.Chat.onNews(String, int)}. */
  public static String describe(Method method) {
    String parameters =
        Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", "));
    return String.format(
        "%s.%s(%s)", method.getDeclaringClass().getName(), method.getName(), parameters);
  }

  /** A separate class, so that it is not loaded on platforms without modules. */
  @NotOnAndroid
  private static final class Modules {
    static String howToOpen(Method method) {
      Class<?> type = method.getDeclaringClass();
      return String.format(
          "put \"opens %s to %s;\" into the module-info of %s",
          type.getPackageName(), THIS_MODULE, type.getModule().getName());
    }
  }
}

package socketio.core.handlers;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the methods of a class, including inherited ones and excluding overridden ones. */
final class MethodScan {
  private final List<Method> seen = new ArrayList<>();
  private final List<Method> found = new ArrayList<>();

  private MethodScan() {}

  /**
   * Returns the methods with a body of a class and its superclasses below a base class, and the
   * default methods of its interfaces.
   */
  static List<Method> of(Class<?> type, Class<?> base) {
    var scan = new MethodScan();
    for (Class<?> each = type; each != null && each != base; each = each.getSuperclass()) {
      scan.addAll(each.getDeclaredMethods());
    }
    scan.addAll(Arrays.stream(type.getMethods()).filter(Method::isDefault).toArray(Method[]::new));
    return scan.found;
  }

  /** Adds the methods of one class, sorted because reflection guarantees no order. */
  private void addAll(Method[] methods) {
    List<Method> visible =
        Arrays.stream(methods)
            .filter(method -> seen.stream().noneMatch(override -> overrides(override, method)))
            .sorted(Comparator.comparing(Method::toGenericString))
            .collect(Collectors.toList());
    seen.addAll(visible);
    visible.stream()
        .filter(method -> !method.isSynthetic() && !Modifier.isAbstract(method.getModifiers()))
        .forEach(found::add);
  }

  /** Whether a method of a subclass, which may be a bridge, overrides another method. */
  private static boolean overrides(Method override, Method method) {
    if (!override.getName().equals(method.getName())
        || !Arrays.equals(override.getParameterTypes(), method.getParameterTypes())
        || Modifier.isStatic(method.getModifiers())
        || Modifier.isPrivate(method.getModifiers())) {
      return false;
    }
    return Modifier.isPublic(method.getModifiers())
        || Modifier.isProtected(method.getModifiers())
        || override.getDeclaringClass().getPackage() == method.getDeclaringClass().getPackage();
  }
}

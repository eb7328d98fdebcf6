package socketio.core.handlers;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the methods of a class, inherited ones included and overridden ones left out. */
final class MethodScan {
  private final List<Method> seen = new ArrayList<>();
  private final List<Method> found = new ArrayList<>();

  private MethodScan() {}

  /**
   * The methods with a body of a class and its superclasses below a base class, and the default
   * methods of its interfaces.
   */
  static List<Method> of(Class<?> type, Class<?> base) {
    var scan = new MethodScan();
    for (Class<?> each = type; each != null && each != base; each = each.getSuperclass()) {
      scan.addAll(each.getDeclaredMethods());
    }
    scan.addAll(Arrays.stream(type.getMethods()).filter(Method::isDefault).toArray(Method[]::new));
    return scan.found;
  }

  /** Adds the methods of one class, in an order of their own: reflection promises none. */
  private void addAll(Method[] methods) {
    List<Method> visible =
        Arrays.stream(methods)
            .filter(method -> seen.stream().noneMatch(below -> overrides(below, method)))
            .sorted(Comparator.comparing(Method::toGenericString))
            .collect(Collectors.toList());
    seen.addAll(visible);
    visible.stream()
        .filter(method -> !method.isSynthetic() && !Modifier.isAbstract(method.getModifiers()))
        .forEach(found::add);
  }

  /** Whether a method of a subclass, which may be a bridge, takes the place of another one. */
  private static boolean overrides(Method below, Method method) {
    if (!below.getName().equals(method.getName())
        || !Arrays.equals(below.getParameterTypes(), method.getParameterTypes())
        || Modifier.isStatic(method.getModifiers())
        || Modifier.isPrivate(method.getModifiers())) {
      return false;
    }
    return Modifier.isPublic(method.getModifiers())
        || Modifier.isProtected(method.getModifiers())
        || below.getDeclaringClass().getPackage() == method.getDeclaringClass().getPackage();
  }
}

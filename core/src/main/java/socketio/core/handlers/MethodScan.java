package socketio.core.handlers;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the methods of a class, each with those that it overrides. Bridges, which the compiler or a
 * proxy library adds to a method with other types, are no methods of their own.
 */
final class MethodScan {
  private final TypeVariables variables;
  private final List<ScannedMethod> found = new ArrayList<>();
  private final List<Method> bridges = new ArrayList<>();

  private MethodScan(TypeVariables variables) {
    this.variables = variables;
  }

  /**
   * Returns the methods with a body of a class, of its superclasses below a base class and of its
   * interfaces.
   */
  static List<ScannedMethod> of(Class<?> type, Class<?> base, TypeVariables variables) {
    var scan = new MethodScan(variables);
    var interfaces = new ArrayList<Class<?>>();
    for (Class<?> each = type; each != null && each != base; each = each.getSuperclass()) {
      scan.addAll(each.getDeclaredMethods());
      addInterfaces(each, interfaces);
    }
    interfaces.forEach(each -> scan.addAll(each.getDeclaredMethods()));
    return scan.found.stream()
        .filter(method -> method.hasBody() && !scan.overridesOnlyBridges(method))
        .collect(Collectors.toList());
  }

  /** Adds the interfaces of a class, each before those that it extends. */
  private static void addInterfaces(Class<?> type, List<Class<?>> interfaces) {
    for (Class<?> each : type.getInterfaces()) {
      if (!interfaces.contains(each)) {
        int index = 0;
        while (index < interfaces.size() && !interfaces.get(index).isAssignableFrom(each)) {
          index++;
        }
        interfaces.add(index, each);
        addInterfaces(each, interfaces);
      }
    }
  }

  /** Adds the methods of one class, sorted because reflection guarantees no order. */
  private void addAll(Method[] methods) {
    Arrays.sort(methods, Comparator.comparing(Method::toGenericString));
    for (Method method : methods) {
      if (method.isBridge()) {
        bridges.add(method);
      } else if (!method.isSynthetic()) {
        ScannedMethod override = overrideOf(method);
        if (override == null) {
          found.add(new ScannedMethod(method));
        } else {
          override.addOverridden(method);
        }
      }
    }
  }

  /**
   * Returns what overrides a method. Its types need not be the same: a type variable of a
   * superclass may have a value, and a proxy has the erased types alone.
   */
  private @Nullable ScannedMethod overrideOf(Method method) {
    BiPredicate<Method, Method> sameTypes = variables::haveSameParameters;
    BiPredicate<Method, Method> sameReturn =
        (override, overridden) -> override.getReturnType() == overridden.getReturnType();
    for (BiPredicate<Method, Method> rule :
        List.of(sameTypes.and(sameReturn), sameTypes, MethodScan::sameErasure)) {
      for (ScannedMethod candidate : found) {
        if (candidate.members().stream()
            .anyMatch(member -> mayOverride(member, method) && rule.test(member, method))) {
          return candidate;
        }
      }
    }
    return null;
  }

  private static boolean sameErasure(Method override, Method method) {
    return Arrays.equals(override.getParameterTypes(), method.getParameterTypes());
  }

  /** Whether a method may override one of another class, apart from the types. */
  private static boolean mayOverride(Method override, Method method) {
    int modifiers = method.getModifiers();
    return override.getName().equals(method.getName())
        && override.getDeclaringClass() != method.getDeclaringClass()
        && !Modifier.isStatic(override.getModifiers() | modifiers)
        && !Modifier.isPrivate(override.getModifiers() | modifiers)
        && (Modifier.isPublic(modifiers)
            || Modifier.isProtected(modifiers)
            || override.getDeclaringClass().getPackage()
                == method.getDeclaringClass().getPackage());
  }

  /** Whether a proxy has overridden a bridge; its own method for the same event is another one. */
  private boolean overridesOnlyBridges(ScannedMethod method) {
    return bridges.stream()
        .anyMatch(
            bridge ->
                method.members().stream()
                    .allMatch(
                        member ->
                            mayOverride(member, bridge)
                                && sameErasure(member, bridge)
                                && bridge
                                    .getDeclaringClass()
                                    .isAssignableFrom(member.getDeclaringClass())));
  }
}

package socketio.core.handlers;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import socketio.OnEvent;

/** A method of an object, with those that it overrides in superclasses and interfaces. */
final class ScannedMethod {
  /** The overriding methods before the overridden ones. */
  private final List<Method> members = new ArrayList<>();

  ScannedMethod(Method method) {
    members.add(method);
  }

  void addOverridden(Method method) {
    members.add(method);
  }

  List<Method> members() {
    return members;
  }

  private Optional<Method> withBody() {
    return members.stream()
        .filter(member -> !Modifier.isAbstract(member.getModifiers()))
        .findFirst();
  }

  boolean hasBody() {
    return withBody().isPresent();
  }

  /** Returns the method to call. */
  Method method() {
    return withBody().orElseThrow(IllegalStateException::new);
  }

  String name() {
    return method().getName();
  }

  boolean isStatic() {
    return Modifier.isStatic(method().getModifiers());
  }

  boolean isVarArgs() {
    return members.stream().anyMatch(Method::isVarArgs);
  }

  /** Returns the annotation, which an overriding method inherits unless it has its own. */
  @Nullable OnEvent annotation() {
    return members.stream()
        .map(member -> member.getAnnotation(OnEvent.class))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Returns the types of the parameters, which a proxy has lost and the method below it has. */
  Type[] parameterTypes() {
    return members.stream()
        .map(Method::getGenericParameterTypes)
        .filter(types -> !Arrays.stream(types).allMatch(Class.class::isInstance))
        .findFirst()
        .orElseGet(() -> method().getParameterTypes());
  }
}

package socketio.core.handlers;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import socketio.internal.TypeNames;

/**
 * The type arguments that a class provides for the type variables of its supertypes: {@code Numbers
 * extends Listener<Integer>} provides Integer for Listener's variable.
 */
final class TypeVariables {
  private final Map<TypeVariable<?>, Type> values = new HashMap<>();

  TypeVariables(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      add(each.getGenericSuperclass());
      addInterfaces(each);
    }
  }

  private void addInterfaces(Class<?> type) {
    for (Type each : type.getGenericInterfaces()) {
      add(each);
      addInterfaces(each instanceof ParameterizedType generic ? raw(generic) : (Class<?>) each);
    }
  }

  private void add(@Nullable Type supertype) {
    if (supertype instanceof ParameterizedType generic) {
      add(generic.getOwnerType());
      TypeVariable<?>[] variables = raw(generic).getTypeParameters();
      Type[] arguments = generic.getActualTypeArguments();
      for (int i = 0; i < variables.length; i++) {
        values.put(variables[i], resolve(arguments[i]));
      }
    }
  }

  private static Class<?> raw(ParameterizedType type) {
    return (Class<?>) type.getRawType();
  }

  /** Replaces the variables in a type by their values; a variable without a value stays. */
  Type resolve(Type type) {
    if (!mentionsVariable(type)) {
      return type;
    }
    if (type instanceof TypeVariable<?> variable) {
      return values.getOrDefault(variable, type);
    }
    if (type instanceof ParameterizedType generic) {
      return new Parameterized(
          raw(generic), resolve(generic.getActualTypeArguments()), generic.getOwnerType());
    }
    if (type instanceof WildcardType wildcard) {
      return new Wildcard(resolve(wildcard.getUpperBounds()), resolve(wildcard.getLowerBounds()));
    }
    Type component = resolve(((GenericArrayType) type).getGenericComponentType());
    return component instanceof Class<?> known
        ? Array.newInstance(known, 0).getClass()
        : new ArrayOf(component);
  }

  /** Whether the parameters of a method are those with which it overrides another one. */
  boolean haveSameParameters(Method override, Method overridden) {
    Type[] types = override.getGenericParameterTypes();
    Type[] overriddenTypes = overridden.getGenericParameterTypes();
    boolean same = types.length == overriddenTypes.length;
    for (int i = 0; same && i < types.length; i++) {
      Class<?> type = erased(types[i]);
      // Kotlin overrides a parameter of the type T with an int if T is Integer.
      boolean mayBePrimitive = overriddenTypes[i] instanceof TypeVariable;
      same = (mayBePrimitive ? boxed(type) : type) == erased(overriddenTypes[i]);
    }
    return same;
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  private Class<?> erased(Type type) {
    Type resolved = resolve(type);
    if (resolved instanceof ParameterizedType generic) {
      return raw(generic);
    }
    if (resolved instanceof TypeVariable<?> variable) {
      return erased(variable.getBounds()[0]);
    }
    if (resolved instanceof WildcardType wildcard) {
      return erased(wildcard.getUpperBounds()[0]);
    }
    if (resolved instanceof GenericArrayType array) {
      return Array.newInstance(erased(array.getGenericComponentType()), 0).getClass();
    }
    return (Class<?>) resolved;
  }

  private List<Type> resolve(Type[] types) {
    return Arrays.stream(types).map(this::resolve).collect(Collectors.toList());
  }

  /** Whether a type contains a type variable. */
  static boolean mentionsVariable(Type type) {
    if (type instanceof ParameterizedType generic) {
      return mentionVariable(generic.getActualTypeArguments());
    }
    if (type instanceof WildcardType wildcard) {
      return mentionVariable(wildcard.getUpperBounds())
          || mentionVariable(wildcard.getLowerBounds());
    }
    if (type instanceof GenericArrayType array) {
      return mentionsVariable(array.getGenericComponentType());
    }
    return type instanceof TypeVariable<?>;
  }

  private static boolean mentionVariable(Type[] types) {
    return Arrays.stream(types).anyMatch(TypeVariables::mentionsVariable);
  }

  private record Parameterized(Class<?> raw, List<Type> arguments, @Nullable Type owner)
      implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(new Type[0]);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return owner;
    }

    @Override
    public String toString() {
      return arguments.stream()
          .map(TypeNames::of)
          .collect(Collectors.joining(", ", raw.getName() + "<", ">"));
    }
  }

  private record Wildcard(List<Type> upper, List<Type> lower) implements WildcardType {
    @Override
    public Type[] getUpperBounds() {
      return upper.toArray(new Type[0]);
    }

    @Override
    public Type[] getLowerBounds() {
      return lower.toArray(new Type[0]);
    }

    @Override
    public String toString() {
      return lower.isEmpty()
          ? "? extends " + TypeNames.of(upper.get(0))
          : "? super " + TypeNames.of(lower.get(0));
    }
  }

  private record ArrayOf(Type component) implements GenericArrayType {
    @Override
    public Type getGenericComponentType() {
      return component;
    }

    @Override
    public String toString() {
      return TypeNames.of(component) + "[]";
    }
  }
}

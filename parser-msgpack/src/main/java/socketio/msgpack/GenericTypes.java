package socketio.msgpack;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types with their type variables replaced. */
final class GenericTypes {
  private GenericTypes() {}

  /** The class of a type, or null if the type alone does not determine one. */
  static @Nullable Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : null;
  }

  /** A type argument, or Object where there is none. */
  static Type argument(Type type, int index) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }

  /**
   * Replaces the type variables of a class.
   *
   * @param type a type used inside the class
   * @param owner the class, perhaps with type arguments
   */
  static Type resolve(Type type, Type owner) {
    if (type instanceof Class<?>) {
      return type;
    }
    if (type instanceof TypeVariable<?> variable) {
      return resolve(variable, owner);
    }
    if (type instanceof WildcardType wildcard) {
      return resolve(wildcard.getUpperBounds()[0], owner);
    }
    if (type instanceof GenericArrayType array) {
      return new ArrayOf(resolve(array.getGenericComponentType(), owner));
    }
    ParameterizedType generic = (ParameterizedType) type;
    return new Generic(
        generic.getRawType(),
        generic.getOwnerType(),
        Arrays.stream(generic.getActualTypeArguments())
            .map(argument -> resolve(argument, owner))
            .toList());
  }

  private static Type resolve(TypeVariable<?> variable, Type owner) {
    if (owner instanceof ParameterizedType generic) {
      TypeVariable<?>[] variables = ((Class<?>) generic.getRawType()).getTypeParameters();
      int index = Arrays.asList(variables).indexOf(variable);
      if (index >= 0) {
        return generic.getActualTypeArguments()[index];
      }
    }
    Type bound = variable.getBounds()[0];
    Class<?> raw = raw(bound);
    return raw == null ? Object.class : raw; // a bound may refer to its own variable
  }

  private record Generic(Type getRawType, @Nullable Type getOwnerType, List<Type> arguments)
      implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public String toString() {
      String all = arguments.toString();
      return getRawType.getTypeName() + "<" + all.substring(1, all.length() - 1) + ">";
    }
  }

  private record ArrayOf(Type getGenericComponentType) implements GenericArrayType {
    @Override
    public String toString() {
      return getGenericComponentType.getTypeName() + "[]";
    }
  }
}

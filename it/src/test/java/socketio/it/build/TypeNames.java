package socketio.it.build;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes types with their arguments and their nullness. */
final class TypeNames {
  private static final Pattern OURS = Pattern.compile("^(java|javax|socketio)\\.|^[a-z]+(\\[])*$");

  private TypeNames() {}

  static String name(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      String ofArray = nullness(type);
      return name(array.getAnnotatedGenericComponentType())
          + (ofArray.isEmpty() ? "[]" : " " + ofArray + "[]");
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return "?"
          + bounds(" super ", wildcard.getAnnotatedLowerBounds())
          + bounds(" extends ", wildcard.getAnnotatedUpperBounds());
    }
    if (type instanceof AnnotatedParameterizedType parameterized) {
      return nullness(type)
          + plain(((ParameterizedType) type.getType()).getRawType())
          + Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
              .map(TypeNames::name)
              .collect(joining(", ", "<", ">"));
    }
    return nullness(type) + plain(type.getType());
  }

  private static String plain(Type type) {
    return type instanceof Class<?> raw ? name(raw) : type.getTypeName();
  }

  /** The name without its package, except that of other projects; with the classes around it. */
  static String name(Class<?> type) {
    String name = type.getTypeName();
    String inPackage = name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    return OURS.matcher(name).find() ? inPackage : name.replace('$', '.');
  }

  /** The type parameters of a class or method, or nothing. */
  static String parameters(GenericDeclaration declaration) {
    TypeVariable<?>[] variables = declaration.getTypeParameters();
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(
                variable -> variable.getName() + bounds(" extends ", variable.getAnnotatedBounds()))
            .collect(joining(", ", "<", ">"));
  }

  private static String bounds(String keyword, AnnotatedType[] bounds) {
    String names =
        Stream.of(bounds)
            .filter(bound -> bound instanceof AnnotatedTypeVariable || !isObject(bound))
            .map(TypeNames::name)
            .collect(joining(" & "));
    return names.isEmpty() ? "" : keyword + names;
  }

  private static boolean isObject(AnnotatedType bound) {
    Type type = bound.getType();
    return type == Object.class && nullness(bound).isEmpty();
  }

  private static String nullness(AnnotatedElement type) {
    return type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
  }
}

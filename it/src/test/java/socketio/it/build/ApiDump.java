package socketio.it.build;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import socketio.it.support.Module;

/**
 * Renders all that an application can compile against, with type arguments and nullness: the
 * exported packages, in each the types, in each the public and protected members. Leaves out what
 * the language implies: members of enums and records that the declaration has, and overrides of the
 * methods of Object. Goes by reflection and writes types itself, so that it comes out the same on
 * every JDK.
 */
final class ApiDump {
  private static final int VISIBLE = Modifier.PUBLIC | Modifier.PROTECTED;

  private ApiDump() {}

  static String of(List<Module> modules) {
    return modules.stream()
        .flatMap(
            module ->
                module.descriptor().exports().stream()
                    .filter(exports -> !exports.isQualified())
                    .map(exports -> render(module, exports.source())))
        .sorted()
        .collect(joining("\n"));
  }

  private static String render(Module module, String packageName) {
    return module.classNames(packageName).stream()
        .sorted()
        .map(ApiDump::load)
        .filter(ApiDump::exported)
        .map(ApiDump::render)
        .collect(joining("\n", "==== " + packageName + " (" + module.artifactId() + ")\n\n", ""));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiDump.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " is not on the class path of this test", e);
    }
  }

  private static boolean exported(Class<?> type) {
    return !type.isAnonymousClass()
        && !type.isLocalClass()
        && (type.getModifiers() & VISIBLE) != 0
        && (type.getEnclosingClass() == null || exported(type.getEnclosingClass()));
  }

  private static String render(Class<?> type) {
    SortedMap<String, String> members = new TreeMap<>();
    for (Field field : type.getDeclaredFields()) {
      if (visible(field.getModifiers(), field.isSynthetic()) && !field.isEnumConstant()) {
        members.put(field.getName(), render(field));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (visible(constructor.getModifiers(), constructor.isSynthetic())
          && !isCanonical(constructor)) {
        String signature = signature("new", constructor);
        members.put(
            signature, modifiers(constructor.getModifiers() & ~Modifier.PUBLIC) + signature);
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (visible(method.getModifiers(), method.isSynthetic()) && !isImplied(method)) {
        String signature = signature(method.getName(), method);
        members.put(signature, render(method) + signature);
      }
    }
    return members.values().stream()
        .map(member -> "  " + member + "\n")
        .collect(joining("", header(type) + "\n", ""));
  }

  private static boolean isCanonical(Constructor<?> constructor) {
    Class<?> type = constructor.getDeclaringClass();
    return type.isRecord()
        && Arrays.equals(
            constructor.getParameterTypes(),
            Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
  }

  private static boolean isImplied(Method method) {
    Class<?> type = method.getDeclaringClass();
    return Set.of("equals", "hashCode", "toString").contains(method.getName())
        || (type.isEnum() && Set.of("values", "valueOf").contains(method.getName()))
        || (type.isRecord()
            && Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.getAccessor().equals(method)));
  }

  private static String render(Field field) {
    int implied = Modifier.PUBLIC | Modifier.TRANSIENT | Modifier.VOLATILE;
    return modifiers(field.getModifiers() & ~implied)
        + TypeNames.name(field.getAnnotatedType())
        + " "
        + field.getName();
  }

  /** Everything before the name. */
  private static String render(Method method) {
    String parameters = TypeNames.parameters(method);
    int modifiers = method.getModifiers() & Modifier.methodModifiers() & ~Modifier.PUBLIC;
    if (method.getDeclaringClass().isInterface()
        || Modifier.isFinal(method.getDeclaringClass().getModifiers())) {
      modifiers &= ~(Modifier.ABSTRACT | Modifier.FINAL);
    }
    return modifiers(modifiers)
        + (method.isDefault() ? "default " : "")
        + (parameters.isEmpty() ? "" : parameters + " ")
        + TypeNames.name(method.getAnnotatedReturnType())
        + " ";
  }

  private static boolean visible(int modifiers, boolean synthetic) {
    return (modifiers & VISIBLE) != 0 && !synthetic;
  }

  private static String header(Class<?> type) {
    String kind =
        type.isAnnotation()
            ? "@interface "
            : type.isInterface()
                ? "interface "
                : type.isEnum() ? "enum " : type.isRecord() ? "record " : "class ";
    List<String> supertypes =
        Stream.concat(
                Stream.ofNullable(type.getAnnotatedSuperclass()),
                Arrays.stream(type.getAnnotatedInterfaces()))
            .map(TypeNames::name)
            .filter(name -> !name.matches("Object|Record|Enum<.*|Annotation"))
            .toList();
    int implied = Modifier.PUBLIC | Modifier.STATIC;
    if (type.isInterface()) {
      implied |= Modifier.INTERFACE | Modifier.ABSTRACT;
    } else if (type.isEnum() || type.isRecord()) {
      implied |= Modifier.FINAL;
    }
    return modifiers(type.getModifiers() & ~implied)
        + (type.isSealed() && !type.isEnum() ? "sealed " : "")
        + kind
        + TypeNames.name(type)
        + TypeNames.parameters(type)
        + components(type)
        + (supertypes.isEmpty() ? "" : " : " + String.join(", ", supertypes));
  }

  /** The components of a record, or the constants of an enum. */
  private static String components(Class<?> type) {
    if (type.isRecord()) {
      return Arrays.stream(type.getRecordComponents())
          .map(each -> TypeNames.name(each.getAnnotatedType()) + " " + each.getName())
          .collect(joining(", ", "(", ")"));
    }
    return type.isEnum()
        ? Arrays.stream(type.getFields())
            .filter(Field::isEnumConstant)
            .map(Field::getName)
            .collect(joining(", ", " { ", " }"))
        : "";
  }

  private static String signature(String name, Executable executable) {
    String thrown =
        Arrays.stream(executable.getAnnotatedExceptionTypes())
            .map(TypeNames::name)
            .sorted()
            .collect(joining(", "));
    String parameters =
        Arrays.stream(executable.getAnnotatedParameterTypes())
            .map((AnnotatedType type) -> TypeNames.name(type))
            .collect(joining(", "));
    return name
        + "("
        + (executable.isVarArgs() ? parameters.replaceFirst(" ?\\[]$", "...") : parameters)
        + ")"
        + (thrown.isEmpty() ? "" : " throws " + thrown);
  }

  private static String modifiers(int modifiers) {
    int shown =
        modifiers
            & ~(Modifier.SYNCHRONIZED | Modifier.NATIVE | Modifier.STRICT)
            & (Modifier.classModifiers()
                | Modifier.interfaceModifiers()
                | Modifier.methodModifiers()
                | Modifier.fieldModifiers());
    return shown == 0 ? "" : Modifier.toString(shown) + " ";
  }
}

package socketio.it.build;

import static java.util.stream.Collectors.joining;

import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import socketio.it.support.Module;

/**
 * Renders all that an application can compile against: the public and protected members of the
 * exported packages, sorted, with type arguments and nullness. Goes by reflection and writes types
 * itself, so that it comes out the same on every JDK.
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
                    .map(Exports::source)
                    .flatMap(name -> module.classNames(name).stream()))
        .sorted()
        .map(ApiDump::load)
        .filter(ApiDump::exported)
        .map(ApiDump::render)
        .collect(joining("\n"));
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
      if (visible(field.getModifiers(), field.isSynthetic())) {
        members.put(field.getName(), render(field));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (visible(constructor.getModifiers(), constructor.isSynthetic())) {
        String signature = signature("<init>", constructor);
        members.put(signature, modifiers(constructor.getModifiers()) + signature);
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (visible(method.getModifiers(), method.isSynthetic())) {
        String signature = signature(method.getName(), method);
        members.put(signature, render(method) + signature);
      }
    }
    return members.values().stream()
        .map(member -> "  " + member + "\n")
        .collect(joining("", header(type) + "\n", ""));
  }

  private static String render(Field field) {
    return modifiers(field.getModifiers() & ~(Modifier.TRANSIENT | Modifier.VOLATILE))
        + TypeNames.name(field.getAnnotatedType())
        + " "
        + field.getName();
  }

  /** Everything before the name. */
  private static String render(Method method) {
    String parameters = TypeNames.parameters(method);
    int modifiers = method.getModifiers() & Modifier.methodModifiers();
    if (method.getDeclaringClass().isInterface()) {
      modifiers &= ~(Modifier.ABSTRACT | Modifier.PUBLIC);
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
            .filter(name -> !name.equals("Object"))
            .toList();
    int implied = type.isInterface() ? Modifier.INTERFACE | Modifier.ABSTRACT : 0;
    return modifiers(type.getModifiers() & ~implied)
        + (type.isSealed() ? "sealed " : "")
        + kind
        + type.getName()
        + TypeNames.parameters(type)
        + (supertypes.isEmpty() ? "" : " : " + String.join(", ", supertypes));
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
    int shown = modifiers & ~(Modifier.SYNCHRONIZED | Modifier.NATIVE | Modifier.STRICT);
    return shown == 0 ? "" : Modifier.toString(shown) + " ";
  }
}

package socketio.it;

import static java.util.stream.Collectors.joining;

import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
    var members = new ArrayList<String>();
    for (Field field : type.getDeclaredFields()) {
      if (visible(field.getModifiers(), field.isSynthetic())) {
        members.add(
            modifiers(field.getModifiers() & ~(Modifier.TRANSIENT | Modifier.VOLATILE))
                + Types.name(field.getAnnotatedType())
                + " "
                + field.getName());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (visible(constructor.getModifiers(), constructor.isSynthetic())) {
        members.add(modifiers(constructor.getModifiers()) + signature("<init>", constructor));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (visible(method.getModifiers(), method.isSynthetic())) {
        members.add(render(method));
      }
    }
    return members.stream()
        .sorted()
        .map(member -> "  " + member + "\n")
        .collect(joining("", header(type) + "\n", ""));
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
            .map(Types::name)
            .filter(name -> !name.equals("java.lang.Object"))
            .toList();
    return modifiers(type.getModifiers() & ~Modifier.INTERFACE)
        + (type.isSealed() ? "sealed " : "")
        + kind
        + type.getName()
        + Types.parameters(type)
        + (supertypes.isEmpty() ? "" : " : " + String.join(", ", supertypes));
  }

  private static String render(Method method) {
    String parameters = Types.parameters(method);
    // The bits that a method shares with transient and volatile mean bridge and varargs.
    return modifiers(method.getModifiers() & Modifier.methodModifiers())
        + (method.isDefault() ? "default " : "")
        + (parameters.isEmpty() ? "" : parameters + " ")
        + Types.name(method.getAnnotatedReturnType())
        + " "
        + signature(method.getName(), method);
  }

  private static String signature(String name, Executable executable) {
    String thrown =
        Arrays.stream(executable.getAnnotatedExceptionTypes())
            .map(Types::name)
            .sorted()
            .collect(joining(", "));
    return Arrays.stream(executable.getAnnotatedParameterTypes())
            .map((AnnotatedType type) -> Types.name(type))
            .collect(joining(", ", name + "(", executable.isVarArgs() ? "...)" : ")"))
        + (thrown.isEmpty() ? "" : " throws " + thrown);
  }

  private static String modifiers(int modifiers) {
    int shown = modifiers & ~(Modifier.SYNCHRONIZED | Modifier.NATIVE | Modifier.STRICT);
    return shown == 0 ? "" : Modifier.toString(shown) + " ";
  }
}

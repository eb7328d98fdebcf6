package socketio.it.build;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import socketio.it.support.Module;

/**
 * Programs that are compiled ahead of time (GraalVM) or shrunk (R8) must declare what they access
 * by reflection. This lists all of it: a new entry here needs one in the metadata, in the rules or
 * in the documents.
 */
class ReflectionTest {
  /** The modules that end up in programs, so not the testkit. */
  private static final List<Module> MODULES =
      Module.withCode().stream().filter(module -> !module.name().equals("testkit")).toList();

  /** Methods that need no declaration. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(getName|getSimpleName|getTypeName|getPackage|getPackageName|getModule|getClassLoader"
              + "|isInstance|isAssignableFrom|isPrimitive|isArray|isInterface|isEnum|isRecord|cast"
              + "|getComponentType|getSuperclass|getInterfaces|desiredAssertionStatus|getModifiers"
              + "|hashCode|equals|toString|getEnclosingClass|getDeclaringClass|getParameterTypes"
              + "|getParameterCount|getReturnType|toGenericString|is(Bridge|Default|Synthetic|VarArgs))");

  /**
   * Reflection on fixed classes, which the metadata declares: virtual threads, which older versions
   * of Java lack.
   */
  private static final String FIXED =
      """
      socketio.core.runtime.SharedThreads: Class.forName, Class.getMethod, Method.invoke
      socketio.okhttp.Threads: Class.forName, Class.getMethod, Method.invoke
      """;

  /**
   * Reflection on classes that the program registers: class-based namespaces and types of events.
   */
  private static final String OF_THE_PROGRAM =
      """
      socketio.core.handlers.Kotlin: Class.getAnnotations
      socketio.core.handlers.MethodScan: Class.getDeclaredMethods
      socketio.core.handlers.ScannedMethod: Method.getAnnotation, Method.getGenericParameterTypes
      socketio.internal.MethodAccess: Lookup.unreflect, Method.setAccessible
      socketio.msgpack.Records: Class.getDeclaredConstructor, Class.getRecordComponents, \
      Constructor.newInstance, Constructor.setAccessible, Method.invoke, Method.setAccessible, \
      RecordComponent.getAccessor, RecordComponent.getGenericType, RecordComponent.getType
      """;

  /** Reflection on types only, which are kept with their classes, and on service files. */
  private static final String OF_TYPES =
      """
      socketio.TypeRef: Class.getGenericSuperclass
      socketio.core.handlers.TypeVariables: Array.newInstance, Class.getGenericInterfaces, \
      Class.getGenericSuperclass, Class.getTypeParameters, Method.getGenericParameterTypes
      socketio.internal.Providers: ClassLoader.getParent, ServiceLoader.iterator, \
      ServiceLoader.load
      socketio.msgpack.ContainerReaders: Array.newInstance, Array.set, Class.arrayType
      socketio.msgpack.GenericTypes: Class.getTypeParameters
      socketio.msgpack.ScalarReaders: Class.getEnumConstants
      socketio.msgpack.ValueWriter: Array.get, Array.getLength
      """;

  @Test
  void nothingElseIsReflectedOn() {
    Path[] classes = MODULES.stream().map(Module::classes).toArray(Path[]::new);
    Map<String, String> found =
        new ClassFileImporter()
            .importPaths(classes).stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(ReflectionTest::isReflection)
                .collect(
                    groupingBy(
                        access -> outermost(access.getOriginOwner()).getFullName(),
                        TreeMap::new,
                        mapping(
                            access ->
                                access.getTargetOwner().getSimpleName() + "." + access.getName(),
                            collectingAndThen(
                                toCollection(TreeSet::new), calls -> String.join(", ", calls)))));

    assertEquals(
        (FIXED + OF_THE_PROGRAM + OF_TYPES).lines().sorted().collect(joining("\n")),
        found.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .sorted()
            .collect(joining("\n")));
  }

  private static boolean isReflection(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    return !HARMLESS.matcher(access.getName()).matches()
        && (owner.isEquivalentTo(Class.class)
            || owner.isEquivalentTo(ServiceLoader.class)
            || owner.isEquivalentTo(ClassLoader.class)
            || owner.isEquivalentTo(MethodHandles.Lookup.class)
            || owner.isEquivalentTo(Array.class)
            || (owner.isAssignableTo(AnnotatedElement.class) && !owner.isAssignableTo(Type.class)));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ReflectionTest::outermost).orElse(type);
  }

  @Test
  void theMetadataOfNativeImagesNamesTheFixedClasses() throws IOException {
    Set<String> builder =
        Set.of(
            "Thread.ofVirtual[]", "Thread$Builder.name[String, long]", "Thread$Builder.factory[]");
    Set<String> executor = new TreeSet<>(builder);
    executor.add("Executors.newThreadPerTaskExecutor[ThreadFactory]");

    Map<String, Set<String>> described = new TreeMap<>();
    for (Module module : MODULES) {
      for (JsonNode entry : metadata(module)) {
        String caller = entry.at("/condition/typeReached").asText();
        assertTrue(Files.exists(module.classes().resolve(caller.replace('.', '/') + ".class")));
        for (JsonNode method : entry.path("methods")) {
          described
              .computeIfAbsent(caller, any -> new TreeSet<>())
              .add(
                  simple(entry.path("type").asText())
                      + "."
                      + method.path("name").asText()
                      + method
                          .path("parameterTypes")
                          .valueStream()
                          .map(type -> simple(type.asText()))
                          .toList());
        }
      }
    }

    assertEquals(
        Map.of(
            "socketio.core.runtime.SharedThreads",
            new TreeSet<>(builder),
            "socketio.okhttp.Threads",
            executor),
        described);
  }

  private static Iterable<JsonNode> metadata(Module module) throws IOException {
    Path file =
        module
            .classes()
            .resolve("META-INF/native-image/dev.socketio")
            .resolve(module.artifactId())
            .resolve("reachability-metadata.json");
    return Files.exists(file)
        ? new ObjectMapper().readTree(file.toFile()).path("reflection")
        : List.of();
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** A rule for a class that no longer exists would be noise. */
  @Test
  void theRulesForShrinkersNameWhatThereIs() throws IOException {
    Pattern ours = Pattern.compile("socketio(?:\\.\\w+)+");
    for (Module module : MODULES) {
      Path folder = module.classes().resolve("META-INF/proguard");
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.toList()) {
            assertEquals(module.artifactId() + ".pro", file.getFileName().toString());
            ours.matcher(Files.readString(file))
                .results()
                .map(name -> module.classes().resolve(name.group().replace('.', '/') + ".class"))
                .forEach(type -> assertTrue(Files.exists(type), type::toString));
          }
        }
      }
    }
  }
}

package socketio.core.handlers;

import java.util.regex.Pattern;

/** Recognizes classes that a library has derived from one of the application, by their names. */
final class Proxies {
  /** CGLIB, Spring, Guice and Weld; Byte Buddy, Hibernate, Mockito; Quarkus. */
  private static final Pattern NAME =
      Pattern.compile(
          ".*\\$\\$.*|.*\\$(ByteBuddy|HibernateProxy|MockitoMock)\\$.*|.*_(ClientProxy|Subclass)");

  private static final String SPRING = "org.springframework.aop.SpringProxy";

  private Proxies() {}

  /**
   * Rejects a proxy that passes calls on to another object, whose emits this one's registration
   * would not make possible.
   */
  static void check(Class<?> type) {
    for (Class<?> each : type.getInterfaces()) {
      if (each.getName().equals(SPRING)) {
        throw new IllegalArgumentException(
            String.format(
                "handlers: %s is a Spring proxy, which passes calls on to another object; register"
                    + " that object, which AopProxyUtils.getSingletonTarget returns",
                type.getName()));
      }
    }
  }

  /** Whether no class of the application declares a method, only proxies do. */
  static boolean declare(ScannedMethod method) {
    return method.members().stream()
        .allMatch(member -> NAME.matcher(member.getDeclaringClass().getName()).matches());
  }
}

package socketio;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link ClientNamespace} or {@link AsyncClientNamespace} handle the event with
 * exactly this name, whatever the method itself is called. Intended for event names that are not
 * made of letters, such as {@code "my event"}. An overriding method inherits it, from an interface
 * too, unless it has its own.
 *
 * @since 1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnEvent {
  /**
   * The event's name.
   *
   * @return any name except {@code "*"} and the reserved ones of {@link Events#on(String,
   *     EventHandler)}
   */
  String value();
}

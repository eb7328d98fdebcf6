package socketio;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link ClientNamespace} or {@link AsyncClientNamespace} handle the event of
 * this name, exactly as it stands here; the method's own name then means nothing. For events whose
 * names are not made of letters, such as {@code "my event"}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnEvent {
  /**
   * The event's name.
   *
   * @return any name but {@code "*"} and the reserved ones of {@link Events#on(String,
   *     EventHandler)}
   */
  String value();
}

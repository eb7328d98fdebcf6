package socketio.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that names what Android lacks: it is not used there, or gives way with a {@link
 * LinkageError} that is caught. The build, which holds the code against Android's API, passes over
 * it.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface NotOnAndroid {}

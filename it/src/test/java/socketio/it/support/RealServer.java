package socketio.it.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the constructors and methods of a test class a {@link NodeServer}. Test classes that ask
 * for the same server share one, which ends with the test run.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(NodeServerExtension.class)
public @interface RealServer {
  /** One of the constants of {@link NodeServer}. */
  String software() default NodeServer.CURRENT;

  /** Options of the Socket.IO server, as JSON. */
  String options() default "{\"maxHttpBufferSize\": 100000000}";

  /** The parser of the server and of the clients: one of the constants of {@link NodeServer}. */
  String parser() default NodeServer.JSON;
}

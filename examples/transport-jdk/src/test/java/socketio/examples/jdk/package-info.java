/** Tests of the transport over the JDK. */
@NullMarked
package socketio.examples.jdk;

import org.jspecify.annotations.NullMarked;

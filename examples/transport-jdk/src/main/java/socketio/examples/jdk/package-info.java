/** A transport of one's own: HTTP and WebSocket by the JDK. */
@NullMarked
package socketio.examples.jdk;

import org.jspecify.annotations.NullMarked;

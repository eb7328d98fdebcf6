/** A transport of one's own: HTTP and WebSocket with the JDK. */
@NullMarked
package socketio.examples.jdk;

import org.jspecify.annotations.NullMarked;

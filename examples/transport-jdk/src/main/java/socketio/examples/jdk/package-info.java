/** An example of a custom transport: HTTP and WebSocket with the JDK's HttpClient. */
@NullMarked
package socketio.examples.jdk;

import org.jspecify.annotations.NullMarked;

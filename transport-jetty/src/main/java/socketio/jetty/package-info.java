/** HTTP and WebSocket with Jetty's HttpClient. */
@NullMarked
package socketio.jetty;

import org.jspecify.annotations.NullMarked;

/** HTTP and WebSocket by Jetty's HttpClient. */
@NullMarked
package socketio.jetty;

import org.jspecify.annotations.NullMarked;

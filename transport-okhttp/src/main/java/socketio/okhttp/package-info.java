/** HTTP and WebSocket by OkHttp. */
@NullMarked
package socketio.okhttp;

import org.jspecify.annotations.NullMarked;

/** HTTP and WebSocket with OkHttp. */
@NullMarked
package socketio.okhttp;

import org.jspecify.annotations.NullMarked;

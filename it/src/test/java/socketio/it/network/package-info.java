/** Real sockets on which nothing gets through any more, or no WebSocket does. */
@NullMarked
package socketio.it.network;

import org.jspecify.annotations.NullMarked;

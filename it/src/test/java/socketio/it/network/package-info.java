/** Real connections that stall, and networks that block WebSocket. */
@NullMarked
package socketio.it.network;

import org.jspecify.annotations.NullMarked;

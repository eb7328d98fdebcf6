/** Requests and WebSockets as the protocol sees them, over Netty or in memory. */
@NullMarked
package socketio.testkit.internal.net;

import org.jspecify.annotations.NullMarked;

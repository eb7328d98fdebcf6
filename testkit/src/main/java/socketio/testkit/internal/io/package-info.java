/** The server side of the Socket.IO v5 protocol, confined to one loop. */
@NullMarked
package socketio.testkit.internal.io;

import org.jspecify.annotations.NullMarked;

/** Tests of the fake servers by clients that know nothing of Socket.IO. */
@NullMarked
package socketio.testkit;

import org.jspecify.annotations.NullMarked;

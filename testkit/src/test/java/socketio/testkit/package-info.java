/** Tests of the fake servers with raw clients that do not implement Socket.IO. */
@NullMarked
package socketio.testkit;

import org.jspecify.annotations.NullMarked;

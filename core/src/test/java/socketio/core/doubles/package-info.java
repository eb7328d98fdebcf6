/** Test doubles of everything below the Socket.IO layer, and nothing else. */
@NullMarked
package socketio.doubles;

import org.jspecify.annotations.NullMarked;
